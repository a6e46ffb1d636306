import { addressOf, decode, encode } from '@plexus/primitives'
import type { AnyType, MultiAddress } from '@plexus/primitives'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DispatchInfo, RuntimeCall } from '../../src/frame/call.ts'
import { transferKeepAlive } from '../../src/pallets/balances/index.ts'
import { proxyAnnounced, proxy as proxyCall } from '../../src/pallets/proxy/calls/proxy.ts'
import { RealPaysFee } from '../../src/pallets/proxy/index.ts'
import {
  computeActualFee,
  computeFee,
  feeDetails,
  lengthToFee,
  weightToFee,
} from '../../src/pallets/transaction-payment/fee.ts'
import { startFees, transactionPaymentPallet } from '../../src/pallets/transaction-payment/index.ts'
import { feePayer } from '../../src/pallets/transaction-payment/payer.ts'
import { NextFeeMultiplier, StorageVersion } from '../../src/pallets/transaction-payment/storage.ts'
import { batch, batchAll, forceBatch } from '../../src/pallets/utility/calls/batch.ts'
import { account, testContext } from '../helpers/test-context.ts'

const weight = (ref_time: bigint, proof_size = 0n) => ({ ref_time, proof_size })
const basis = (callPs: bigint, more: Partial<DispatchInfo> = {}): DispatchInfo => ({
  weight: weight(callPs),
  class: 'Normal',
  paysFee: true,
  ...more,
})

describe('weight fee', () => {
  test.each([
    { row: 'nothing', ps: 0n, rao: 0n },
    { row: 'half a rao', ps: 1_000n, rao: 0n },
    { row: 'more than half a rao', ps: 1_001n, rao: 1n },
    { row: 'one rao', ps: 2_000n, rao: 1n },
    { row: 'one and a half', ps: 3_000n, rao: 1n },
    // spec: 50-fees-and-extensions §4.1 and §4.2.
    { row: 'base extrinsic', ps: 108_157_000n, rao: 54_078n },
    { row: 'transfer_keep_alive', ps: 164_051_000n, rao: 82_025n },
    { row: 'add_stake with extensions', ps: 3_676_290_000n, rao: 1_838_145n },
    { row: 'a second', ps: 1_000_000_000_000n, rao: 500_000_000n },
    { row: 'a whole block', ps: 4_000_000_000_000n, rao: 2_000_000_000n },
    { row: 'more than a block', ps: 9_000_000_000_000n, rao: 2_000_000_000n },
  ])('of $row is $rao rao', ({ ps, rao }) => {
    expect(weightToFee(weight(ps))).toBe(rao)
  })

  test('does not look at the proof size', () => {
    expect(weightToFee(weight(2_000n, 2n ** 64n - 1n))).toBe(1n)
  })

  test('never falls as weight grows', () => {
    const ps = fc.bigInt(0n, 5_000_000_000_000n)
    fc.assert(
      fc.property(ps, ps, (a, b) => {
        const [less, more] = a < b ? [a, b] : [b, a]
        expect(weightToFee(weight(less)) <= weightToFee(weight(more))).toBe(true)
      }),
      { seed: 1, numRuns: 200 },
    )
  })
})

describe('fee', () => {
  test('of add_stake in 150 bytes is 1,586,260 rao', () => {
    const info = basis(3_064_064_000n)
    expect(feeDetails(150, info)).toEqual({
      inclusion_fee: { base_fee: 54_078n, len_fee: 150n, adjusted_weight_fee: 1_532_032n },
    })
    expect(computeFee(150, info, 0n)).toBe(1_586_260n)
    expect(computeFee(150, info, 27n)).toBe(1_586_287n)
  })

  test('of a byte is one rao', () => {
    expect(lengthToFee(10_485_760)).toBe(10_485_760n)
  })

  test('of a free call is its tip', () => {
    const info = basis(3_064_064_000n, { paysFee: false })
    expect(feeDetails(150, info)).toEqual({ inclusion_fee: undefined })
    expect(computeFee(150, info, 0n)).toBe(0n)
    expect(computeFee(150, info, 9n)).toBe(9n)
  })

  test('saturates', () => {
    expect(computeFee(150, basis(0n), 2n ** 64n - 1n)).toBe(2n ** 64n - 1n)
  })

  test.each([
    { row: 'all used', used: 2_000_000n, paysFee: true, fee: 54_078n + 100n + 1_000n + 5n },
    { row: 'half used', used: 1_000_000n, paysFee: true, fee: 54_078n + 100n + 500n + 5n },
    { row: 'turned out free', used: 2_000_000n, paysFee: false, fee: 5n },
  ])('afterwards: $row', ({ used, paysFee, fee }) => {
    const info = { class: 'Normal', used: weight(used), paysFee } as const
    expect(computeActualFee(100, info, 5n)).toBe(fee)
  })
})

describe('who pays', () => {
  const [signer, a, b, c] = [account(1), account(2), account(3), account(4)]
  const plain = transferKeepAlive.with({ dest: addressOf(c), value: 1n })
  const by = (real: MultiAddress, call: RuntimeCall): RuntimeCall =>
    proxyCall.with({ real, force_proxy_type: undefined, call })
  const forA = by(addressOf(a), plain)
  const forB = by(addressOf(b), plain)
  const bForA = by(addressOf(b), forA)
  const bBatch = (kind: typeof batch, ...calls: readonly RuntimeCall[]): RuntimeCall =>
    by(addressOf(b), kind.with({ calls }))
  const announced = proxyAnnounced.with({
    delegate: addressOf(signer),
    real: addressOf(a),
    force_proxy_type: undefined,
    call: plain,
  })
  const [A, B] = [
    [a, signer],
    [b, signer],
  ] as const
  const AB = [a, b] as const

  // spec: 50-fees-and-extensions §4.3.
  test.each([
    { row: 'a plain call', call: plain, agreed: [A, B, AB], payer: signer },
    { row: 'a proxy call without agreement', call: forA, agreed: [B, AB], payer: signer },
    { row: 'a proxy call with agreement', call: forA, agreed: [A], payer: a },
    { row: 'a proxy in a proxy, both agreed', call: bForA, agreed: [B, AB], payer: a },
    { row: 'a proxy in a proxy, the outer agreed', call: bForA, agreed: [B], payer: b },
    { row: 'a proxy in a proxy, the inner agreed', call: bForA, agreed: [AB, A], payer: signer },
    { row: 'a batch for one', call: bBatch(batch, forA, forA), agreed: [B, AB], payer: a },
    { row: 'a batch_all for one', call: bBatch(batchAll, forA), agreed: [B, AB], payer: a },
    { row: 'a force_batch for one', call: bBatch(forceBatch, forA), agreed: [B, AB], payer: a },
    { row: 'a batch for two', call: bBatch(batch, forA, forB), agreed: [B, AB], payer: b },
    {
      row: 'a batch with a plain call',
      call: bBatch(batch, forA, plain),
      agreed: [B, AB],
      payer: b,
    },
    { row: 'an empty batch', call: bBatch(batch), agreed: [B, AB], payer: b },
    { row: 'a batch for one who did not agree', call: bBatch(batch, forA), agreed: [B], payer: b },
    { row: 'an announced call', call: announced, agreed: [A], payer: signer },
    { row: 'a batch outside', call: batch.with({ calls: [forA] }), agreed: [A], payer: signer },
    {
      row: 'an address that is no account id',
      call: by({ type: 'Address32', value: a }, plain),
      agreed: [A],
      payer: signer,
    },
  ])('$row', ({ call, agreed, payer }) => {
    const ctx = testContext()
    for (const [real, delegate] of agreed) RealPaysFee.set(ctx, real, delegate, undefined)
    expect(feePayer(ctx, signer, call)).toEqual(payer)
  })
})

describe('storage', () => {
  test('starts with a multiplier of one in the second layout', () => {
    const ctx = testContext()
    expect([NextFeeMultiplier.get(ctx), StorageVersion.get(ctx)]).toEqual([10n ** 18n, 'V1Ancient'])
    startFees(ctx)
    expect([NextFeeMultiplier.get(ctx), StorageVersion.get(ctx)]).toEqual([10n ** 18n, 'V2'])
  })

  test('the multiplier is one again after every block', () => {
    const ctx = testContext()
    NextFeeMultiplier.set(ctx, 7n)
    transactionPaymentPallet.onFinalize?.(ctx, 1)
    expect(NextFeeMultiplier.get(ctx)).toBe(10n ** 18n)
  })

  test('the constant is five', () => {
    const [constant] = transactionPaymentPallet.constants ?? []
    const ctx = testContext()
    expect(constant?.name).toBe('OperationalFeeMultiplier')
    const type = constant?.type as AnyType
    expect(decode(type, encode(type, constant?.valueOf(ctx.config)))).toBe(5)
  })
})
