import { decode, hash } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import { initializeBlock } from '../../../../src/executive/block.ts'
import { TotalIssuance as BalancesIssuance } from '../../../../src/pallets/balances/index.ts'
import { blockStep } from '../../../../src/pallets/subtensor/coinbase/block-step.ts'
import {
  BlockEmission,
  PendingOwnerCut,
  PendingRootAlphaDivs,
  PendingServerEmission,
  PendingValidatorEmission,
  RootProp,
  SubnetAlphaOutEmission,
  SubnetExcessTao,
  SubnetTaoInEmission,
  TotalIssuance,
} from '../../../../src/pallets/subtensor/storage/emission.ts'
import { RegistrationsThisBlock } from '../../../../src/pallets/subtensor/storage/hyperparameters.ts'
import {
  SubnetAlphaIn,
  SubnetAlphaOut,
  SubnetMovingPrice,
  SubnetProtocolAlpha,
  SubnetProtocolFlow,
  SubnetTAO,
} from '../../../../src/pallets/subtensor/storage/pools.ts'
import { EventRecord } from '../../../../src/pallets/system/event-record.ts'
import { BlockNumber } from '../../../../src/pallets/system/storage.ts'
import { testContext } from '../../../helpers/test-context.ts'
import { addRoot, poolBalance, startSubnet, step, TOKEN } from './kit.ts'

describe('one started subnet on a fresh chain (spec 30 §7.7)', () => {
  const ctx = testContext()
  addRoot(ctx)
  const netuid = startSubnet(ctx, 2)
  const before = poolBalance(ctx, netuid)
  const issuanceBefore = BalancesIssuance.get(ctx)
  step(ctx, 1)

  test('the whole emission of TAO buys alpha, because root has no part', () => {
    expect(SubnetExcessTao.get(ctx, netuid)).toBe(TOKEN)
    expect(SubnetTaoInEmission.get(ctx, netuid)).toBe(0n)
    expect(SubnetTAO.get(ctx, netuid)).toBe(1001n * TOKEN)
    expect(SubnetProtocolFlow.get(ctx, netuid)).toBe(TOKEN)
    expect(poolBalance(ctx, netuid) - before).toBe(TOKEN)
  })

  test('the chain owns what it bought: 10¹² · 10⁹ / (10¹² + 10⁹), rounded down', () => {
    expect(SubnetProtocolAlpha.get(ctx, netuid)).toBe(999_000_999n)
    expect(SubnetAlphaIn.get(ctx, netuid)).toBe(1000n * TOKEN - 999_000_999n)
    expect(SubnetAlphaOut.get(ctx, netuid)).toBe(999_000_999n + TOKEN)
  })

  test('a token of alpha is put aside for owner, miners and validators', () => {
    expect(SubnetAlphaOutEmission.get(ctx, netuid)).toBe(TOKEN)
    expect(PendingOwnerCut.get(ctx, netuid)).toBe(179_995_422n)
    expect(PendingServerEmission.get(ctx, netuid)).toBe(410_002_288n)
    expect(PendingValidatorEmission.get(ctx, netuid)).toBe(410_002_288n)
    expect(PendingRootAlphaDivs.get(ctx, netuid)).toBe(0n)
  })

  test('both issuances grow by what was minted', () => {
    expect(TotalIssuance.get(ctx)).toBe(TOKEN)
    expect(BalancesIssuance.get(ctx) - issuanceBefore).toBe(TOKEN)
  })

  test('the average of the price moves and root proportions are written down', () => {
    expect(SubnetMovingPrice.has(ctx, netuid)).toBe(true)
    expect(RootProp.get(ctx, netuid)).toBe(0n)
    expect(BlockEmission.has(ctx)).toBe(false)
    expect(RegistrationsThisBlock.has(ctx, netuid)).toBe(true)
  })
})

describe('the block step', () => {
  test('mints and recycles where no subnet has a share', () => {
    const ctx = testContext()
    addRoot(ctx)
    step(ctx, 1)
    expect(TotalIssuance.get(ctx)).toBe(0n)
    expect(TotalIssuance.has(ctx)).toBe(true)
    expect(BalancesIssuance.get(ctx)).toBe(0n)
  })

  test('emits alpha, and no TAO, where the emission of a subnet is switched off', () => {
    const ctx = testContext()
    addRoot(ctx)
    const off = startSubnet(ctx, 2, { emissionEnabled: false })
    const on = startSubnet(ctx, 3)
    step(ctx, 1)
    expect([SubnetExcessTao.get(ctx, off), SubnetExcessTao.get(ctx, on)]).toEqual([0n, TOKEN])
    expect(SubnetAlphaOutEmission.get(ctx, off)).toBe(TOKEN)
  })

  test('reports the weight of the reference, whatever it did', () => {
    const ctx = testContext()
    addRoot(ctx)
    BlockNumber.set(ctx, 1)
    // 110,634,229,000 ps, 8304 reads of 25 µs and 110 writes of 100 µs; the clean-up reads the
    // block and the interval, and once for the only network.
    const reads = 8304n + 2n + 1n
    expect(blockStep(ctx, 1)).toEqual({
      ref_time: 110_634_229_000n + reads * 25_000_000n + 110n * 100_000_000n,
      proof_size: 0n,
    })
  })

  test('has its events in the phase before all extrinsics', () => {
    const ctx = testContext()
    addRoot(ctx)
    initializeBlock(ctx, { number: 1, parentHash: hash(new Uint8Array(32)), digest: [] })
    const [issued] = ctx.eventRecords.map((record) => decode(EventRecord, record))
    expect(issued?.phase).toEqual({ type: 'Initialization' })
    expect(issued?.event).toEqual({
      type: 'Balances',
      value: { type: 'Issued', value: { amount: TOKEN } },
    })
  })
})
