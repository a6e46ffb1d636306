/**
 * A password. Bytes (UTF-8) stay the caller's, who can wipe them; a text stays in memory until the
 * collector takes it.
 */
export type Password = string | Uint8Array

/** A copy of the password as UTF-8, for the caller to wipe. */
export function passwordBytes(password: Password): Uint8Array {
  return typeof password === 'string' ? new TextEncoder().encode(password) : password.slice()
}

/** Runs `use` with a copy of the password and wipes the copy, whatever happens. */
export async function withPassword<T>(
  password: Password,
  use: (bytes: Uint8Array) => Promise<T>,
): Promise<T> {
  const bytes = passwordBytes(password)
  try {
    return await use(bytes)
  } finally {
    bytes.fill(0)
  }
}
