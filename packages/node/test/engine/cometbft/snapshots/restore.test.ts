import {
  ResponseApplySnapshotChunk_Result as Applied,
  ResponseOfferSnapshot_Result as Offered,
} from 'cosmjs-types/tendermint/abci/types'
import type { RequestOfferSnapshot, Snapshot } from 'cosmjs-types/tendermint/abci/types'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Database } from '../../../../src/db/interface.ts'
import { openLmdbDatabase } from '../../../../src/db/lmdb/lmdb-database.ts'
import { createMemoryDatabase } from '../../../../src/db/memory/memory-database.ts'
import { decodeHeader } from '../../../../src/chain/header-codec.ts'
import { ForeignSnapshotError } from '../../../../src/engine/cometbft/snapshots/errors.ts'
import { encodeMetadata, snapshotHash } from '../../../../src/engine/cometbft/snapshots/format.ts'
import { encodePair } from '../../../../src/engine/cometbft/snapshots/pairs.ts'
import type { Snapshots } from '../../../../src/engine/cometbft/snapshots/create-snapshots.ts'
import { hash } from '@plexus/primitives'
import { createFixture } from '../../../chain/fixture.ts'
import type { Fixture, State } from '../../../chain/fixture.ts'
import { temporaryDirectories } from '../../../db/temporary.ts'
import { chainOf, hasher, headState, send, snapshotsOf, sorted } from './kit.ts'
import type { Sent } from './kit.ts'

const directory = temporaryDirectories()

const STATE: State = new Map([
  ['a', Uint8Array.of(1)],
  ['ab', new Uint8Array(40).fill(2)],
  ['b', Uint8Array.of()],
  ['c', new Uint8Array(70).fill(3)],
])
const CHUNK_BYTES = 64

/** A node of the network, and what it sends. */
async function network(state = STATE): Promise<Sent & { readonly origin: Fixture }> {
  const origin = await chainOf(state)
  return { origin, ...(await send(origin, directory(), CHUNK_BYTES)) }
}

interface Joiner extends Fixture {
  readonly snapshots: Snapshots
}

const joiner = async (db?: Database): Promise<Joiner> => join(await createFixture(db ? { db } : {}))
const join = (fixture: Fixture): Joiner => ({ ...fixture, snapshots: snapshotsOf(fixture.chain) })

const offer = async ({ snapshots }: Joiner, sent: RequestOfferSnapshot): Promise<Offered> =>
  (await snapshots.handlers.offerSnapshot(sent)).result

const apply = ({ snapshots }: Joiner, chunk: Uint8Array, index: number, sender = 'peer') =>
  snapshots.handlers.applySnapshotChunk({ chunk, index, sender })

/** Sends all; the answers. */
async function restore(to: Joiner, sent: Sent): Promise<readonly Applied[]> {
  expect(await offer(to, sent)).toBe(Offered.ACCEPT)
  const results: Applied[] = []
  for (const [index, chunk] of sent.chunks.entries()) {
    results.push((await apply(to, chunk, index)).result)
  }
  return results
}

/** The chain is as it began, here and for who opens it again; nothing is staged. */
async function untouched(to: Joiner): Promise<void> {
  expect(to.chain.head().number).toBe(0)
  expect(headState(to)).toEqual(new Map())
  expect(to.reopen().chain.head().number).toBe(0)
  await to.snapshots.abandonRestore()
  expect(to.chain.restoration.clear()).toBe(true)
}

const flipped = (bytes: Uint8Array, at: number, bit: number): Uint8Array => {
  const copy = Uint8Array.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ (1 << bit)
  return copy
}

/** A snapshot that is sound in itself, of any bytes. */
function forged(
  { snapshot, appHash }: Sent,
  header: Uint8Array,
  stream: Uint8Array,
  pairs: number,
): Sent {
  const metadata = { header, chunks: [hash(hasher.blake2b256(stream))], pairs: BigInt(pairs) }
  const named: Snapshot = {
    ...snapshot,
    chunks: 1,
    hash: snapshotHash(hasher, metadata),
    metadata: encodeMetadata(metadata),
  }
  return { snapshot: named, appHash, chunks: [stream] }
}

const headerOf = ({ chain }: Fixture): Uint8Array =>
  chain.runtime.encodeHeader(chain.header(chain.head().hash)!)

const databases: readonly (readonly [string, () => Database])[] = [
  ['memory', createMemoryDatabase],
  ['lmdb', () => openLmdbDatabase({ path: directory(), durability: 'process' })],
]

describe.each(databases)('a node that joins, on %s', (_name, open) => {
  it('begins at the block of the snapshot and goes on', async () => {
    const { origin, ...sent } = await network()
    const to = await joiner(open())
    expect(new Set(await restore(to, sent))).toEqual(new Set([Applied.ACCEPT]))
    expect(to.chain.head()).toEqual(origin.chain.head())
    expect(to.chain.finalized()).toEqual(origin.chain.head())
    expect(headState(to)).toEqual(headState(origin))
    const changes = new Map([['ab', undefined]])
    to.states[1] = headState(to)
    expect(to.grow(changes)).toEqual(origin.grow(changes))
    expect(to.reopen().chain.head()).toEqual(origin.chain.head())
    // What genesis had is removed, and nothing of it is left for the next start.
    await to.snapshots.stop()
    await to.db.close()
  })

  it('is at genesis or at the block, whenever it dies', async () => {
    const { origin, ...sent } = await network()
    const db = open()
    for (let dies = 0; dies <= sent.chunks.length; dies += 1) {
      const to = await joiner(db)
      expect(await offer(to, sent)).toBe(Offered.ACCEPT)
      for (const [index, chunk] of sent.chunks.slice(0, dies).entries()) {
        await apply(to, chunk, index)
      }
      // No stop: the process is gone. What was staged lies in the database.
      const { chain } = to.reopen()
      const isDone = dies === sent.chunks.length
      expect(chain.head().number, `after ${dies} chunks`).toBe(isDone ? 1 : 0)
      expect(headState({ chain })).toEqual(isDone ? headState(origin) : new Map())
      await to.snapshots.stop()
    }
    // CometBFT died before it noted that: it offers again.
    const again = await joiner(db)
    expect(again.chain.head().number).toBe(1)
    expect(new Set(await restore(again, sent))).toEqual(new Set([Applied.ACCEPT]))
    expect(headState(again)).toEqual(headState(origin))
    await again.snapshots.stop()
    await db.close()
  })
})

describe('an offer', () => {
  it.each<readonly [string, Offered, (sent: Sent) => Partial<Snapshot>]>([
    ['of another format', Offered.REJECT_FORMAT, () => ({ format: 2 })],
    ['of another height', Offered.REJECT, () => ({ height: 2n })],
    ['with a chunk less', Offered.REJECT, ({ snapshot }) => ({ chunks: snapshot.chunks - 1 })],
    ['with no chunks', Offered.REJECT, () => ({ chunks: 0 })],
    [
      'with another hash',
      Offered.REJECT,
      ({ snapshot }) => ({ hash: flipped(snapshot.hash, 0, 0) }),
    ],
    ['without metadata', Offered.REJECT, () => ({ metadata: new Uint8Array() })],
    [
      'with more after the metadata',
      Offered.REJECT,
      ({ snapshot }) => ({ metadata: Uint8Array.from([...snapshot.metadata, 0]) }),
    ],
  ])('%s is refused', async (_what, expected, change) => {
    const sent = await network()
    const to = await joiner()
    expect(await offer(to, { ...sent, snapshot: { ...sent.snapshot, ...change(sent) } })).toBe(
      expected,
    )
    expect((await apply(to, sent.chunks[0]!, 0)).result).toBe(Applied.RETRY_SNAPSHOT)
    await untouched(to)
  })

  it('for another app hash, or of nothing, is refused', async () => {
    const { snapshot, appHash } = await network()
    const to = await joiner()
    expect(await offer(to, { snapshot, appHash: flipped(appHash, 31, 7) })).toBe(Offered.REJECT)
    expect(await offer(to, { appHash })).toBe(Offered.REJECT)
  })

  it('of genesis is refused', async () => {
    const origin = await createFixture({ genesis: STATE })
    const stream = Buffer.concat(sorted(STATE).map(encodePair))
    const { chain } = origin
    const { snapshot } = await network()
    const sent = forged(
      { snapshot, appHash: chain.genesisHash, chunks: [] },
      headerOf(origin),
      stream,
      4,
    )
    const to = await joiner()
    expect(await offer(to, { ...sent, snapshot: { ...sent.snapshot, height: 0n } })).toBe(
      Offered.REJECT,
    )
  })

  it('to a chain that has blocks is refused, and changes nothing', async () => {
    const sent = await network()
    const to = await joiner()
    to.grow(new Map([['own', Uint8Array.of(1)]]))
    expect(await offer(to, sent)).toBe(Offered.REJECT)
    expect(headState(to)).toEqual(new Map([['own', Uint8Array.of(1)]]))
  })

  it('throws away what was staged for the one before, at any chunk', async () => {
    const { origin, ...sent } = await network()
    const other = await network(new Map([['other', new Uint8Array(200).fill(9)]]))
    for (let after = 0; after < other.chunks.length; after += 1) {
      const to = await joiner()
      expect(await offer(to, other)).toBe(Offered.ACCEPT)
      for (const [index, chunk] of other.chunks.slice(0, after).entries()) {
        expect((await apply(to, chunk, index)).result).toBe(Applied.ACCEPT)
      }
      expect(new Set(await restore(to, sent)), `after ${after}`).toEqual(new Set([Applied.ACCEPT]))
      expect(headState(to)).toEqual(headState(origin))
    }
  })

  it('that comes while a chunk is staged takes its place', async () => {
    const { origin, ...sent } = await network()
    const many: State = new Map(
      Array.from({ length: 3000 }, (_each, at) => [`k${at}`, new Uint8Array(40).fill(at)]),
    )
    const slow = await chainOf(many)
    const whole = await send(slow, directory(), 1 << 20)
    const to = await joiner()
    await offer(to, whole)
    const [first] = whole.chunks
    const cut = apply(to, first!, 0)
    expect(new Set(await restore(to, sent))).toEqual(new Set([Applied.ACCEPT]))
    expect((await cut).result).toBe(Applied.ABORT)
    expect(headState(to)).toEqual(headState(origin))
  })
})

describe('damage', () => {
  it('of any bit of a chunk asks for it again and bars the sender', async () => {
    const sent = await network()
    const to = await joiner()
    await offer(to, sent)
    const [first = new Uint8Array()] = sent.chunks
    for (let at = 0; at < first.length; at += 1) {
      expect(await apply(to, flipped(first, at, at % 8), 0, 'liar'), `byte ${at}`).toEqual({
        result: Applied.RETRY,
        refetchChunks: [0],
        rejectSenders: ['liar'],
      })
    }
    expect((await apply(to, first.subarray(1), 0, '')).rejectSenders).toEqual([])
    expect(to.chain.head().number).toBe(0)
    // The right one is still good.
    for (const [index, chunk] of sent.chunks.entries()) await apply(to, chunk, index)
    expect(to.chain.head()).toEqual(sent.origin.chain.head())
  })

  it('of any byte of the metadata is found at the offer, or at the last chunk', async () => {
    const sent = await network()
    const { metadata } = sent.snapshot
    const to = await joiner()
    for (let at = 0; at < metadata.length; at += 1) {
      const snapshot = { ...sent.snapshot, metadata: flipped(metadata, at, at % 8) }
      const offered = await offer(to, { ...sent, snapshot })
      // Only the number of pairs, the last eight bytes, is in no hash.
      const isCount = at >= metadata.length - 8
      expect(offered, `byte ${at}`).toBe(isCount ? Offered.ACCEPT : Offered.REJECT)
      if (!isCount) continue
      const results = await restore(to, { ...sent, snapshot })
      expect(results.at(-1), `byte ${at}`).toBe(Applied.REJECT_SNAPSHOT)
    }
    await untouched(to)
  })

  /** Of the network; the state has five pairs, and `a` comes second. */
  it.each<readonly [string, (pairs: readonly Uint8Array[]) => readonly Uint8Array[]]>([
    ['a pair less', (pairs) => pairs.slice(1)],
    ['a pair more', (pairs) => [...pairs, encodePair(['\xff', Uint8Array.of(1)])]],
    ['another value', (pairs) => pairs.with(1, encodePair(['a', Uint8Array.of(2)]))],
    ['two pairs in another order', (pairs) => pairs.toReversed()],
    ['a pair twice', (pairs) => pairs.toSpliced(1, 0, encodePair(['a', Uint8Array.of(1)]))],
    ['a cut end', (pairs) => pairs.with(-1, pairs.at(-1)?.subarray(1) ?? new Uint8Array())],
    ['no pairs at all', () => []],
  ])('by a liar who hashed it well, %s, is found in the end', async (_what, change) => {
    const sent = await network()
    const pairs = sorted(sent.origin.states[1] ?? STATE).map(encodePair)
    const to = await joiner()
    const lies = change(pairs)
    const lie = forged(sent, headerOf(sent.origin), Buffer.concat(lies), lies.length)
    expect(await restore(to, lie)).toEqual([Applied.REJECT_SNAPSHOT])
    await untouched(to)
    const truth = forged(sent, headerOf(sent.origin), Buffer.concat(pairs), pairs.length)
    expect(await restore(to, truth)).toEqual([Applied.ACCEPT])
  })

  it.each<readonly [string, readonly number[]]>([
    ['the second first', [1]],
    ['the first twice', [0, 0]],
    ['one left out', [0, 2]],
    ['one that there is not', [99]],
  ])('of the order, %s, takes a new offer', async (_what, indices) => {
    const sent = await network()
    const to = await joiner()
    await offer(to, sent)
    const results: Applied[] = []
    for (const index of indices) {
      results.push((await apply(to, sent.chunks[index] ?? new Uint8Array(), index)).result)
    }
    expect(results.at(-1)).toBe(Applied.RETRY_SNAPSHOT)
    expect((await apply(to, sent.chunks[0]!, 0)).result).toBe(Applied.RETRY_SNAPSHOT)
    await untouched(to)
    expect(new Set(await restore(to, sent))).toEqual(new Set([Applied.ACCEPT]))
  })

  it('a state of another genesis, which the network has signed, ends the node', async () => {
    const sent = await network()
    const to = join(await createFixture({ genesis: new Map([['mine', Uint8Array.of(1)]]) }))
    await offer(to, sent)
    const last = sent.chunks.length - 1
    for (const [index, chunk] of sent.chunks.slice(0, last).entries()) await apply(to, chunk, index)
    await expect(apply(to, sent.chunks[last]!, last)).rejects.toThrow(ForeignSnapshotError)
    expect(to.chain.head().number).toBe(0)
    expect(headState(to)).toEqual(new Map([['mine', Uint8Array.of(1)]]))
  })
})

const key = fc
  .array(fc.constantFrom('\0', '\x01', 'k', '\xff'), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''))
const value = fc.oneof(
  fc.uint8Array({ maxLength: 3 }),
  fc.uint8Array({ minLength: 30, maxLength: 300 }),
)

it('any state arrives as it is, cut anywhere', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(key, value), { maxLength: 20 }),
      fc.integer({ min: 150, max: 700 }),
      async (pairs, chunkBytes) => {
        const origin = await chainOf(new Map(pairs))
        const sent = await send(origin, directory(), chunkBytes)
        const to = await joiner()
        expect((await restore(to, sent)).at(-1)).toBe(Applied.ACCEPT)
        expect(headState(to)).toEqual(headState(origin))
        expect(to.chain.stateAt(to.chain.head().hash).root(new Map())).toEqual(
          decodeHeader(headerOf(origin)).stateRoot,
        )
      },
    ),
    { numRuns: 25, seed: 7 },
  )
})
