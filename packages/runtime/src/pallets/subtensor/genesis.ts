import { netUid } from '@plexus/primitives'
import type { AccountId, AlphaRao, NetUid, Rao } from '@plexus/primitives'
import type { Timing } from '../../frame/config.ts'
import type { Context } from '../../frame/context.ts'
import { MAX_PRICE } from '../swap/index.ts'
import { adoptHotkey, appendAccount } from './keys/ownership.ts'
import { appendNeuron } from './registration/neurons.ts'
import { u64ToSafeFloat } from './staking/safe-float.ts'
import { stakeIntoSubnet } from './staking/stake-into-subnet.ts'
import { TotalIssuance } from './storage/emission.ts'
import {
  MaxAllowedUids,
  MaxAllowedValidators,
  MinAllowedWeights,
  TargetRegistrationsPerInterval,
} from './storage/hyperparameters.ts'
import { Delegates, Owner, StakingHotkeys } from './storage/keys.ts'
import {
  LargestLocked,
  NetworkRegistrationAllowed,
  NetworksAdded,
  StartCallDelay,
  SubnetLocked,
  SubnetOwner,
  SubnetOwnerHotkey,
  SubnetworkN,
  TokenSymbol,
  TotalNetworks,
} from './storage/networks.ts'
import { SubnetAlphaIn, SubnetAlphaOut, SubnetMechanism, SubnetTAO } from './storage/pools.ts'
import { Tempo } from './storage/schedule.ts'
import { AlphaV2, TotalHotkeyAlpha, TotalHotkeySharesV2 } from './storage/stake.ts'
import { symbolOf } from './subnets/symbols.ts'

/** Who owns the root network. */
export interface RootOwner {
  readonly coldkey: AccountId
  readonly hotkey: AccountId
}

/** A member of the root network and what its owner staked with it. */
export interface RootStake {
  readonly coldkey: AccountId
  readonly hotkey: AccountId
  /** In rao; the coldkey has more than that. */
  readonly stake: Rao
}

/** The economy of block 0. */
export interface EconomyPreset {
  /** TAO that counts as issued for the halving, in rao. */
  readonly issuance: Rao
  /** Blocks between the registration of a subnet and its start; absent: the default, 0. */
  readonly startCallDelay?: bigint
  /** By the build of the reference that the chain is like. */
  readonly rootOwner: Readonly<Record<Timing, RootOwner>>
  readonly root: NetworkPreset
  /** Stake on the root network of accounts that hold it, in the order of their uids. */
  readonly rootStakes?: readonly RootStake[]
  readonly subnets: readonly SubnetPreset[]
}

/** Hyperparameters of a network of block 0; all others have their defaults. */
export interface NetworkPreset {
  readonly maxUids: number
  readonly maxValidators: number
  readonly minAllowedWeights: number
  /** Blocks per epoch. */
  readonly tempo: number
  /** Absent: the default. */
  readonly targetRegistrations?: number
}

/** A subnet of block 0, with a dynamic pool that no balance stands behind. */
export interface SubnetPreset extends NetworkPreset {
  readonly netuid: NetUid
  /** Coldkey of the owner. */
  readonly owner: AccountId
  /**
   * The owner's hotkey, which has uid 0 and all outstanding alpha; absent: the account of the
   * owner, listed nowhere, as in the reference's genesis.
   */
  readonly hotkey?: AccountId
  readonly poolTao: Rao
  readonly poolAlpha: AlphaRao
  readonly outstanding: AlphaRao
  /** What the subnet cost, in rao. */
  readonly locked: Rao
}

const ROOT = netUid(0)
const DYNAMIC = 1

/** Writes the economy of block 0 (spec: 60-genesis-localnet §5). */
export function startEconomy(ctx: Context, economy: EconomyPreset): void {
  TotalIssuance.set(ctx, economy.issuance)
  if (economy.startCallDelay !== undefined) StartCallDelay.set(ctx, economy.startCallDelay)
  startRoot(ctx, economy.root, economy.rootOwner[ctx.config.timing])
  for (const subnet of economy.subnets) startSubnet(ctx, subnet)
  for (const each of economy.rootStakes ?? []) seatOnRoot(ctx, each)
}

function seatOnRoot(ctx: Context, { coldkey, hotkey, stake }: RootStake): void {
  adoptHotkey(ctx, coldkey, hotkey)
  Delegates.set(ctx, hotkey, Delegates.get(ctx, hotkey))
  appendNeuron(ctx, ROOT, hotkey)
  const order = { coldkey, hotkey, netuid: ROOT, tao: stake, limit: MAX_PRICE, dropFees: true }
  stakeIntoSubnet(ctx, order)
}

function startRoot(ctx: Context, root: NetworkPreset, owner: RootOwner): void {
  startNetwork(ctx, ROOT, root)
  SubnetOwner.set(ctx, ROOT, owner.coldkey)
  SubnetOwnerHotkey.set(ctx, ROOT, owner.hotkey)
}

function startSubnet(ctx: Context, subnet: SubnetPreset): void {
  const { netuid, owner, hotkey = owner } = subnet
  startNetwork(ctx, netuid, subnet)
  SubnetMechanism.set(ctx, netuid, DYNAMIC)
  SubnetAlphaIn.set(ctx, netuid, subnet.poolAlpha)
  SubnetTAO.set(ctx, netuid, subnet.poolTao)
  SubnetAlphaOut.set(ctx, netuid, subnet.outstanding)
  SubnetLocked.set(ctx, netuid, subnet.locked)
  LargestLocked.set(ctx, netuid, subnet.locked)
  SubnetOwner.set(ctx, netuid, owner)
  if (subnet.hotkey === undefined) ownItself(ctx, owner)
  else {
    SubnetOwnerHotkey.set(ctx, netuid, hotkey)
    adoptHotkey(ctx, owner, hotkey)
  }
  TotalHotkeyAlpha.set(ctx, hotkey, netuid, subnet.outstanding)
  const shares = u64ToSafeFloat(subnet.outstanding)
  AlphaV2.set(ctx, hotkey, owner, netuid, shares)
  TotalHotkeySharesV2.set(ctx, hotkey, netuid, shares)
  appendNeuron(ctx, netuid, hotkey)
}

function ownItself(ctx: Context, owner: AccountId): void {
  Owner.set(ctx, owner, owner)
  appendAccount(ctx, StakingHotkeys, owner, owner)
}

function startNetwork(ctx: Context, netuid: NetUid, network: NetworkPreset): void {
  NetworksAdded.set(ctx, netuid, true)
  TotalNetworks.update(ctx, (count) => count + 1)
  SubnetworkN.set(ctx, netuid, 0)
  MaxAllowedUids.set(ctx, netuid, network.maxUids)
  MaxAllowedValidators.set(ctx, netuid, network.maxValidators)
  MinAllowedWeights.set(ctx, netuid, network.minAllowedWeights)
  Tempo.set(ctx, netuid, network.tempo)
  NetworkRegistrationAllowed.set(ctx, netuid, true)
  if (network.targetRegistrations !== undefined) {
    TargetRegistrationsPerInterval.set(ctx, netuid, network.targetRegistrations)
  }
  TokenSymbol.set(ctx, netuid, symbolOf(netuid))
}
