import { bytesToHex, equalBytes } from '@plexus/primitives'
import type { Hasher } from '@plexus/primitives'
import { toStorageKey } from '@plexus/runtime'
import type { Chain } from '../../../chain/interface.ts'
import type { Restoration } from '../../../chain/restoration.ts'
import { ForeignSnapshotError, SnapshotFormatError } from './errors.ts'
import type { Offer } from './judge-offer.ts'
import type { Pair, PairReader } from './pairs.ts'

/** Lets others have their turn. */
export type Rest = () => Promise<unknown>

/**
 * Stages the pairs of a chunk, a bounded part at a time.
 *
 * @param isWanted asked after each rest
 * @returns whether all of it was staged
 * @throws SnapshotFormatError
 */
export async function stageChunk(
  restoration: Restoration,
  pairs: Iterable<Pair>,
  rest: Rest,
  isWanted: () => boolean,
): Promise<boolean> {
  let batch: Pair[] = []
  let size = 0
  for (const pair of pairs) {
    batch.push(pair)
    size += PAIR_COST + pair[1].length
    if (size < BATCH_BYTES) continue
    restoration.stage(new Map(batch))
    batch = []
    size = 0
    await rest()
    if (!isWanted()) return false
  }
  if (batch.length > 0) restoration.stage(new Map(batch))
  return true
}

/** PERF: a pair takes some 40 µs with its part of the trie; a turn some 20 ms. */
const PAIR_COST = 128
const BATCH_BYTES = 64 * 1024

/**
 * Begins the chain with the state that is staged.
 *
 * @throws SnapshotFormatError where it is not that of the header
 * @throws ForeignSnapshotError
 */
export function beginWithStage(
  chain: Chain,
  hasher: Hasher,
  { metadata, header }: Offer,
  reader: PairReader,
): void {
  const { restoration, genesisHash } = chain
  reader.end(metadata.pairs)
  const root = restoration.root()
  if (!equalBytes(root, header.stateRoot)) {
    throw new SnapshotFormatError(`its root is ${bytesToHex(root)}`)
  }
  // What the validators have signed: the network is another one, not the sender a liar.
  const genesis = restoration.get(genesisKey(hasher)) ?? new Uint8Array()
  if (!equalBytes(genesis, genesisHash)) {
    throw new ForeignSnapshotError(bytesToHex(genesis), bytesToHex(genesisHash))
  }
  restoration.begin(header)
}

/** `System.BlockHash` of block 0, which every state has. */
function genesisKey(hasher: Hasher): string {
  const names = ['System', 'BlockHash'].map((name) => hasher.twox128(Buffer.from(name)))
  const number = new Uint8Array(4)
  return toStorageKey(Buffer.concat([...names, hasher.twox64(number), number]))
}

/** Removes what is staged. */
export interface Wiper {
  /** Ends when nothing is staged any more; one at a time. */
  wipe(): Promise<void>
  /** Leaves the rest to the next start. */
  stop(): Promise<void>
}

export function createWiper(restoration: Restoration, rest: Rest): Wiper {
  let stopped = false
  let wiping: Promise<void> = Promise.resolve()
  async function wipeAfter(before: Promise<void>): Promise<void> {
    await before
    while (!stopped && !restoration.clear()) await rest()
  }
  return {
    wipe() {
      wiping = wipeAfter(wiping)
      return wiping
    },
    async stop() {
      stopped = true
      await wiping
    },
  }
}
