/** Runs `use` with secret bytes and overwrites them, whatever happens. */
export function useAndWipe<T>(bytes: Uint8Array, use: (bytes: Uint8Array) => T): T {
  try {
    return use(bytes)
  } finally {
    bytes.fill(0)
  }
}
