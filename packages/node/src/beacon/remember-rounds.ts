import { bytesToHex } from '@plexus/primitives'
import type { Host } from '@plexus/runtime'

export type VerifyRound = Host['verifyRound']

/** More than wait for a block at once. */
const MAX_REMEMBERED = 128

/**
 * The same check with a memory, so that the block that writes a fetched round does not check it
 * again (PERF: 50 ms each).
 */
export function rememberRounds(verify: VerifyRound): VerifyRound {
  const known = new Map<string, boolean | undefined>()
  return (claim) => {
    const { round, signature, publicKey } = claim
    const key = `${round} ${bytesToHex(signature)} ${bytesToHex(publicKey)}`
    if (known.has(key)) return known.get(key)
    const result = verify(claim)
    const [oldest] = known.keys()
    if (known.size >= MAX_REMEMBERED && oldest !== undefined) known.delete(oldest)
    known.set(key, result)
    return result
  }
}
