import { hash, trieRoot } from '@plexus/primitives'
import type { Header } from '@plexus/runtime'
import { describe, expect, it } from 'vitest'
import { ChainBegunError, StateDiscardedError, StateRootError } from '../../src/chain/errors.ts'
import type { ChainEvent } from '../../src/chain/interface.ts'
import type { Database } from '../../src/db/interface.ts'
import { openLmdbDatabase } from '../../src/db/lmdb/lmdb-database.ts'
import { createMemoryDatabase } from '../../src/db/memory/memory-database.ts'
import { temporaryDirectories } from '../db/temporary.ts'
import { applied, createFixture, keysOf } from './fixture.ts'
import type { Fixture, State } from './fixture.ts'

const directory = temporaryDirectories()
const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values)

const GENESIS: State = new Map([
  ['kept', bytes(1)],
  ['gone', new Uint8Array(40).fill(2)],
])
/** Block 3 is the one to begin at: its state differs from genesis in every way. */
const BLOCKS: readonly (readonly (readonly [string, Uint8Array | undefined])[])[] = [
  [['gone', undefined]],
  [
    ['new', new Uint8Array(50).fill(3)],
    ['short', bytes(4)],
  ],
  [['short', bytes(5)]],
  [
    ['kept', bytes(6)],
    ['new', undefined],
    ['later', bytes(7)],
  ],
  [['later', undefined]],
]
const AT = 3

async function grown(): Promise<Fixture> {
  const origin = await createFixture({ genesis: GENESIS })
  for (const changes of BLOCKS) origin.grow(new Map(changes))
  return origin
}

const headerAt = ({ chain }: Fixture, number: number): Header => {
  const found = chain.hashAt(number)
  const header = found && chain.header(found)
  if (header === undefined) throw new Error(`no block ${number}`)
  return header
}

/** Begins at a block of another chain; pairs come one by one. */
function beginAt({ chain, states, hashes }: Fixture, origin: Fixture, number: number): void {
  while (!chain.restoration.clear());
  for (const pair of sorted(stateOf(origin, number))) chain.restoration.stage(new Map([pair]))
  chain.restoration.begin(headerAt(origin, number))
  states[number] = stateOf(origin, number)
  hashes[number] = chain.head().hash
}

const stateOf = ({ states }: Fixture, number: number): State => states[number] ?? new Map()
const sorted = (state: State) => [...state].toSorted(([a], [b]) => (a < b ? -1 : 1))

/** What a view of the head shows. */
function headState({ chain }: Fixture): State {
  const view = chain.stateAt(chain.head().hash)
  return new Map(Array.from(view.keys(''), (key) => [key, view.get(key) ?? bytes()]))
}

const databases: readonly (readonly [string, () => Database])[] = [
  ['memory', createMemoryDatabase],
  ['lmdb', () => openLmdbDatabase({ path: directory(), durability: 'process' })],
]

describe.each(databases)('a chain that begins at a block, on %s', (_name, open) => {
  it('has its state and head, and genesis below it', async () => {
    const origin = await grown()
    const fixture = await createFixture({ genesis: GENESIS, db: open() })
    const { chain, db } = fixture
    beginAt(fixture, origin, AT)
    for (const { chain: each } of [fixture, fixture.reopen()]) {
      expect(each.head()).toEqual({ number: AT, hash: origin.hashes[AT] })
      expect(each.finalized()).toEqual(each.head())
      expect(headState({ ...fixture, chain: each })).toEqual(new Map(sorted(stateOf(origin, AT))))
      expect(each.hashAt(0)).toEqual(each.genesisHash)
      expect([1, 2, 4].map((number) => each.hashAt(number))).toEqual(Array(3).fill(undefined))
      expect(each.header(each.head().hash)).toEqual(headerAt(origin, AT))
      expect(each.body(each.head().hash)).toBeUndefined()
      expect(each.changedKeys(each.head().hash)).toBeUndefined()
      expect(() => each.stateAt(each.genesisHash)).toThrow(StateDiscardedError)
    }
    expect(trieRoot(fixture.hasher, headState(fixture))).toEqual(headerAt(origin, AT).stateRoot)
    expect(chain.stateAt(chain.head().hash).root(new Map())).toEqual(headerAt(origin, AT).stateRoot)
    await db.close()
  })

  it('goes on as the other does, with history, pruning and a restart', async () => {
    const origin = await grown()
    const fixture = await createFixture({
      ...{ genesis: GENESIS, db: open(), pruning: { keepBlocks: 1 } },
    })
    beginAt(fixture, origin, AT)
    while (!fixture.chain.restoration.clear());
    const four = fixture.grow(new Map(BLOCKS[AT]))
    expect(four).toEqual(origin.hashes[4])
    const { chain } = fixture.reopen()
    const past = chain.stateAt(chain.hashAt(AT) ?? four)
    expect([...past.keys('')]).toEqual(keysOf(stateOf(origin, AT), ''))
    expect(past.get('new')).toEqual(stateOf(origin, AT).get('new'))
    expect(past.root(new Map())).toEqual(headerAt(origin, AT).stateRoot)
    fixture.chain.finalize(fixture.grow(new Map(BLOCKS[4])))
    expect(fixture.chain.head()).toEqual({ number: 5, hash: origin.hashes[5] })
    expect(() => fixture.chain.stateAt(origin.hashes[AT] ?? four)).toThrow(StateDiscardedError)
    expect(keysOf(stateOf(origin, 4), '')).toEqual([...fixture.chain.stateAt(four).keys('')])
    await fixture.db.close()
  })

  it('is as it was at every step before the last, also when it is opened again', async () => {
    const origin = await grown()
    const fixture = await createFixture({ genesis: GENESIS, db: open() })
    const untouched = (): void => {
      for (const { chain } of [fixture, fixture.reopen()]) {
        expect(chain.head().number).toBe(0)
        expect(headState({ ...fixture, chain })).toEqual(new Map(sorted(GENESIS)))
      }
    }
    for (const pair of sorted(stateOf(origin, AT))) {
      fixture.chain.restoration.stage(new Map([pair]))
      untouched()
    }
    while (!fixture.chain.restoration.clear()) untouched()
    beginAt(fixture, origin, AT)
    expect(fixture.reopen().chain.head().number).toBe(AT)
    await fixture.db.close()
  })

  it('may begin elsewhere until a block follows', async () => {
    const origin = await grown()
    const fixture = await createFixture({ genesis: GENESIS, db: open() })
    beginAt(fixture, origin, 2)
    beginAt(fixture, origin, AT)
    expect(fixture.chain.hashAt(2)).toBeUndefined()
    expect(headState(fixture)).toEqual(new Map(sorted(stateOf(origin, AT))))
    expect(fixture.reopen().chain.restoration.isPossible()).toBe(true)
    fixture.grow(new Map(BLOCKS[AT]))
    expect(fixture.chain.restoration.isPossible()).toBe(false)
    expect(() => beginAt(fixture, origin, 5)).toThrow(ChainBegunError)
    expect(headState(fixture)).toEqual(new Map(sorted(stateOf(origin, 4))))
    await fixture.db.close()
  })
})

describe('what is staged', () => {
  it('does not begin a chain with another root than the header names', async () => {
    const origin = await grown()
    const { chain, reopen } = await createFixture({ genesis: GENESIS })
    for (const pair of sorted(stateOf(origin, AT)).slice(1)) {
      chain.restoration.stage(new Map([pair]))
    }
    expect(() => chain.restoration.begin(headerAt(origin, AT))).toThrow(StateRootError)
    expect(chain.head().number).toBe(0)
    expect(reopen().chain.head().number).toBe(0)
  })

  it('counts for nothing when it is cleared, of which each step is bounded', async () => {
    const { chain } = await createFixture({ genesis: GENESIS })
    const pairs = Array.from({ length: 1500 }, (_each, at) => [`s${at}`, bytes(at & 255)] as const)
    chain.restoration.stage(new Map(pairs))
    let steps = 0
    while (!chain.restoration.clear()) steps += 1
    // 1,500 values, 1,024 of them at once.
    expect(steps).toBe(2)
    expect(chain.restoration.get('s0')).toBeUndefined()
  })

  it('is not there when the last write fails', async () => {
    const origin = await grown()
    const db = createMemoryDatabase()
    let fails = false
    let writes = 0
    const write: Database['write'] = (batch) => {
      if (fails) throw new Error('the disk is full')
      writes += 1
      db.write(batch)
    }
    const fixture = await createFixture({ genesis: GENESIS, db: { ...db, write } })
    for (const pair of stateOf(origin, AT)) fixture.chain.restoration.stage(new Map([pair]))
    fails = true
    expect(() => fixture.chain.restoration.begin(headerAt(origin, AT))).toThrow('full')
    fails = false
    expect(fixture.chain.head().number).toBe(0)
    expect(headState(fixture)).toEqual(new Map(sorted(GENESIS)))
    writes = 0
    fixture.chain.restoration.begin(headerAt(origin, AT))
    // A crash between two writes would leave neither.
    expect(writes).toBe(1)
    expect(fixture.chain.head().number).toBe(AT)
  })
})

describe('who followed the chain', () => {
  it('hears of the new head, and old views say that their state is gone', async () => {
    const origin = await grown()
    const fixture = await createFixture({ genesis: GENESIS })
    const { chain } = fixture
    const view = chain.stateAt(chain.genesisHash)
    const slot = view.slot('kept')
    const heard: ChainEvent[] = []
    chain.subscribe((event) => heard.push(event))
    beginAt(fixture, origin, AT)
    expect(heard).toEqual([{ type: 'restored', ref: chain.head() }])
    expect(() => view.get('kept')).toThrow(StateDiscardedError)
    const now = chain.stateAt(chain.head().hash)
    expect(now.slot('kept')).not.toBe(slot)
    expect(now.slot('gone').bytes).toBeUndefined()
    expect([...now.keys('g')]).toEqual([])
  })
})

describe('hold', () => {
  it('keeps a state from being pruned until it is let go', async () => {
    const { chain, grow, states } = await createFixture({ pruning: { keepBlocks: 0 } })
    const one = grow(new Map([['a', bytes(1)]]))
    const release = chain.hold(one)
    const again = chain.hold(one)
    for (let at = 2; at < 6; at += 1) chain.finalize(grow(new Map([['a', bytes(at)]])))
    release()
    chain.finalize(grow(new Map([['a', bytes(6)]])))
    expect(chain.stateAt(one).get('a')).toEqual(applied(states[0] ?? GENESIS, states[1]!).get('a'))
    expect(() => chain.stateAt(chain.genesisHash)).toThrow(StateDiscardedError)
    again()
    chain.finalize(grow(new Map([['a', bytes(7)]])))
    expect(() => chain.stateAt(one)).toThrow(StateDiscardedError)
  })

  it('refuses a block that is not there', async () => {
    const { chain } = await createFixture()
    expect(() => chain.hold(hash(new Uint8Array(32).fill(9)))).toThrow('Header was not found')
  })
})
