import * as fc from 'fast-check'
import { bytesToHex, createHasher } from '@plexus/primitives'
import { expect, test } from 'vitest'
import { PoolError } from '../../src/pool/errors.ts'
import type { TransactionStatus } from '../../src/pool/interface.ts'
import { DEFAULT_LIMITS } from '../../src/pool/limits.ts'
import { poolHarness } from './harness.ts'
import type { Harness } from './harness.ts'
import { encodeModel, modelAccount } from './model-runtime.ts'
import type { ModelTransaction } from './model-runtime.ts'

type Type = TransactionStatus['type']

/** Which status may follow which (spec: 70-rpc §6.1); the empty name is the start. */
const FOLLOWS: Readonly<Record<Type | '', readonly Type[]>> = {
  '': ['future', 'ready'],
  future: ['ready', 'inBlock', 'usurped', 'dropped', 'invalid'],
  ready: ['future', 'inBlock', 'usurped', 'dropped', 'invalid'],
  inBlock: ['retracted', 'finalized'],
  retracted: ['ready', 'future', 'inBlock', 'usurped', 'dropped', 'invalid'],
  finalized: [],
  usurped: [],
  dropped: [],
  invalid: [],
}

const isTerminal = (type: Type | ''): boolean => FOLLOWS[type].length === 0

type Step =
  /** `ahead` is counted from the sender's next index. */
  | {
      readonly do: 'submit'
      readonly sender: number
      readonly ahead: number
      readonly priority: number
    }
  | { readonly do: 'import'; readonly take: number }
  | { readonly do: 'foreign'; readonly sender: number }
  | { readonly do: 'revert'; readonly by: number }
  | { readonly do: 'finalize'; readonly behind: number }
  | { readonly do: 'refuse' | 'remove'; readonly at: number }

const submissions: fc.Arbitrary<Step> = fc.record({
  do: fc.constant('submit' as const),
  sender: fc.integer({ min: 1, max: 3 }),
  ahead: fc.constantFrom(-2, -1, 0, 0, 0, 0, 1, 2),
  priority: fc.integer({ min: 1, max: 3 }),
})

const upTo = (max: number, step: (at: number) => Step): fc.Arbitrary<Step> => fc.nat(max).map(step)

const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: submissions },
  { weight: 3, arbitrary: upTo(4, (take) => ({ do: 'import', take })) },
  { weight: 1, arbitrary: upTo(2, (at) => ({ do: 'foreign', sender: at + 1 })) },
  { weight: 1, arbitrary: upTo(2, (at) => ({ do: 'revert', by: at + 1 })) },
  { weight: 2, arbitrary: upTo(2, (behind) => ({ do: 'finalize', behind })) },
  { weight: 1, arbitrary: upTo(5, (at) => ({ do: 'refuse', at })) },
  { weight: 1, arbitrary: upTo(5, (at) => ({ do: 'remove', at })) },
)

/** One accepted submission and what its watcher heard. */
interface Watched {
  readonly id: string
  readonly heard: TransactionStatus[]
}

async function act(harness: Harness, step: Step, watched: Watched[]): Promise<void> {
  const { chain, pool } = harness
  const head = chain.head().number
  switch (step.do) {
    case 'submit': {
      const heard: TransactionStatus[] = []
      const nonce = Math.max(0, pool.nextIndex(modelAccount(step.sender)) + step.ahead)
      const bytes = encodeModel({ sender: step.sender, nonce, priority: step.priority })
      await pool
        .watch(bytes, 'External', (status) => heard.push(status))
        .then(
          ({ hash }) => watched.push({ id: bytesToHex(hash), heard }),
          (error: unknown) => {
            if (!(error instanceof PoolError)) throw error
          },
        )
      return
    }
    case 'import': {
      const ready = [...pool.ready()].slice(0, step.take)
      harness.importBlock(ready.map(({ bytes }) => decode(bytes)))
      return
    }
    case 'foreign': {
      const nonce = nonceOf(harness, step.sender)
      const both = [nonce, nonce + 1]
      harness.importBlock(both.map((each) => ({ ...step, nonce: each, priority: 200 })))
      return
    }
    case 'revert': {
      const to = chain.hashAt(Math.max(chain.finalized().number, head - step.by))
      if (to !== undefined) chain.revert(to)
      return
    }
    case 'finalize': {
      const to = chain.hashAt(Math.max(0, head - step.behind))
      if (to !== undefined) chain.finalize(to)
      return
    }
    case 'refuse':
    case 'remove': {
      const pending = pool.pending()
      const one = pending[step.at % Math.max(1, pending.length)]
      if (one !== undefined) pool[step.do](one.hash)
    }
  }
}

function decode(bytes: Uint8Array): ModelTransaction {
  const [, sender = 0, priority = 0, , nonce = 0] = bytes
  return { sender, priority, nonce }
}

function nonceOf({ chain, runtime }: Harness, sender: number): number {
  const view = chain.stateAt(chain.head().hash)
  return view.get(runtime.accountKey(modelAccount(sender)))?.[0] ?? 0
}

/** Where the chain holds each transaction, above or at the finalised head. */
function onChain({ chain }: Harness, idOf: (bytes: Uint8Array) => string): Map<string, number> {
  const places = new Map<string, number>()
  for (let number = 1; number <= chain.head().number; number += 1) {
    const hash = chain.hashAt(number)
    for (const bytes of (hash && chain.body(hash)) ?? []) places.set(idOf(bytes), number)
  }
  return places
}

function check(
  harness: Harness,
  watched: readonly Watched[],
  idOf: (b: Uint8Array) => string,
): void {
  const { chain, pool } = harness
  const pending = pool.pending().map(({ hash }) => bytesToHex(hash))
  const ready = [...pool.ready()]
  expect(new Set(pending).size, 'no duplicates').toBe(pending.length)
  expect(ready.length, 'block order holds every ready one').toBe(pool.size().ready)
  expect(pending.length, 'sizes add up').toBe(pool.size().ready + pool.size().future)
  const next = new Map<number, number>()
  for (const { bytes } of ready) {
    const { sender, nonce } = decode(bytes)
    const expected = next.get(sender) ?? nonceOf(harness, sender)
    expect(nonce, 'ready ones apply in order').toBe(expected)
    next.set(sender, nonce + 1)
  }
  for (const [sender, index] of next) expect(pool.nextIndex(modelAccount(sender))).toBe(index)
  const places = onChain(harness, idOf)
  // One hash may be accepted again after it left; the last watch is the one that counts.
  for (const { id, heard } of new Map(watched.map((each) => [each.id, each])).values()) {
    const last: Type | '' = heard.at(-1)?.type ?? ''
    const place = places.get(id)
    const isFinal = place !== undefined && place <= chain.finalized().number
    const where = pending.includes(id) ? 'pool' : isFinal ? 'final' : place ? 'block' : 'gone'
    expect(WHERE[last], `${last} while ${where}`).toContain(where)
  }
}

const WHERE: Readonly<Record<Type | '', readonly string[]>> = {
  '': [],
  ready: ['pool'],
  future: ['pool'],
  inBlock: ['block'],
  finalized: ['final'],
  retracted: [],
  // Another copy may have been accepted, and included, after this one ended.
  usurped: ['gone', 'block', 'final'],
  dropped: ['gone', 'block', 'final'],
  invalid: ['gone', 'block', 'final'],
}

test.each([
  ['a roomy pool', { ...DEFAULT_LIMITS, revalidated: 0 }],
  [
    'a pool of four',
    { ...DEFAULT_LIMITS, ready: { count: 3, bytes: 1_000 }, future: { count: 1, bytes: 100 } },
  ],
])('%s neither loses nor doubles a transaction, whatever happens', async (_name, limits) => {
  const hasher = await createHasher()
  await fc.assert(
    fc.asyncProperty(
      fc.array(steps, { minLength: 15, maxLength: 60, size: 'max' }),
      async (plan) => {
        const harness = await poolHarness({ limits, bans: { durationMs: 0 } }, hasher)
        const watched: Watched[] = []
        const ids = new Map<string, string>()
        const idOf = (bytes: Uint8Array): string => {
          const text = bytesToHex(bytes)
          const id = ids.get(text) ?? bytesToHex(hasher.blake2b256(bytes))
          ids.set(text, id)
          return id
        }
        for (const step of plan) {
          await act(harness, step, watched)
          await harness.clock.settle()
          check(harness, watched, idOf)
        }
        for (const { id, heard } of watched) {
          let last: Type | '' = ''
          for (const { type } of heard) {
            expect(FOLLOWS[last], `${id}: ${type} after ${last}`).toContain(type)
            last = type
          }
          expect(isTerminal(last) || last !== '', id).toBe(true)
        }
      },
    ),
    { numRuns: 25, seed: 20_261_120 },
  )
})
