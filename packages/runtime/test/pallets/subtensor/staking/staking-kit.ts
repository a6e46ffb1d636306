import { alphaRao, netUid, rao } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../../src/frame/context.ts'
import { slotDigest } from '../../../../src/pallets/aura/slot.ts'
import { Authorities } from '../../../../src/pallets/aura/storage.ts'
import { endow, freeBalance } from '../../../../src/pallets/balances/index.ts'
import { increaseStake, stakeOf } from '../../../../src/pallets/subtensor/staking/stake.ts'
import { Owner } from '../../../../src/pallets/subtensor/storage/keys.ts'
import { NetworksAdded } from '../../../../src/pallets/subtensor/storage/networks.ts'
import {
  SubnetAlphaIn,
  SubnetAlphaOut,
  SubnetMechanism,
  SubnetTAO,
  SubtokenEnabled,
} from '../../../../src/pallets/subtensor/storage/pools.ts'
import { subnetAccount } from '../../../../src/pallets/subtensor/subnets/account.ts'
import { BlockDigest, BlockNumber } from '../../../../src/pallets/system/storage.ts'
import { account, testContext } from '../../../helpers/test-context.ts'

/** 10⁹: a TAO in rao, an alpha in its 10⁻⁹. */
export const ONE = 1_000_000_000n

export const ROOT_NETUID = netUid(0)
/** A pool of 1,000 alpha and 1,000 TAO. */
export const EVEN = netUid(1)
/** A pool of 1,000 alpha and 500 TAO: price 0.5. */
export const HALF_PRICE = netUid(2)
/** A stable subnet: one to one. */
export const STABLE = netUid(3)
/** There is no such subnet. */
export const NOWHERE = netUid(99)

/** The staker, who owns no hotkey. */
export const staker = account(1)
/** Another coldkey. */
export const friend = account(2)
/** The coldkey that owns both hotkeys. */
export const owner = account(3)
export const hotkey = account(11)
export const otherHotkey = account(12)
/** A hotkey that nobody owns. */
export const stray = account(13)
export const author = account(21)

/** Rao that `staker` begins with. */
export const FUNDS = 100_000n * ONE
const BLOCK = 1_000

interface PoolSetting {
  readonly netuid: NetUid
  readonly alpha: bigint
  readonly tao: bigint
  readonly mechanism: 0 | 1
}

const POOLS: readonly PoolSetting[] = [
  { netuid: ROOT_NETUID, alpha: 0n, tao: 0n, mechanism: 0 },
  { netuid: EVEN, alpha: 1_000n * ONE, tao: 1_000n * ONE, mechanism: 1 },
  { netuid: HALF_PRICE, alpha: 1_000n * ONE, tao: 500n * ONE, mechanism: 1 },
  { netuid: STABLE, alpha: 0n, tao: 0n, mechanism: 0 },
]

/** Four started subnets whose accounts hold more TAO than their pools, and people with keys. */
export function stakingWorld(): Context {
  const ctx = testContext()
  BlockNumber.set(ctx, BLOCK)
  endow(ctx, [
    [staker, FUNDS],
    [friend, ONE],
    [owner, ONE],
    [author, ONE],
    ...POOLS.map(({ netuid }) => [subnetAccount(netuid), 10_000n * ONE] as const),
  ])
  for (const { netuid, alpha, tao, mechanism } of POOLS) {
    NetworksAdded.set(ctx, netuid, true)
    SubtokenEnabled.set(ctx, netuid, true)
    SubnetMechanism.set(ctx, netuid, mechanism)
    setReserves(ctx, netuid, alpha, tao)
  }
  Owner.set(ctx, hotkey, owner)
  Owner.set(ctx, otherHotkey, owner)
  Authorities.set(ctx, [author])
  BlockDigest.set(ctx, { logs: [slotDigest(7n)] })
  return ctx
}

export function setReserves(ctx: Context, netuid: NetUid, alpha: bigint, tao: bigint): void {
  SubnetAlphaIn.set(ctx, netuid, alphaRao(alpha))
  SubnetTAO.set(ctx, netuid, rao(tao))
}

/** Stake that is there already, as the emission would have made it. */
export function giveStake(
  ctx: Context,
  netuid: NetUid,
  amount: bigint,
  coldkey: AccountId = staker,
  on: AccountId = hotkey,
): void {
  increaseStake(ctx, on, coldkey, netuid, alphaRao(amount))
  SubnetAlphaOut.update(ctx, netuid, (total) => alphaRao(total + amount))
}

/** What a coldkey has with a hotkey, by default the staker with its hotkey. */
export const stakeIn = (
  ctx: Context,
  netuid: NetUid,
  coldkey: AccountId = staker,
  on: AccountId = hotkey,
): bigint => stakeOf(ctx, on, coldkey, netuid)

export const free = (ctx: Context, who: AccountId = staker): bigint => freeBalance(ctx, who)

/** Later, without anything having happened. */
export const skipBlocks = (ctx: Context, blocks: number): void =>
  BlockNumber.update(ctx, (number) => number + blocks)
