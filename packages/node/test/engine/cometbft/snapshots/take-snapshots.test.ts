import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { StateDiscardedError } from '../../../../src/chain/errors.ts'
import { openLmdbDatabase } from '../../../../src/db/lmdb/lmdb-database.ts'
import { encodePair } from '../../../../src/engine/cometbft/snapshots/pairs.ts'
import { openSnapshotStore } from '../../../../src/engine/cometbft/snapshots/snapshot-store.ts'
import { writeSnapshot } from '../../../../src/engine/cometbft/snapshots/write-snapshot.ts'
import { silent } from '../../../../src/log.ts'
import type { State } from '../../../chain/fixture.ts'
import { temporaryDirectories } from '../../../db/temporary.ts'
import { chainOf, hasher, headState, newest, send, snapshotsOf, sorted } from './kit.ts'

const directory = temporaryDirectories()
const EMPTY_HEADER = new Uint8Array()

/** More than one page of keys, and values of all sizes. */
const MANY: State = new Map(
  Array.from({ length: 700 }, (_each, at) => [
    `key ${String(at % 100).padStart(3, '0')} ${at}`,
    new Uint8Array((at * 7) % 90).fill(at),
  ]),
)

describe('a snapshot', () => {
  it('is the state in the order of its keys, cut into chunks of one size', async () => {
    const fixture = await chainOf(MANY)
    const { snapshot, chunks } = await send(fixture, directory(), 1000)
    const stream = Buffer.concat(sorted(fixture.states[1] ?? MANY).map(encodePair))
    expect(Buffer.concat(chunks).equals(stream)).toBe(true)
    expect(chunks.slice(0, -1).every(({ length }) => length === 1000)).toBe(true)
    expect(chunks).toHaveLength(Math.ceil(stream.length / 1000))
    expect(snapshot).toMatchObject({ height: 1n, format: 1, chunks: chunks.length })
    const hashes = chunks.map((chunk) => hasher.blake2b256(chunk))
    expect(snapshot.hash).toEqual(hasher.blake2b256(Buffer.concat(hashes)))
  })

  it('is the same bytes on every node, whatever its database and its later blocks', async () => {
    const plain = await chainOf(MANY)
    const first = await send(plain, directory(), 512)
    const busy = await chainOf(MANY, {
      db: openLmdbDatabase({ path: directory(), durability: 'process' }),
      pruning: { keepBlocks: 0 },
    })
    const { chain } = busy
    const view = chain.stateAt(chain.head().hash)
    const place = directory()
    const release = chain.hold(chain.head().hash)
    let turns = 0
    const metadata = await writeSnapshot({
      ...{ view, directory: place, hasher, chunkBytes: 512, signal: new AbortController().signal },
      header: chain.runtime.encodeHeader(chain.header(chain.head().hash)!),
      rest() {
        turns += 1
        // Blocks that change, remove and add what was and what is still to be read, and are final.
        const keys = [...MANY.keys()].filter((_key, at) => at % 7 === turns % 7)
        const changes = keys.flatMap((key, at) => [
          [key, at % 2 === 0 ? undefined : Uint8Array.of(turns)] as const,
          [`${key}+`, Uint8Array.of(at & 255)] as const,
        ])
        chain.finalize(busy.grow(new Map(changes)))
        return Promise.resolve()
      },
    })
    expect(turns).toBeGreaterThan(3)
    const chunks = metadata.chunks.map((_hash, at) =>
      Uint8Array.from(readFileSync(join(place, `chunk-${at}`))),
    )
    expect(chunks).toEqual(first.chunks.map((chunk) => Uint8Array.from(chunk)))
    expect(Uint8Array.from(readFileSync(join(place, 'metadata')))).toEqual(first.snapshot.metadata)
    release()
    chain.finalize(busy.grow(new Map()))
    expect(() => chain.stateAt(busy.hashes[1]!)).toThrow(StateDiscardedError)
    await busy.db.close()
  })

  it('of a value that is longer than a chunk goes over many', async () => {
    const long = new Uint8Array(5000).fill(6)
    const { chunks } = await send(await chainOf(new Map([['k', long]])), directory(), 64)
    expect(Buffer.concat(chunks).includes(Buffer.from(long))).toBe(true)
    expect(chunks.every(({ length }) => length <= 64)).toBe(true)
  })
})

describe('taking snapshots', () => {
  it('happens every so many blocks, and the newest three stay', async () => {
    const fixture = await chainOf(MANY)
    const place = directory()
    for (let at = 2; at <= 10; at += 1) {
      fixture.grow(new Map([['n', Uint8Array.of(at)]]))
      const snapshots = snapshotsOf(fixture.chain, { directory: place, every: 2 })
      snapshots.committed(fixture.chain.head())
      if (at % 2 === 0) await newest(snapshots, at)
      await snapshots.stop()
    }
    expect(readdirSync(place).toSorted()).toEqual(['10', '6', '8'])
    const reopened = snapshotsOf(fixture.chain, { directory: place, every: 2 })
    const listed = (await reopened.handlers.listSnapshots({})).snapshots
    expect(listed.map(({ height }) => height)).toEqual([10n, 8n, 6n])
    await reopened.stop()
  })

  it('never happens where it is not wanted', async () => {
    const fixture = await chainOf(MANY)
    const place = directory()
    const none = snapshotsOf(fixture.chain, { directory: place, every: 0 })
    none.committed(fixture.chain.head())
    await none.stop()
    expect(readdirSync(place)).toEqual([])
    const nowhere = snapshotsOf(fixture.chain, { every: 1 })
    nowhere.committed(fixture.chain.head())
    await nowhere.stop()
    expect((await nowhere.handlers.listSnapshots({})).snapshots).toEqual([])
  })

  it('lets go of the state and leaves nothing behind when the node stops', async () => {
    const fixture = await chainOf(MANY, { pruning: { keepBlocks: 0 } })
    const { chain } = fixture
    const place = directory()
    const snapshots = snapshotsOf(chain, { directory: place, every: 1, chunkBytes: 64 })
    snapshots.committed(chain.head())
    await snapshots.stop()
    expect(readdirSync(place)).toEqual([])
    chain.finalize(fixture.grow(new Map([['n', Uint8Array.of(1)]])))
    expect(() => chain.stateAt(fixture.hashes[1]!)).toThrow(StateDiscardedError)
  })
})

describe('the store', () => {
  const open = (place: string) =>
    openSnapshotStore({ directory: place, keep: 3, hasher, log: silent })

  async function taken() {
    const fixture = await chainOf(MANY)
    const place = directory()
    const sent = await send(fixture, place, 4096)
    return { fixture, place, ...sent }
  }

  it('removes at the start what a crash has left half written', async () => {
    const place = directory()
    mkdirSync(join(place, '7.part'))
    writeFileSync(join(place, '7.part', 'chunk-0'), 'half')
    expect(open(place).list()).toEqual([])
    expect(existsSync(join(place, '7.part'))).toBe(false)
  })

  it('has nothing of a snapshot that could not be written', async () => {
    const place = directory()
    const store = open(place)
    await expect(
      store.add(5, (draft) => {
        writeFileSync(join(draft, 'chunk-0'), 'half')
        return Promise.reject(new Error('the disk is full'))
      }),
    ).rejects.toThrow('full')
    expect(readdirSync(place)).toEqual([])
    expect(store.list()).toEqual([])
  })

  it.each<readonly [string, (place: string) => void]>([
    ['a chunk lacks', (place) => rmSync(join(place, 'chunk-1'))],
    ['the metadata lack', (place) => rmSync(join(place, 'metadata'))],
    ['the metadata are cut', (place) => writeFileSync(join(place, 'metadata'), 'x')],
  ])('removes a snapshot at the start where %s', async (_what, damage) => {
    const { place } = await taken()
    damage(join(place, '1'))
    expect(open(place).list()).toEqual([])
    expect(readdirSync(place)).toEqual([])
  })

  it('gives no chunk whose bytes are not those that were written, and drops the snapshot', async () => {
    const { place, chunks } = await taken()
    const store = open(place)
    expect(Buffer.from((await store.chunk(1, 1)) ?? []).equals(chunks[1] ?? Buffer.of())).toBe(true)
    const bytes = readFileSync(join(place, '1', 'chunk-1'))
    bytes[0] = (bytes[0] ?? 0) ^ 1
    writeFileSync(join(place, '1', 'chunk-1'), bytes)
    expect(await store.chunk(1, 1)).toBeUndefined()
    expect(store.list()).toEqual([])
    expect(readdirSync(place)).toEqual([])
  })

  it('has no chunk of another height, format or index', async () => {
    const { fixture, place } = await taken()
    const snapshots = snapshotsOf(fixture.chain, { directory: place, every: 0 })
    const ask = async (height: bigint, format: number, chunk: number): Promise<number> =>
      (await snapshots.handlers.loadSnapshotChunk({ height, format, chunk })).chunk.length
    expect(await ask(1n, 1, 0)).toBe(4096)
    expect(await Promise.all([ask(2n, 1, 0), ask(1n, 2, 0), ask(1n, 1, 99)])).toEqual([0, 0, 0])
    await snapshots.stop()
  })

  it('writes a state of no pairs as no chunk', async () => {
    const { chain } = await chainOf(new Map())
    const view = chain.stateAt(chain.genesisHash)
    const metadata = await writeSnapshot({
      ...{ view, directory: directory(), hasher, chunkBytes: 64, header: EMPTY_HEADER },
      ...{ rest: () => Promise.resolve(), signal: new AbortController().signal },
    })
    expect(metadata).toEqual({ header: EMPTY_HEADER, chunks: [], pairs: 0n })
    expect(headState({ chain }).size).toBe(1)
  })
})
