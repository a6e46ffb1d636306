import { addressOf } from '@plexus/primitives'
import { beforeEach, describe, expect, test } from 'vitest'
import { callOf } from '../../src/calls.ts'
import { createContext } from '../../src/executive/context.ts'
import {
  checkExtrinsicFits,
  returnUnusedWeight,
  takeBlockSpace,
} from '../../src/executive/extensions/check-weight.ts'
import { ValidityFailure } from '../../src/executive/validity.ts'
import { dispatchInfo } from '../../src/frame/call.ts'
import type { DispatchClass, DispatchInfo, RuntimeCall } from '../../src/frame/call.ts'
import type { Context } from '../../src/frame/context.ts'
import { weight } from '../../src/frame/weight.ts'
import { AllExtrinsicsLen, BlockWeight } from '../../src/pallets/system/storage.ts'
import { host } from '../helpers/test-context.ts'
import { bob, config, MapState, runtime, sign, TestChain } from './chain-kit.ts'

const genesis = runtime.genesis()
const signed = (call: RuntimeCall, nonce = 0, tip = 0n): Uint8Array =>
  sign(genesis.hash, call, { nonce, tip })
const transfer = (value: bigint): RuntimeCall =>
  callOf('Balances', 'transfer_keep_alive', { dest: addressOf(bob.account), value })
const batch = (...calls: readonly RuntimeCall[]): RuntimeCall =>
  callOf('Utility', 'batch', { calls })

/** spec 50 §7 and §4.1, in ps. */
const BASE_EXTRINSIC = 108_157_000n
const TOO_MUCH = 2_000_000_000_000_000n

interface Outcome {
  readonly weight: { readonly ref_time: bigint; readonly proof_size: bigint }
  readonly class: string
  readonly pays_fee: string
}

let chain: TestChain
beforeEach(() => {
  chain = new TestChain(genesis)
})
const outcomes = (): readonly Outcome[] =>
  chain
    .events()
    .filter(({ name }) => /^System.Extrinsic(Success|Failed)$/.test(name))
    .map(({ value }) => (value as { readonly dispatch_info: Outcome }).dispatch_info)
const feeEvents = (): readonly { readonly actual_fee: bigint; readonly tip: bigint }[] =>
  chain
    .events()
    .filter(({ name }) => name === 'TransactionPayment.TransactionFeePaid')
    .map(({ value }) => value as { readonly actual_fee: bigint; readonly tip: bigint })

/** Round to the nearest, half down, of 0.0005 rao for each ps. */
const weightFee = (ps: bigint): bigint => (ps * 5n + 4_999n) / 10_000n

describe('what an extrinsic reports', () => {
  // The reference wraps extrinsics (fp_self_contained), and the wrapper asks for the call's weight only.
  test('call and base together without the extensions, for a success as for a failure', () => {
    chain.block(signed(transfer(1n)), signed(transfer(TOO_MUCH), 1))
    const own = dispatchInfo(transfer(1n), config).weight.ref_time
    const [, success, failure] = outcomes()
    expect(success?.weight.ref_time).toBe(own + BASE_EXTRINSIC)
    expect(failure).toEqual(success)
    expect(success).toMatchObject({ class: 'Normal', pays_fee: 'Yes' })
  })

  test('an inherent carries no extension and pays nothing', () => {
    chain.block()
    const set = callOf('Timestamp', 'set', { now: 0n })
    const own = dispatchInfo(set, config).weight.ref_time
    expect(outcomes()[0]).toMatchObject({
      weight: { ref_time: own + BASE_EXTRINSIC },
      class: 'Mandatory',
    })
    expect(feeEvents()).toEqual([])
  })

  test('a batch that stops early reports and pays what it used', () => {
    const three = batch(transfer(1n), transfer(TOO_MUCH), transfer(1n))
    const all = batch(transfer(1n), transfer(1n), transfer(1n))
    chain.block(signed(three), signed(all, 1))
    const [, stopped, whole] = outcomes()
    const [paidStopped, paidWhole] = feeEvents()
    const saved = (whole?.weight.ref_time ?? 0n) - (stopped?.weight.ref_time ?? 0n)
    expect(saved).toBeGreaterThanOrEqual(dispatchInfo(transfer(1n), config).weight.ref_time)
    expect((paidWhole?.actual_fee ?? 0n) > (paidStopped?.actual_fee ?? 0n)).toBe(true)
  })

  test('a call that turns out free reports it: sudo', () => {
    const call = callOf('System', 'remark', { remark: new Uint8Array(1) })
    chain.block(signed(callOf('Sudo', 'sudo', { call }), 0, 3n))
    expect(outcomes()[1]).toMatchObject({ pays_fee: 'No' })
    expect(feeEvents()).toMatchObject([{ actual_fee: 3n, tip: 3n }])
  })

  test('the fee is base, length, weight and tip', () => {
    const extrinsic = signed(transfer(1n), 0, 77n)
    chain.block(extrinsic)
    const used = (outcomes()[1]?.weight.ref_time ?? 0n) - BASE_EXTRINSIC
    const fee = 54_078n + BigInt(extrinsic.length) + weightFee(used) + 77n
    expect(feeEvents()).toMatchObject([{ actual_fee: fee, tip: 77n }])
  })
})

describe('the weight of a block', () => {
  test('is the sum of what its extrinsics report, by class, and their lengths as proof', () => {
    const extrinsics = [
      signed(transfer(1n)),
      signed(batch(transfer(1n), transfer(TOO_MUCH), transfer(1n)), 1),
      signed(transfer(TOO_MUCH), 2),
    ]
    chain.block(...extrinsics)
    const { normal } = BlockWeight.get(chain.read())
    const reported = outcomes().slice(1)
    const sum = (of: (outcome: Outcome) => bigint): bigint =>
      reported.reduce((total, outcome) => total + of(outcome), 0n)
    const bytes = extrinsics.reduce((total, extrinsic) => total + extrinsic.length, 0)
    expect(normal.ref_time).toBe(sum((outcome) => outcome.weight.ref_time))
    expect(normal.proof_size).toBe(sum((outcome) => outcome.weight.proof_size) + BigInt(bytes))
  })
})

describe('limits', () => {
  const U64_MAX = 2n ** 64n - 1n
  let ctx: Context
  beforeEach(() => {
    const { rules } = chain.read()
    ctx = createContext({ host, config, rules }, new MapState([]))
  })
  const info = (ps: bigint, of: DispatchClass = 'Normal'): DispatchInfo => ({
    weight: weight(ps),
    class: of,
    paysFee: true,
  })
  const refuses = (run: () => void): void => {
    expect(run).toThrow(ValidityFailure)
    expect(run).toThrow('ExhaustsResources')
  }

  test('one normal extrinsic: 3/4 of 4 s less a tenth of 4 s less the base', () => {
    const max = 3_000_000_000_000n - 400_000_000_000n - BASE_EXTRINSIC
    checkExtrinsicFits(ctx, info(max), 1)
    refuses(() => checkExtrinsicFits(ctx, info(max + 1n), 1))
  })

  test('one operational extrinsic: 4 s less a tenth less the base', () => {
    const max = 3_600_000_000_000n - BASE_EXTRINSIC
    checkExtrinsicFits(ctx, info(max, 'Operational'), 1)
    refuses(() => checkExtrinsicFits(ctx, info(max + 1n, 'Operational'), 1))
  })

  test('a mandatory extrinsic has none', () => {
    checkExtrinsicFits(ctx, info(U64_MAX, 'Mandatory'), 1)
    takeBlockSpace(ctx, info(U64_MAX, 'Mandatory'), 1)
    expect(BlockWeight.get(ctx).mandatory.ref_time).toBe(U64_MAX)
  })

  test('normal extrinsics together: 3 s; then operational ones still fit', () => {
    const half = 1_500_000_000_000n - BASE_EXTRINSIC
    takeBlockSpace(ctx, info(half), 1)
    takeBlockSpace(ctx, info(half), 1)
    refuses(() => takeBlockSpace(ctx, info(0n), 1))
    takeBlockSpace(ctx, info(1_000_000_000_000n - BASE_EXTRINSIC, 'Operational'), 1)
    refuses(() => takeBlockSpace(ctx, info(0n, 'Operational'), 1))
  })

  test('a block filled by its hooks still takes operational extrinsics of the reserved second', () => {
    takeBlockSpace(ctx, info(4_000_000_000_000n, 'Mandatory'), 1)
    refuses(() => takeBlockSpace(ctx, info(0n), 1))
    takeBlockSpace(ctx, info(999_000_000_000n, 'Operational'), 1)
    refuses(() => takeBlockSpace(ctx, info(1_000_000_000n, 'Operational'), 1))
  })

  test('lengths: 7.5 MiB with a normal extrinsic, 10 MiB with another', () => {
    const mebi = 1024 * 1024
    takeBlockSpace(ctx, info(0n), 7 * mebi)
    checkExtrinsicFits(ctx, info(0n), mebi / 2)
    refuses(() => checkExtrinsicFits(ctx, info(0n), mebi / 2 + 1))
    checkExtrinsicFits(ctx, info(0n, 'Operational'), 3 * mebi)
    refuses(() => checkExtrinsicFits(ctx, info(0n, 'Mandatory'), 3 * mebi + 1))
    expect(AllExtrinsicsLen.get(ctx)).toBe(7 * mebi)
  })

  test('weight that was not used comes back, that of base and length does not', () => {
    const announced = info(1_000n)
    takeBlockSpace(ctx, announced, 10)
    returnUnusedWeight(ctx, announced, weight(400n))
    expect(BlockWeight.get(ctx).normal).toEqual({
      ref_time: 400n + BASE_EXTRINSIC,
      proof_size: 10n,
    })
  })
})
