import {
  closestDescendantMerkleValue,
  equalBytes,
  trieRoot,
  updateTrie,
  verifyProof,
} from '@plexus/primitives'
import type { Hasher } from '@plexus/primitives'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { StateDiscardedError, UnknownBlockError } from '../../src/chain/errors.ts'
import type { HistoricalState } from '../../src/chain/interface.ts'
import type { Pruning } from '../../src/chain/plan-prune.ts'
import type { Database } from '../../src/db/interface.ts'
import { openLmdbDatabase } from '../../src/db/lmdb/lmdb-database.ts'
import { createMemoryDatabase } from '../../src/db/memory/memory-database.ts'
import { temporaryDirectories } from '../db/temporary.ts'
import { applied, createFixture, keysOf } from './fixture.ts'
import type { Fixture, State } from './fixture.ts'

const directory = temporaryDirectories()

/** Short keys over few characters, so that many are prefixes of each other. */
const key = fc
  .array(fc.constantFrom('\0', '\x01', 'k', '\xff'), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''))
const value = fc.option(
  fc.oneof(fc.uint8Array({ maxLength: 3 }), fc.uint8Array({ minLength: 33, maxLength: 40 })),
  { nil: undefined },
)
const changes = fc.array(fc.tuple(key, value), { maxLength: 6 }).map((list) => new Map(list))

type Step =
  | { readonly type: 'append' | 'overwrite'; readonly changes: Map<string, Uint8Array | undefined> }
  | { readonly type: 'revert' | 'finalize'; readonly back: number }
  | { readonly type: 'reopen' }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ type: fc.constant('append' as const), changes }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('overwrite' as const), changes }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('revert' as const), back: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('finalize' as const), back: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.constant({ type: 'reopen' as const }) },
)
const genesis = fc
  .array(fc.tuple(key, fc.uint8Array({ maxLength: 40 })), { maxLength: 8 })
  .map((list): State => new Map(list))

interface Held {
  readonly view: HistoricalState
  readonly hash: string
  readonly number: number
}

const databases: readonly (readonly [string, () => Database, number])[] = [
  ['memory', createMemoryDatabase, 60],
  ['lmdb', () => openLmdbDatabase({ path: directory(), durability: 'process' }), 12],
]
const prunings: readonly (readonly [string, Pruning])[] = [
  ['archive', 'archive'],
  ['keepBlocks 0', { keepBlocks: 0 }],
  ['keepBlocks 2', { keepBlocks: 2 }],
]

describe.each(databases)('any history on %s', (_, open, numRuns) => {
  it.each(prunings)('reads like a list of maps (%s)', async (_name, pruning) => {
    await fc.assert(
      fc.asyncProperty(genesis, fc.array(step, { maxLength: 24 }), async (state, steps) => {
        const db = open()
        try {
          await follow(db, pruning, state, steps)
        } finally {
          await db.close()
        }
      }),
      { numRuns, seed: 5 },
    )
  })
})

async function follow(
  db: Database,
  pruning: Pruning,
  state: State,
  steps: readonly Step[],
): Promise<void> {
  let fixture = await createFixture({ db, genesis: state, pruning })
  let finalized = 0
  let oldest = 0
  const held: Held[] = []
  for (const step of steps) {
    const { chain, states, hashes } = fixture
    const head = chain.head()
    readHead(chain.stateAt(head.hash), states[head.number] ?? new Map())
    held.push({ view: chain.stateAt(head.hash), hash: String(head.hash), number: head.number })
    switch (step.type) {
      case 'append':
        fixture.grow(step.changes)
        break
      case 'overwrite':
        chain.overwrite(step.changes)
        states[head.number] = applied(states[head.number] ?? state, step.changes)
        break
      case 'finalize': {
        finalized = Math.max(finalized, head.number - step.back)
        if (pruning !== 'archive') oldest = Math.max(oldest, finalized - pruning.keepBlocks)
        chain.finalize(hashes[finalized] ?? chain.genesisHash)
        break
      }
      case 'revert': {
        const to = Math.max(oldest, head.number - step.back)
        chain.revert(hashes[to] ?? chain.genesisHash)
        finalized = Math.min(finalized, to)
        states.length = to + 1
        hashes.length = to + 1
        break
      }
      case 'reopen':
        fixture = fixture.reopen()
        held.length = 0
        break
    }
    expect(fixture.chain.head().number).toBe(fixture.states.length - 1)
    expect(fixture.chain.finalized().number).toBe(finalized)
  }
  checkAll(fixture, held, oldest)
}

function checkAll(
  { chain, states, hashes, hasher, db }: Fixture,
  held: readonly Held[],
  oldest: number,
): void {
  for (const [number, hash] of hashes.entries()) {
    expect(chain.hashAt(number)).toEqual(hash)
    if (number < oldest) {
      expect(() => chain.stateAt(hash)).toThrow(StateDiscardedError)
      expect(chain.changedKeys(hash)).toBeUndefined()
    } else {
      checkState(hasher, chain.stateAt(hash), states[number] ?? new Map())
    }
  }
  for (const key of new Set(states.flatMap((state) => [...state.keys()]))) {
    const changed = states.flatMap((state, number) =>
      number > oldest && !isEqual(state.get(key), states[number - 1]?.get(key)) ? [number] : [],
    )
    expect(chain.changesOf(key, oldest, states.length), key).toEqual(changed)
  }
  for (const { view, hash, number } of held) {
    if (String(hashes[number]) !== hash) expect(() => view.get('k')).toThrow(UnknownBlockError)
    else if (number < oldest) expect(() => view.get('k')).toThrow(StateDiscardedError)
    else checkState(hasher, view, states[number] ?? new Map())
  }
  checkTables(db, states, oldest)
}

const isEqual = (one: Uint8Array | undefined, other: Uint8Array | undefined): boolean =>
  one === undefined || other === undefined ? one === other : equalBytes(one, other)

const PERHAPS_ABSENT = ['\0\0', 'kk', '\xff', '', 'x'.repeat(3000)]

/** Reads what is there and what is not, so that it is in memory when the next step changes it. */
function readHead(view: HistoricalState, state: State): void {
  checkSlots(view, state)
  for (const prefix of ['', 'k', '\0'])
    expect([...view.keys(prefix)]).toEqual(keysOf(state, prefix))
}

function checkSlots(view: HistoricalState, state: State): void {
  for (const at of [...state.keys(), ...PERHAPS_ABSENT]) {
    expect(view.slot(at).bytes).toEqual(state.get(at))
  }
}

function checkState(hasher: Hasher, view: HistoricalState, state: State): void {
  checkSlots(view, state)
  for (const at of [...state.keys(), ...PERHAPS_ABSENT]) expect(view.get(at)).toEqual(state.get(at))
  for (const [prefix, after] of [
    ['', undefined],
    ['k', undefined],
    ['\xff', undefined],
    ['\xff\xff', undefined],
    ['', 'k'],
    ['k', 'k\x01'],
    ['k', '\0'],
    ['\0', '\xff'],
  ] as const) {
    expect([...view.keys(prefix, after)]).toEqual(keysOf(state, prefix, after))
  }
  const root = trieRoot(hasher, state)
  expect(view.root(new Map())).toEqual(root)
  const more = new Map([
    ['k\x01', Uint8Array.of(1)],
    ['\0', undefined],
  ])
  expect(view.root(more)).toEqual(trieRoot(hasher, applied(state, more)))
  const whole = updateTrie(hasher, { get: () => undefined }, state).nodes
  const nodes = { get: (path: string) => whole.get(path) }
  for (const prefix of ['', 'k', '\xff\0', 'kkkkkk']) {
    expect(view.closestDescendantMerkleValue(prefix)).toEqual(
      closestDescendantMerkleValue(hasher, nodes, prefix),
    )
  }
  const asked = [...state.keys(), 'kk', '\0\0']
  const proof = view.prove(asked)
  for (const at of asked) {
    const value = state.get(at)
    expect(verifyProof(hasher, root, proof, at)).toEqual(
      value === undefined ? { kind: 'absent' } : { kind: 'present', value },
    )
  }
}

/** Nothing is kept that no state needs. */
function checkTables(db: Database, states: readonly State[], oldest: number): void {
  const head = states.at(-1) ?? new Map()
  const rows = (table: 'state' | 'graves' | 'history') =>
    Array.from(db.keys(table, {}), (at) => Buffer.from(at).toString('latin1'))
  expect(rows('state')).toEqual(keysOf(head, ''))
  for (const grave of rows('graves')) expect(head.has(grave)).toBe(false)
  for (const row of rows('history')) {
    expect(Buffer.from(row, 'latin1').readUInt32BE(row.length - 4)).toBeGreaterThanOrEqual(oldest)
  }
}
