/** Strictly rising times in nanoseconds; two requests never bear the same. */
export function createNonces(now: () => bigint): () => bigint {
  let last = 0n
  return () => {
    const time = now()
    last = time > last ? time : last + 1n
    return last
  }
}

/** Nanoseconds since 1970 by the clock of this machine. */
export function wallNanoseconds(): bigint {
  return BigInt(Date.now()) * 1_000_000n
}
