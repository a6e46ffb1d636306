import { decode, encode, hash, Reader } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import { definition } from '../../src/definition.ts'
import { RuntimeCall } from '../../src/frame/call.ts'
import { NONE, ROOT, signed } from '../../src/frame/origin.ts'
import { scheduleGrandpaChange } from '../../src/pallets/admin-utils/calls/authorities.ts'
import { grandpaPallet, noteStalled, startGrandpa } from '../../src/pallets/grandpa/index.ts'
import {
  Authorities,
  CurrentSetId,
  PendingChange,
  SetIdSession,
  Stalled,
  State,
} from '../../src/pallets/grandpa/storage.ts'
import { EquivocationProof } from '../../src/pallets/grandpa/types.ts'
import { BlockNumber } from '../../src/pallets/system/storage.ts'
import { fails, succeeds } from '../helpers/expect-call.ts'
import { account, testContext } from '../helpers/test-context.ts'

const key = (byte: number): Uint8Array => new Uint8Array(32).fill(byte)

test('genesis starts set 0 with authorities of weight one', () => {
  const ctx = testContext()
  startGrandpa(ctx, [key(1), key(2)])
  expect(Authorities.get(ctx)).toEqual([
    [key(1), 1n],
    [key(2), 1n],
  ])
  expect(CurrentSetId.get(ctx)).toBe(0n)
  expect(SetIdSession.get(ctx, 0n)).toBe(0)
  expect(State.get(ctx)).toEqual({ type: 'Live' })
})

test('more authorities than the bound says are planned and enacted', () => {
  // `force_from` of the reference only warns.
  const authorities = Array.from({ length: 33 }, (_, at) => [key(at + 1), 1n] as const)
  const ctx = testContext()
  BlockNumber.set(ctx, 7)
  const call = scheduleGrandpaChange.with({
    next_authorities: authorities,
    in_blocks: 1,
    forced: undefined,
  })
  succeeds(ctx, call, ROOT)
  expect(PendingChange.get(ctx)?.next_authorities).toEqual(authorities)
  grandpaPallet.onFinalize?.(ctx, 8)
  expect(Authorities.get(ctx)).toEqual(authorities)
  expect(PendingChange.has(ctx)).toBe(false)
})

test('Root notes a stall, nobody else does', () => {
  const ctx = testContext()
  const call = noteStalled.with({ delay: 1_000, best_finalized_block_number: 7 })
  fails(ctx, call, signed(account(1)), { type: 'BadOrigin' })
  expect(succeeds(ctx, call, ROOT)).toEqual([])
  expect(Stalled.get(ctx)).toEqual([1_000, 7])
})

describe('equivocation reports', () => {
  const vote = { target_hash: hash(key(3)), target_number: 9 }
  const signedVote = [vote, new Uint8Array(64)] as const
  const proof = {
    set_id: 0n,
    equivocation: {
      type: 'Prevote',
      value: { round_number: 1n, identity: key(1), first: signedVote, second: signedVote },
    },
  } as const

  test('have the layout of the reference', () => {
    // set id 8, variant 1, round 8, identity 32, and twice hash 32, number 4, signature 64.
    const bytes = encode(EquivocationProof, proof)
    expect(bytes.length).toBe(8 + 1 + 8 + 32 + 2 * (32 + 4 + 64))
    expect(decode(EquivocationProof, bytes)).toEqual(proof)
  })

  test.each([0, 1])('call %i decodes from no bytes', (index) => {
    const bytes = Uint8Array.of(4, index, ...encode(EquivocationProof, proof), 0)
    expect(() => RuntimeCall.decodeFrom(new Reader(bytes))).toThrow()
  })

  test.each([
    { index: 0, good: signed(account(1)), bad: NONE },
    { index: 1, good: NONE, bad: signed(account(1)) },
  ])('call $index does nothing and is free', ({ index, good, bad }) => {
    const ctx = testContext()
    const call = grandpaPallet.calls?.find((each) => each.index === index)
    if (call === undefined) throw new Error('the call is not declared')
    const value = { call, args: { equivocation_proof: proof } }
    fails(ctx, value, bad, { type: 'BadOrigin' })
    expect(ctx.dispatch(value, good)).toEqual({ ok: true, post: { paysFee: false } })
  })
})

test('no unsigned call is taken', () => {
  const call = noteStalled.with({ delay: 1, best_finalized_block_number: 1 })
  expect(grandpaPallet.validateUnsigned?.(testContext(), call, 'External')).toEqual({
    ok: false,
    error: { type: 'Invalid', value: { type: 'Call' } },
  })
})

// The enums of the crates: `Event` without the runtime for two pallets, an instance for one.
test.each([
  ['Grandpa', []],
  ['Utility', []],
  ['Sudo', [{ name: 'T' }]],
  ['Balances', [{ name: 'T' }, { name: 'I' }]],
])('events of %s have the type parameters of the reference', (name, params) => {
  const pallet = definition.pallets.find(({ id }) => id.name === name)
  expect(pallet?.events?.type.info.params).toEqual(params)
})

test('constants are those of the reference', () => {
  const { config } = testContext()
  const constants = grandpaPallet.constants ?? []
  expect(constants.map(({ name, valueOf }) => [name, valueOf(config)])).toEqual([
    ['MaxAuthorities', 32],
    ['MaxNominators', 20],
    ['MaxSetIdSessionEntries', 0n],
  ])
})
