import { alphaRao, netUid, rao } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import { expect } from 'vitest'
import type { Timing } from '../../../../src/frame/config.ts'
import type { RuntimeCall } from '../../../../src/frame/call.ts'
import type { Context } from '../../../../src/frame/context.ts'
import { READ_PS, WRITE_PS } from '../../../../src/frame/weight.ts'
import type { Weight } from '../../../../src/frame/weight.ts'
import {
  balancesPallet,
  TotalIssuance as BalancesIssuance,
} from '../../../../src/pallets/balances/index.ts'
import { subtensorPallet } from '../../../../src/pallets/subtensor/index.ts'
import { swapHotkeyV2 } from '../../../../src/pallets/subtensor/keys/calls/swap-hotkey.ts'
import { adoptHotkey } from '../../../../src/pallets/subtensor/keys/ownership.ts'
import { increaseStake, stakeOf } from '../../../../src/pallets/subtensor/staking/stake.ts'
import { TotalIssuance } from '../../../../src/pallets/subtensor/storage/emission.ts'
import { SubnetAlphaOut } from '../../../../src/pallets/subtensor/storage/pools.ts'
import { initNetwork } from '../../../../src/pallets/subtensor/subnets/init-network.ts'
import { account } from '../../../helpers/test-context.ts'
import { atBlock, economy, OWNER } from '../economy-kit.ts'

/** The hotkey of `OWNER`, and the one that is to take its place. */
export const OLD = account(11)
export const NEW = account(12)
/** A subnet beside the first. */
export const SECOND = netUid(2)
export const NOW = 5000
/** What a swap costs on all subnets and on one, in rao. */
export const PRICE = 100_000_000n
export const SUBNET_PRICE = 1_000_000n
export const LEAST_BALANCE = 500n

/** The root network and two subnets in block 5000; `OWNER` has one hotkey. */
export function keysWorld(timing: Timing = 'fast'): Context {
  const ctx = economy(timing)
  initNetwork(ctx, SECOND)
  atBlock(ctx, NOW)
  adoptHotkey(ctx, OWNER, OLD)
  TotalIssuance.set(ctx, rao(BalancesIssuance.get(ctx)))
  return ctx
}

/** What a test changes of a swap. */
export interface SwapOptions {
  readonly hotkey?: AccountId
  readonly newHotkey?: AccountId
  readonly keepStake?: boolean
}

/** A swap of the old hotkey for the new one, on one subnet or on all, by default with its stake. */
export const swapOn = (netuid: NetUid | undefined, options: SwapOptions = {}): RuntimeCall =>
  swapHotkeyV2.with({
    hotkey: options.hotkey ?? OLD,
    new_hotkey: options.newHotkey ?? NEW,
    netuid,
    keep_stake: options.keepStake ?? false,
  })

/** Gives stake with a hotkey to a coldkey, as the emission would. */
export function stake(
  ctx: Context,
  hotkey: AccountId,
  coldkey: AccountId,
  netuid: NetUid,
  amount: bigint,
): void {
  increaseStake(ctx, hotkey, coldkey, netuid, alphaRao(amount))
  SubnetAlphaOut.update(ctx, netuid, (total) => alphaRao(total + amount))
}

export const stakeIn = (
  ctx: Context,
  hotkey: AccountId,
  coldkey: AccountId,
  netuid: NetUid,
): bigint => stakeOf(ctx, hotkey, coldkey, netuid)

/** The weight of so many reads and writes; nothing of it is proof. */
export const accesses = (reads: bigint, writes: bigint): Weight => ({
  ref_time: reads * READ_PS + writes * WRITE_PS,
  proof_size: 0n,
})

/** What the invariants of balances and of the economy have to say. */
const faultsOf = (ctx: Context): readonly string[] =>
  [...(balancesPallet.invariants ?? []), ...(subtensorPallet.invariants ?? [])].flatMap((check) =>
    check(ctx),
  )

/** Nothing is wrong with the state. */
export const expectSound = (ctx: Context): void => expect(faultsOf(ctx)).toEqual([])
