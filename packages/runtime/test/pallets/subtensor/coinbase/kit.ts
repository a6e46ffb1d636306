import { alphaRao, fixedFromRaw, I96F32, netUid, rao, uid } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import { encodeEventRecords } from '../../../../src/executive/context.ts'
import type { Context } from '../../../../src/frame/context.ts'
import { TotalAlphaIssuance } from '../../../../src/pallets/alpha-assets/index.ts'
import { freeBalance, mintInto } from '../../../../src/pallets/balances/index.ts'
import { blockStep } from '../../../../src/pallets/subtensor/coinbase/block-step.ts'
import { increaseStake } from '../../../../src/pallets/subtensor/staking/stake.ts'
import { SubnetEmissionEnabled } from '../../../../src/pallets/subtensor/storage/emission.ts'
import {
  FirstEmissionBlockNumber,
  NetworkRegistrationAllowed,
  NetworksAdded,
  SubnetOwner,
  SubnetOwnerHotkey,
  SubnetworkN,
} from '../../../../src/pallets/subtensor/storage/networks.ts'
import {
  BlockAtRegistration,
  IsNetworkMember,
  Keys,
  Uids,
} from '../../../../src/pallets/subtensor/storage/neurons.ts'
import {
  SubnetAlphaIn,
  SubnetAlphaOut,
  SubnetMechanism,
  SubnetMovingPrice,
  SubnetTAO,
  SubtokenEnabled,
} from '../../../../src/pallets/subtensor/storage/pools.ts'
import { LastEpochBlock, Tempo } from '../../../../src/pallets/subtensor/storage/schedule.ts'
import { subnetAccount } from '../../../../src/pallets/subtensor/subnets/account.ts'
import { adoptHotkey } from '../../../../src/pallets/subtensor/keys/ownership.ts'
import { BlockNumber, Events } from '../../../../src/pallets/system/storage.ts'
import { testContext } from '../../../helpers/test-context.ts'

export const ROOT = netUid(0)
export const TOKEN = 1_000_000_000n

export interface SubnetOptions {
  /** Reserves of the pool, in rao and 10⁻⁹ alpha. */
  readonly tao?: bigint
  readonly alphaIn?: bigint
  readonly alphaOut?: bigint
  /** Moving average of the price; its raw has 32 fraction bits. */
  readonly averageRaw?: bigint
  readonly tempo?: number
  readonly lastEpoch?: bigint
  readonly emissionEnabled?: boolean
}

/** A dynamic subnet that was started before block 1, with its TAO in its account. */
export function startSubnet(ctx: Context, id: number, options: SubnetOptions = {}): NetUid {
  const { tao = 1000n * TOKEN, alphaIn = 1000n * TOKEN, alphaOut = 0n } = options
  const { averageRaw = I96F32.one, tempo = 360, lastEpoch = 0n } = options
  const netuid = netUid(id)
  NetworksAdded.set(ctx, netuid, true)
  SubnetMechanism.set(ctx, netuid, 1)
  FirstEmissionBlockNumber.set(ctx, netuid, 1n)
  SubtokenEnabled.set(ctx, netuid, true)
  NetworkRegistrationAllowed.set(ctx, netuid, true)
  SubnetEmissionEnabled.set(ctx, netuid, options.emissionEnabled ?? true)
  SubnetTAO.set(ctx, netuid, rao(tao))
  SubnetAlphaIn.set(ctx, netuid, alphaRao(alphaIn))
  SubnetAlphaOut.set(ctx, netuid, alphaRao(alphaOut))
  TotalAlphaIssuance.set(ctx, netuid, alphaRao(alphaIn + alphaOut))
  SubnetMovingPrice.set(ctx, netuid, fixedFromRaw(I96F32, averageRaw))
  Tempo.set(ctx, netuid, tempo)
  LastEpochBlock.set(ctx, netuid, lastEpoch)
  mintInto(ctx, subnetAccount(netuid), tao)
  return netuid
}

/** The root network, with so much TAO staked on it by nobody in particular. */
export function addRoot(ctx: Context, tao = 0n): void {
  NetworksAdded.set(ctx, ROOT, true)
  SubtokenEnabled.set(ctx, ROOT, true)
  SubnetTAO.set(ctx, ROOT, rao(tao))
  if (tao > 0n) mintInto(ctx, subnetAccount(ROOT), tao)
}

/** Names an owner of a subnet. */
export function setOwner(
  ctx: Context,
  netuid: NetUid,
  coldkey: AccountId,
  hotkey: AccountId,
): void {
  SubnetOwner.set(ctx, netuid, coldkey)
  SubnetOwnerHotkey.set(ctx, netuid, hotkey)
  adoptHotkey(ctx, coldkey, hotkey)
}

/** Gives a hotkey the next uid. */
export function seat(ctx: Context, netuid: NetUid, coldkey: AccountId, hotkey: AccountId): void {
  const at = SubnetworkN.get(ctx, netuid)
  adoptHotkey(ctx, coldkey, hotkey)
  Keys.set(ctx, netuid, uid(at), hotkey)
  Uids.set(ctx, netuid, hotkey, uid(at))
  BlockAtRegistration.set(ctx, netuid, uid(at), 0n)
  IsNetworkMember.set(ctx, hotkey, netuid, true)
  SubnetworkN.set(ctx, netuid, at + 1)
}

/** Stake on root that is backed by TAO. */
export function stakeOnRoot(
  ctx: Context,
  hotkey: AccountId,
  coldkey: AccountId,
  amount: bigint,
): void {
  increaseStake(ctx, hotkey, coldkey, ROOT, alphaRao(amount))
  SubnetAlphaOut.update(ctx, ROOT, (total) => alphaRao(total + amount))
  SubnetTAO.update(ctx, ROOT, (total) => rao(total + amount))
  mintInto(ctx, subnetAccount(ROOT), amount)
}

/** Runs the block step of a block in this context. */
export function step(ctx: Context, block: number): void {
  BlockNumber.set(ctx, block)
  blockStep(ctx, block)
}

/** The block step on a state of its own, as a real block has it. @returns before and after */
export function stepBlock(
  state: ReadonlyMap<string, Uint8Array>,
  block: number,
): { readonly before: Context; readonly after: Context; readonly state: Map<string, Uint8Array> } {
  const before = testContext({ state })
  const ctx = testContext({ state })
  ctx.phase = { type: 'Initialization' }
  step(ctx, block)
  ctx.state.set(Events.key(ctx), encodeEventRecords(ctx.eventRecords))
  const next = applied(state, ctx)
  return { before, after: testContext({ state: next }), state: next }
}

/** The state of a context. */
export function applied(
  state: ReadonlyMap<string, Uint8Array>,
  ctx: Context,
): Map<string, Uint8Array> {
  const next = new Map(state)
  for (const [key, bytes] of ctx.state.changes()) {
    if (bytes === undefined) next.delete(key)
    else next.set(key, bytes)
  }
  return next
}

/** Rao in the account of a subnet's pool. */
export const poolBalance = (ctx: Context, netuid: NetUid): bigint =>
  freeBalance(ctx, subnetAccount(netuid))
