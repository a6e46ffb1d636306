import { bytesToHex } from '@plexus/primitives'
import type { Hash } from '@plexus/primitives'

/** The blocks that a follow keeps for its client. */
export interface Pins {
  /** False when there are too many. */
  add(hash: Hash): boolean
  has(hash: Hash): boolean
  /** False, and nothing removed, when one of them is not pinned. */
  remove(hashes: readonly Hash[]): boolean
  clear(): void
}

export function createPins(max: number): Pins {
  const pinned = new Set<string>()
  return {
    add(hash) {
      if (pinned.size >= max) return false
      pinned.add(bytesToHex(hash))
      return true
    },
    has: (hash) => pinned.has(bytesToHex(hash)),
    remove(hashes) {
      const texts = hashes.map(bytesToHex)
      if (!texts.every((text) => pinned.has(text))) return false
      for (const text of texts) pinned.delete(text)
      return true
    },
    clear: () => pinned.clear(),
  }
}
