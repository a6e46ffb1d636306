import { netUid } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import type { Context } from '../../src/frame/context.ts'
import { signed } from '../../src/frame/origin.ts'
import { setCommitment } from '../../src/pallets/commitments/calls/set-commitment.ts'
import type { Data } from '../../src/pallets/commitments/data.ts'
import { commitmentsPallet } from '../../src/pallets/commitments/index.ts'
import { commitmentsInvariants } from '../../src/pallets/commitments/invariants.ts'
import {
  CommitmentOf,
  LastCommitment,
  RevealedCommitments,
  TimelockedIndex,
} from '../../src/pallets/commitments/storage.ts'
import { Pulses } from '../../src/pallets/drand/storage.ts'
import { Uids } from '../../src/pallets/subtensor/storage/neurons.ts'
import { BlockNumber } from '../../src/pallets/system/storage.ts'
import { lockUntil, pulseOf, storeRounds } from '../helpers/beacon.ts'
import { succeeds } from '../helpers/expect-call.ts'
import { account, eventsDuring, testContext } from '../helpers/test-context.ts'

const NET = netUid(5)
const HOTKEY = account(1)
const OTHER = account(2)
const BLOCK = 1000

const text = (value: string): Uint8Array => new TextEncoder().encode(value)
const raw: Data = { type: 'Raw1', value: Uint8Array.of(7) }
const sealed = (round: bigint, encrypted: Uint8Array): Data => ({
  type: 'TimelockEncrypted',
  value: { encrypted, reveal_round: round },
})
const locked = (round: bigint, message = 'secret', until = round): Data =>
  sealed(round, lockUntil(until, text(message)))
const garbage = (round: bigint): Data => sealed(round, Uint8Array.of(1, 2, 3))
/** PERF: locking takes some 50 ms. */
const SECRET = locked(9n)

function world(...fields: readonly Data[]): Context {
  const ctx = testContext()
  BlockNumber.set(ctx, BLOCK)
  Uids.set(ctx, NET, HOTKEY, 3)
  Uids.set(ctx, NET, OTHER, 4)
  if (fields.length > 0) commit(ctx, HOTKEY, fields)
  return ctx
}

function commit(ctx: Context, who: AccountId, fields: readonly Data[]): void {
  succeeds(ctx, setCommitment.with({ netuid: NET, info: { fields } }), signed(who))
}

/** The start of a block. @returns its events, and the weight of what it read and wrote */
function begin(ctx: Context, block = BLOCK + 1) {
  BlockNumber.set(ctx, block)
  let weight = 0n
  const events = eventsDuring(ctx, () => {
    weight = commitmentsPallet.onInitialize?.(ctx, block).ref_time ?? 0n
  })
  expect(commitmentsInvariants.flatMap((check) => check(ctx))).toEqual([])
  return { events, weight }
}

const cost = (reads: bigint, writes: bigint): bigint => reads * 25_000_000n + writes * 100_000_000n
const fieldsOf = (ctx: Context, who = HOTKEY) => CommitmentOf.get(ctx, NET, who)?.info.fields
const revealed = (ctx: Context, who = HOTKEY) => RevealedCommitments.get(ctx, NET, who)
const REVEALED = ['Commitments.CommitmentRevealed', { netuid: NET, who: HOTKEY }]

describe('when the round of a commitment is known', () => {
  test('its text is revealed, and nothing is left', () => {
    const ctx = world(SECRET)
    storeRounds(ctx, 9n)
    // List, commitment, round; revealed texts; commitment; list.
    expect(begin(ctx)).toMatchObject({ events: [REVEALED], weight: cost(5n, 3n) })
    expect(revealed(ctx)).toEqual([[text('secret'), BigInt(BLOCK + 1)]])
    expect(CommitmentOf.has(ctx, NET, HOTKEY)).toBe(false)
    expect(TimelockedIndex.get(ctx)).toEqual([])
    expect(LastCommitment.get(ctx, NET, HOTKEY)).toBe(BLOCK)
    expect(begin(ctx)).toMatchObject({ events: [], weight: cost(1n, 0n) })
  })

  test('other fields stay as they are, with the block of the commitment', () => {
    const ctx = world(raw, SECRET, { type: 'None' })
    storeRounds(ctx, 9n)
    // The commitment is written instead of removed.
    expect(begin(ctx)).toMatchObject({ events: [REVEALED], weight: cost(5n, 3n) })
    expect(CommitmentOf.get(ctx, NET, HOTKEY)).toMatchObject({
      deposit: 0n,
      block: BLOCK,
      info: { fields: [raw, { type: 'None' }] },
    })
    expect(TimelockedIndex.get(ctx)).toEqual([])
  })

  test('each field waits for its own', () => {
    const ctx = world(locked(9n, 'first'), locked(11n, 'late'), locked(10n, 'second'))
    storeRounds(ctx, 9n, 10n)
    // Three rounds are looked for; the list is not changed.
    expect(begin(ctx)).toMatchObject({ events: [REVEALED, REVEALED], weight: cost(6n, 2n) })
    expect(revealed(ctx)?.map(([message]) => message)).toEqual([text('first'), text('second')])
    expect(fieldsOf(ctx)).toMatchObject([{ value: { reveal_round: 11n } }])
    expect(TimelockedIndex.get(ctx)).toEqual([[NET, HOTKEY]])
    storeRounds(ctx, 11n)
    begin(ctx, BLOCK + 2)
    expect(revealed(ctx)?.at(-1)).toEqual([text('late'), BigInt(BLOCK + 2)])
    expect(fieldsOf(ctx)).toBeUndefined()
  })

  test('a signature may stand behind the letters 0x', () => {
    const ctx = world(SECRET)
    const { signature, ...pulse } = pulseOf(9n)
    Pulses.set(ctx, 9n, { ...pulse, signature: Uint8Array.of(0x30, 0x78, ...signature) })
    expect(begin(ctx).events).toEqual([REVEALED])
  })

  test('the ten newest texts are kept', () => {
    const ctx = world(locked(9n, 'a'), locked(9n, 'b'))
    const old = Array.from({ length: 9 }, (_, at) => [Uint8Array.of(at), BigInt(at)] as const)
    RevealedCommitments.set(ctx, NET, HOTKEY, old)
    storeRounds(ctx, 9n)
    begin(ctx)
    const now = BigInt(BLOCK + 1)
    expect(revealed(ctx)).toEqual([...old.slice(1), [text('a'), now], [text('b'), now]])
  })

  test('hotkeys are looked at by subnet and account', () => {
    const ctx = world()
    commit(ctx, OTHER, [SECRET])
    commit(ctx, HOTKEY, [SECRET])
    storeRounds(ctx, 9n)
    expect(begin(ctx).events.map(([, value]) => value)).toEqual([
      { netuid: NET, who: HOTKEY },
      { netuid: NET, who: OTHER },
    ])
  })
})

describe('a field that its round does not open is dropped', () => {
  const rows: readonly (readonly [string, Data])[] = [
    ['because it is no ciphertext', garbage(9n)],
    ['because it was locked until another round', locked(9n, 'secret', 8n)],
    ['because nothing is in it', locked(9n, '')],
  ]
  test.each(rows)('%s', (_title, field) => {
    const ctx = world(field)
    storeRounds(ctx, 9n)
    // No text: the commitment and the list alone are written.
    expect(begin(ctx)).toMatchObject({ events: [], weight: cost(4n, 2n) })
    expect(revealed(ctx)).toBeUndefined()
    expect(fieldsOf(ctx)).toBeUndefined()
    expect(TimelockedIndex.get(ctx)).toEqual([])
  })

  test('because the signature of the round is no point', () => {
    const ctx = world(raw, SECRET)
    Pulses.set(ctx, 9n, { ...pulseOf(9n), signature: new Uint8Array(48) })
    expect(begin(ctx).events).toEqual([])
    expect(fieldsOf(ctx)).toMatchObject([raw])
  })

  test('and others of the commitment are revealed', () => {
    const ctx = world(garbage(9n), SECRET)
    storeRounds(ctx, 9n)
    expect(begin(ctx).events).toEqual([REVEALED])
  })
})

describe('commitments that wait', () => {
  test('are looked at and not written', () => {
    const ctx = world(garbage(9n), garbage(10n))
    storeRounds(ctx, 8n)
    const before = ctx.state.changes()
    // The list, the commitment, two rounds.
    expect(begin(ctx, BLOCK)).toMatchObject({ events: [], weight: cost(4n, 0n) })
    expect(ctx.state.changes()).toEqual(before)
  })

  test('leave the list where there is nothing locked, or nothing at all', () => {
    const ctx = world(SECRET)
    commit(ctx, OTHER, [raw])
    TimelockedIndex.update(ctx, (index) => [...index, [NET, OTHER], [NET, account(3)]])
    // List; two commitments and a round; a commitment that is none; the list twice.
    expect(begin(ctx).weight).toBe(cost(1n + 3n + 1n + 2n, 2n))
    expect(TimelockedIndex.get(ctx)).toEqual([[NET, HOTKEY]])
    expect(fieldsOf(ctx, OTHER)).toMatchObject([raw])
  })
})

test('invariants find a locked commitment that is not listed, and too many texts', () => {
  const ctx = world(SECRET)
  TimelockedIndex.set(ctx, [])
  const texts = Array.from({ length: 11 }, () => [Uint8Array.of(1), 1n] as const)
  RevealedCommitments.set(ctx, NET, HOTKEY, texts)
  expect(commitmentsInvariants.flatMap((check) => check(ctx))).toEqual([
    'a locked commitment in subnet 5 is not listed',
    '11 commitments of one hotkey in subnet 5',
  ])
})
