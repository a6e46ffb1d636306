import { bytesToHex } from '@plexus/primitives'
import type { Hash, Hasher } from '@plexus/primitives'
import type { ExecutedBlock } from '@plexus/runtime'

/** What became of a transaction of CometBFT; the numbers are hashed into its next header. */
export const TxCode = {
  /** In the body, and its call succeeded. */
  Applied: 0,
  /** In the body: fee and nonce are taken, its call failed. */
  Failed: 1,
  /** Not in the body, and the state is as before. */
  LeftOut: 2,
} as const

/** One of {@link TxCode}. */
export type TxCode = (typeof TxCode)[keyof typeof TxCode]

/** A block that was executed and may be decided. Nothing of it is written. */
export interface Candidate {
  readonly executed: ExecutedBlock
  /** For each transaction of CometBFT, in order. */
  readonly codes: readonly TxCode[]
  /** Whether a proposer may propose it: the right inherents in front, nothing left out. */
  readonly proper: boolean
  /** Time that its execution took. */
  readonly seconds: number
}

/** All that the execution of a block follows from. */
export interface BlockContent {
  readonly parent: Hash
  readonly timestampMs: bigint
  /** What has to be in front: it follows from what CometBFT says of the block. */
  readonly inherents: readonly Uint8Array[]
  readonly txs: readonly Uint8Array[]
}

/**
 * Executed blocks that wait for a decision, under a name that their content gives: whoever asks
 * for the same content, to check it or because it is decided, gets the same result.
 */
export interface Candidates {
  /** The result for this content; `execute` runs where there is none. */
  of(content: BlockContent, execute: () => Candidate): Candidate
  keep(content: BlockContent, candidate: Candidate): void
  clear(): void
}

/** @param capacity results that are kept; the oldest gives way */
export function createCandidates(
  hasher: Pick<Hasher, 'blake2b256Of'>,
  capacity: number,
): Candidates {
  const kept = new Map<string, Candidate>()
  const keep = (name: string, candidate: Candidate): Candidate => {
    kept.delete(name)
    kept.set(name, candidate)
    const [oldest] = kept.keys()
    if (kept.size > capacity && oldest !== undefined) kept.delete(oldest)
    return candidate
  }
  return {
    of(content, execute) {
      const name = nameOf(hasher, content)
      return kept.get(name) ?? keep(name, execute())
    },
    keep: (content, candidate) => void keep(nameOf(hasher, content), candidate),
    clear: () => kept.clear(),
  }
}

/** Lengths are part of it, so that nothing can move from one place to the next. */
function nameOf(hasher: Pick<Hasher, 'blake2b256Of'>, content: BlockContent): string {
  const head = new DataView(new ArrayBuffer(8))
  head.setBigUint64(0, content.timestampMs, true)
  const parts: Uint8Array[] = [content.parent, new Uint8Array(head.buffer)]
  for (const list of [content.inherents, content.txs]) {
    parts.push(lengthOf(list))
    for (const bytes of list) parts.push(lengthOf(bytes), bytes)
  }
  return bytesToHex(hasher.blake2b256Of(parts))
}

function lengthOf({ length }: { readonly length: number }): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(4))
  bytes.setUint32(0, length, true)
  return new Uint8Array(bytes.buffer)
}
