import { createHasher } from '@plexus/primitives'
import type { Snapshot } from 'cosmjs-types/tendermint/abci/types'
import { createSnapshots } from '../../../../src/engine/cometbft/snapshots/create-snapshots.ts'
import type {
  Snapshots,
  SnapshotsOptions,
} from '../../../../src/engine/cometbft/snapshots/create-snapshots.ts'
import type { Chain } from '../../../../src/chain/interface.ts'
import { silent } from '../../../../src/log.ts'
import { createFixture } from '../../../chain/fixture.ts'
import type { Fixture, FixtureOptions, State } from '../../../chain/fixture.ts'

export const hasher = await createHasher()

/** `System.BlockHash` of block 0, as every client of Substrate knows it. */
const GENESIS_KEY = Buffer.from(
  '26aa394eea5630e07c48ae0c9558cef7a44704b568d21667356a5a050c118746b4def25cfda6ef3a00000000',
  'hex',
).toString('latin1')

/** A chain whose state says from block 1 on which genesis it has, as that of the runtime does. */
export async function chainOf(state: State, options: FixtureOptions = {}): Promise<Fixture> {
  const fixture = await createFixture(options)
  fixture.grow(new Map([...state, [GENESIS_KEY, fixture.chain.genesisHash]]))
  return fixture
}

/** Keys and values of a state in their order. */
export const sorted = (state: State) =>
  [...state].toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)))

/** What a view of the head shows. */
export function headState({ chain }: Pick<Fixture, 'chain'>): State {
  const view = chain.stateAt(chain.head().hash)
  return new Map(Array.from(view.keys(''), (key) => [key, view.get(key) ?? new Uint8Array()]))
}

export function snapshotsOf(
  chain: Chain,
  options: Omit<SnapshotsOptions, 'chain' | 'hasher' | 'log'> = {},
): Snapshots {
  const snapshots = createSnapshots({ chain, hasher, log: silent, ...options })
  snapshots.start()
  return snapshots
}

/** A snapshot of the head, and all its chunks, as a peer sends them. */
export interface Sent {
  readonly snapshot: Snapshot
  readonly appHash: Uint8Array
  readonly chunks: readonly Uint8Array[]
}

/** Takes a snapshot of the head and fetches it. */
export async function send(
  { chain }: Pick<Fixture, 'chain'>,
  directory: string,
  chunkBytes: number,
): Promise<Sent> {
  const snapshots = snapshotsOf(chain, { directory, every: 1, chunkBytes })
  snapshots.committed(chain.head())
  const snapshot = await newest(snapshots, chain.head().number)
  const chunks: Uint8Array[] = []
  for (let chunk = 0; chunk < snapshot.chunks; chunk += 1) {
    const { height, format } = snapshot
    const answer = await snapshots.handlers.loadSnapshotChunk({ height, format, chunk })
    chunks.push(answer.chunk)
  }
  await snapshots.stop()
  return { snapshot, appHash: chain.head().hash, chunks }
}

/** Waits for the snapshot of a height. */
export async function newest({ handlers }: Snapshots, height: number): Promise<Snapshot> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline;) {
    const { snapshots } = await handlers.listSnapshots({})
    const found = snapshots.find((each) => each.height === BigInt(height))
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  throw new Error(`no snapshot of block ${height}`)
}
