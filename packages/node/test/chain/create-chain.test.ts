import { hash } from '@plexus/primitives'
import { describe, expect, it } from 'vitest'
import {
  NotOnHeadError,
  StateDiscardedError,
  StateRootError,
  UnknownBlockError,
} from '../../src/chain/errors.ts'
import { decodeHeader } from '../../src/chain/header-codec.ts'
import type { ChainEvent } from '../../src/chain/interface.ts'
import type { Database, Table } from '../../src/db/interface.ts'
import { openLmdbDatabase } from '../../src/db/lmdb/lmdb-database.ts'
import { createMemoryDatabase } from '../../src/db/memory/memory-database.ts'
import { TABLES } from '../../src/db/interface.ts'
import { temporaryDirectories } from '../db/temporary.ts'
import { applied, createFixture } from './fixture.ts'

const directory = temporaryDirectories()
const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values)
const hexOf = (value: Uint8Array): string => Buffer.from(value).toString('hex')
const nowhere = hash(new Uint8Array(32).fill(0xab))

/** Every row of a database, without those of some tables. */
function dump(db: Database, without: readonly Table[] = []): readonly string[] {
  return TABLES.filter((table) => !without.includes(table)).flatMap((table) =>
    Array.from(db.range(table, {}), ([key, value]) => `${table} ${hexOf(key)} ${hexOf(value)}`),
  )
}

describe('a new chain', () => {
  it('starts with genesis as head and finalised head', async () => {
    const { chain, hashes } = await createFixture({ genesis: new Map([['a', bytes(1)]]) })
    expect(chain.head()).toEqual({ hash: hashes[0], number: 0 })
    expect(chain.finalized()).toEqual({ hash: hashes[0], number: 0 })
    expect(chain.genesisHash).toEqual(hashes[0])
    expect(chain.stateAt(chain.genesisHash).get('a')).toEqual(bytes(1))
    expect(chain.changedKeys(chain.genesisHash)).toEqual(['a'])
  })

  it('refuses a database that began with another genesis', async () => {
    const db = createMemoryDatabase()
    await createFixture({ db, genesis: new Map([['a', bytes(1)]]) })
    await expect(createFixture({ db, genesis: new Map([['a', bytes(2)]]) })).rejects.toMatchObject({
      code: 'DatabaseDamaged',
    })
  })
})

describe('append', () => {
  it('stores header, body and the keys that really change', async () => {
    const { chain, build } = await createFixture({
      genesis: new Map([
        ['same', bytes(1)],
        ['gone', bytes(1)],
      ]),
    })
    const changes = new Map([
      ['same', bytes(1)],
      ['gone', undefined],
      ['never', undefined],
      ['new', bytes()],
    ])
    const executed = build(changes, [bytes(8, 1, 2), bytes(4, 9)])
    chain.append(executed)
    expect(chain.header(executed.hash)).toEqual(executed.block.header)
    expect(chain.body(executed.hash)).toEqual([bytes(8, 1, 2), bytes(4, 9)])
    expect(chain.hashAt(1)).toEqual(executed.hash)
    expect(chain.changedKeys(executed.hash)).toEqual(['gone', 'new'])
  })

  it('refuses a block on another parent or of another height', async () => {
    const { chain, build, grow } = await createFixture()
    const early = build(new Map([['x', bytes(1)]]))
    grow(new Map([['a', bytes(1)]]))
    expect(() => chain.append(early)).toThrow(NotOnHeadError)
    const { block, ...rest } = build(new Map())
    const high = { ...rest, block: { ...block, header: { ...block.header, number: 3 } } }
    expect(() => chain.append(high)).toThrow(NotOnHeadError)
  })

  it('refuses changes that do not lead to the state root and writes nothing', async () => {
    const { chain, build, db } = await createFixture()
    const before = dump(db)
    const wrong = { ...build(new Map([['a', bytes(1)]])), changes: new Map([['a', bytes(2)]]) }
    expect(() => chain.append(wrong)).toThrow(StateRootError)
    expect(dump(db)).toEqual(before)
  })

  it('notices a change map that was altered after its root was asked for', async () => {
    const { chain, build } = await createFixture()
    const changes = new Map([['a', bytes(1)]])
    const view = chain.stateAt(chain.genesisHash)
    const first = view.root(changes)
    const executed = build(changes)
    expect(first).toEqual(executed.block.header.stateRoot)
    changes.set('a', bytes(2))
    expect(view.root(changes)).not.toEqual(first)
    expect(() => chain.append(executed)).toThrow(StateRootError)
  })

  it('leaves nothing of a block whose write fails, and goes on afterwards', async () => {
    const real = openLmdbDatabase({ path: directory(), durability: 'process' })
    let fails = false
    const db: Database = {
      ...real,
      write(batch) {
        if (!fails) return real.write(batch)
        const broken = { table: 'meta' as const, key: new Uint8Array(5000) }
        real.write([...batch, broken])
      },
    }
    const { chain, build, grow, reopen } = await createFixture({ db })
    grow(new Map([['a', bytes(1)]]))
    const before = dump(real)
    const executed = build(
      new Map([
        ['a', bytes(2)],
        ['b', bytes(3)],
      ]),
    )
    const events: string[] = []
    chain.subscribe((event) => events.push(event.type))
    fails = true
    expect(() => chain.append(executed)).toThrow('cannot be stored')
    fails = false
    expect(dump(real)).toEqual(before)
    expect(chain.head().number).toBe(1)
    expect(events).toEqual([])
    chain.append(executed)
    expect(chain.head().number).toBe(2)
    expect(reopen().chain.stateAt(executed.hash).get('b')).toEqual(bytes(3))
    await real.close()
  })
})

describe('restart', () => {
  it('goes on where the last write left the chain', async () => {
    const path = directory()
    const open = () => openLmdbDatabase({ path, durability: 'disk' })
    const first = open()
    const one = await createFixture({ db: first })
    for (let at = 1; at <= 5; at += 1) one.grow(new Map([['k', bytes(at)]]))
    one.chain.finalize(one.hashes[3] ?? nowhere)
    await one.chain.flushed()
    await first.close()
    const second = open()
    const { chain } = await createFixture({ db: second })
    expect(chain.head()).toEqual({ hash: one.hashes[5], number: 5 })
    expect(chain.finalized()).toEqual({ hash: one.hashes[3], number: 3 })
    expect(one.hashes.map((at) => chain.stateAt(at).get('k'))).toEqual([
      undefined,
      ...[1, 2, 3, 4, 5].map((at) => bytes(at)),
    ])
    await second.close()
  })

  it.each([
    ['a trie node is lost', 'trie', 'state is not that of its head'],
    ['a header is lost', 'headers', 'block'],
    ['the heights are lost', 'numbers', 'block'],
  ] as const)('refuses to start when %s', async (_, table, message) => {
    const { db, grow, reopen } = await createFixture({ genesis: new Map([['a', bytes(1)]]) })
    grow(new Map([['a', bytes(2)]]))
    db.write(Array.from(db.keys(table, {}), (key) => ({ table, key })))
    expect(() => reopen()).toThrow(message)
    expect(() => reopen()).toThrow('plexus purge')
  })
})

describe('finalize', () => {
  it('ignores blocks at and below the finalised head and refuses unknown ones', async () => {
    const { chain, grow } = await createFixture()
    const one = grow(new Map())
    const two = grow(new Map())
    chain.finalize(two)
    chain.finalize(one)
    expect(chain.finalized()).toEqual({ hash: two, number: 2 })
    expect(() => chain.finalize(nowhere)).toThrow(UnknownBlockError)
  })

  it('discards states below the kept blocks, with the message clients know', async () => {
    const { chain, grow, hashes, db } = await createFixture({ pruning: { keepBlocks: 1 } })
    for (let at = 1; at <= 4; at += 1)
      grow(
        new Map([
          ['k', bytes(at)],
          [`only ${at}`, bytes(at)],
        ]),
      )
    for (let at = 1; at <= 4; at += 1) grow(new Map([[`only ${at}`, undefined]]))
    const early = hashes[2] ?? nowhere
    chain.finalize(hashes[8] ?? nowhere)
    expect(() => chain.stateAt(early)).toThrow(new StateDiscardedError(early).message)
    expect(new StateDiscardedError(early).message).toBe(
      `State already discarded for 0x${hexOf(early)}`,
    )
    expect(chain.header(early)?.number).toBe(2)
    expect(chain.stateAt(hashes[7] ?? nowhere).get('only 4')).toEqual(bytes(4))
    // Of the four removed keys only the last is there in a kept state.
    expect([...db.keys('graves', {})]).toEqual(
      [3, 4].map((at) => new TextEncoder().encode(`only ${at}`)),
    )
  })

  it('catches up in steps when much is to be pruned', async () => {
    const { grow, reopen, hashes } = await createFixture()
    for (let at = 1; at <= 400; at += 1) grow(new Map([['k', bytes(at & 255, at >> 8)]]))
    const { chain } = reopen({ keepBlocks: 10 })
    chain.finalize(hashes[399] ?? nowhere)
    expect(() => chain.stateAt(hashes[255] ?? nowhere)).toThrow(StateDiscardedError)
    expect(chain.stateAt(hashes[256] ?? nowhere).get('k')).toEqual(bytes(0, 1))
    chain.finalize(hashes[400] ?? nowhere)
    expect(() => chain.stateAt(hashes[389] ?? nowhere)).toThrow(StateDiscardedError)
    expect(chain.stateAt(hashes[390] ?? nowhere).get('k')).toEqual(bytes(390 & 255, 1))
  })
})

describe('stateAt', () => {
  it('refuses unknown blocks with the message clients know', async () => {
    const { chain } = await createFixture()
    expect(() => chain.stateAt(nowhere)).toThrow(
      `Header was not found in the database: 0x${hexOf(nowhere)}`,
    )
    expect(chain.header(nowhere)).toBeUndefined()
    expect(chain.body(nowhere)).toBeUndefined()
    expect(chain.changedKeys(nowhere)).toBeUndefined()
  })

  it('goes on with a walk over keys while blocks come in', async () => {
    const genesis = new Map(
      Array.from(
        { length: 300 },
        (_, at) => [`k${String(at).padStart(3, '0')}`, bytes(1)] as const,
      ),
    )
    const { chain, grow } = await createFixture({ genesis })
    const seen: string[] = []
    for (const key of chain.stateAt(chain.genesisHash).keys('k')) {
      seen.push(key)
      if (seen.length % 10 === 1)
        grow(
          new Map([
            [key, undefined],
            [`${key}+`, bytes(2)],
          ]),
        )
    }
    expect(seen).toEqual([...genesis.keys()])
  })

  it('keeps keys apart from longer ones that start with them', async () => {
    const { chain, grow } = await createFixture({ genesis: new Map([['p', bytes(0)]]) })
    for (let at = 1; at <= 20; at += 1)
      grow(new Map([[`p\0\0\0${String.fromCharCode(at)}`, bytes(at)]]))
    grow(new Map([['p', bytes(9)]]))
    expect(chain.stateAt(chain.genesisHash).get('p')).toEqual(bytes(0))
    expect([...chain.stateAt(chain.genesisHash).keys('p')]).toEqual(['p'])
  })
})

describe('revert', () => {
  it('restores every table exactly', async () => {
    const genesis = new Map([
      ['a', bytes(1)],
      ['b', new Uint8Array(50)],
    ])
    const { chain, db, grow, hashes, states } = await createFixture({ genesis })
    grow(
      new Map([
        ['a', undefined],
        ['c', bytes(3)],
      ]),
    )
    const before = dump(db)
    grow(
      new Map([
        ['a', bytes(4)],
        ['b', undefined],
        ['c', undefined],
      ]),
    )
    const overwritten = new Map([
      ['b', bytes(5)],
      ['d', bytes(6)],
    ])
    chain.overwrite(overwritten)
    states[2] = applied(states[2] ?? genesis, overwritten)
    grow(
      new Map([
        ['a', undefined],
        ['d', new Uint8Array(60)],
      ]),
    )
    const lost = chain.head().hash
    chain.revert(hashes[1] ?? nowhere)
    expect(dump(db)).toEqual(before)
    expect(chain.header(lost)).toBeUndefined()
    expect(() => chain.stateAt(lost)).toThrow(UnknownBlockError)
  })

  it('refuses unknown blocks and discarded states', async () => {
    const { chain, grow, hashes } = await createFixture({ pruning: { keepBlocks: 0 } })
    grow(new Map([['a', bytes(1)]]))
    chain.finalize(grow(new Map([['a', bytes(2)]])))
    expect(() => chain.revert(nowhere)).toThrow(UnknownBlockError)
    expect(() => chain.revert(hashes[1] ?? nowhere)).toThrow(StateDiscardedError)
  })
})

describe('subscribe', () => {
  it('tells every listener in the order of registration, after the write', async () => {
    const { chain, grow } = await createFixture()
    const heard: string[] = []
    const stop = chain.subscribe(({ type }) => heard.push(`1 ${type} ${chain.head().number}`))
    chain.subscribe(({ type }) => heard.push(`2 ${type} ${chain.head().number}`))
    const one = grow(new Map())
    chain.finalize(one)
    stop()
    stop()
    chain.revert(chain.genesisHash)
    expect(heard).toEqual([
      '1 imported 1',
      '2 imported 1',
      '1 finalized 1',
      '2 finalized 1',
      '2 reverted 0',
    ])
  })

  it('names the blocks of each event', async () => {
    const { chain, grow, hashes } = await createFixture()
    const events: ChainEvent[] = []
    chain.subscribe((event) => events.push(event))
    for (let at = 1; at <= 3; at += 1) grow(new Map([['k', bytes(at)]]))
    chain.finalize(hashes[2] ?? nowhere)
    const lost = [3, 2].map((number) => ({ hash: hashes[number], number }))
    chain.revert(hashes[1] ?? nowhere)
    const [imported, , , finalized, reverted] = events
    expect(imported).toMatchObject({ ref: { number: 1 }, changed: ['k'] })
    expect(finalized).toMatchObject({ blocks: [{ number: 1 }, { number: 2 }] })
    expect(reverted).toEqual({
      type: 'reverted',
      to: { hash: hashes[1], number: 1 },
      removed: lost,
    })
    expect(chain.finalized().number).toBe(1)
  })

  it('lets all hear an event before the one that a listener causes', async () => {
    const { chain, grow } = await createFixture()
    const heard: string[] = []
    chain.subscribe((event) => {
      heard.push(`1 ${event.type}`)
      if (event.type === 'imported') chain.finalize(event.ref.hash)
    })
    chain.subscribe((event) => heard.push(`2 ${event.type}`))
    grow(new Map())
    expect(heard).toEqual(['1 imported', '2 imported', '1 finalized', '2 finalized'])
  })

  it('logs a listener that throws and tells the others', async () => {
    const logged: string[] = []
    const { chain, grow } = await createFixture({
      log: (level, message) => logged.push(`${level} ${message}`),
    })
    const heard: string[] = []
    chain.subscribe(() => {
      throw new Error('bug')
    })
    chain.subscribe(({ type }) => heard.push(type))
    grow(new Map())
    expect(heard).toEqual(['imported'])
    expect(logged).toContain('error Listener of the chain failed')
  })
})

describe('decodeHeader', () => {
  it.each([0, 63, 64, 16_383, 16_384, 1_000_000])(
    'reads the header of block %i',
    async (number) => {
      const { chain } = await createFixture()
      const header = {
        parentHash: nowhere,
        number,
        stateRoot: hash(new Uint8Array(32).fill(1)),
        extrinsicsRoot: hash(new Uint8Array(32).fill(2)),
        digest: [
          bytes(6, 0x61, 0x75, 0x72, 0x61, 8, 1, 2),
          bytes(4, 0x61, 0x75, 0x72, 0x61, 0),
          bytes(5, 0x61, 0x75, 0x72, 0x61, 4, 255),
          bytes(0, 12, 1, 2, 3),
          bytes(8),
        ],
      }
      const encoded = chain.runtime.encodeHeader(header)
      expect(decodeHeader(encoded)).toEqual(header)
      expect(() => decodeHeader(encoded.subarray(0, -1))).toThrow()
    },
  )
})
