import { netUid } from '@plexus/primitives'
import type { AccountId, AlphaRao, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { hotkeyExists } from '../keys/ownership.ts'
import { ensureAvailable } from '../locks/available.ts'
import { SubnetAlphaOut, SubtokenEnabled } from '../storage/pools.ts'
import { subnetExists } from '../subnets/list.ts'
import { burnSubnetAlpha, recycleSubnetAlpha } from './alpha.ts'
import { decreaseStake, stakeOf } from './stake.ts'

const ROOT = netUid(0)

/** Stake that its coldkey gives up. */
export interface StakeToDestroy {
  readonly coldkey: AccountId
  readonly hotkey: AccountId
  readonly netuid: NetUid
  /** At most, in 10⁻⁹ alpha. */
  readonly amount: AlphaRao
}

/** Destroys stake so that its alpha can be emitted again; event AlphaRecycled. @throws DispatchFailure (spec: 20-calls §6.5) */
export function recycleStake(ctx: Context, request: StakeToDestroy): void {
  const { coldkey, hotkey, netuid } = request
  const amount = takeStake(ctx, request)
  recycleSubnetAlpha(ctx, netuid, amount)
  ctx.deposit(events, { type: 'AlphaRecycled', value: [coldkey, hotkey, amount, netuid] })
}

/** Destroys stake for ever; event AlphaBurned. @throws DispatchFailure (spec: 20-calls §6.5) */
export function burnStake(ctx: Context, request: StakeToDestroy): void {
  const { coldkey, hotkey, netuid } = request
  const amount = takeStake(ctx, request)
  burnSubnetAlpha(ctx, netuid, amount)
  ctx.deposit(events, { type: 'AlphaBurned', value: [coldkey, hotkey, amount, netuid] })
}

/** @returns what was taken: at most what there is, and it may be nothing */
function takeStake(ctx: Context, request: StakeToDestroy): AlphaRao {
  const { coldkey, hotkey, netuid } = request
  ensure(subnetExists(ctx, netuid), errors.SubnetNotExists)
  ensure(netuid !== ROOT, errors.CannotBurnOrRecycleOnRootSubnet)
  ensure(SubtokenEnabled.get(ctx, netuid), errors.SubtokenDisabled)
  ensure(hotkeyExists(ctx, hotkey), errors.HotKeyAccountNotExists)
  const stake = stakeOf(ctx, hotkey, coldkey, netuid)
  const amount = request.amount < stake ? request.amount : stake
  ensure(SubnetAlphaOut.get(ctx, netuid) >= amount, errors.InsufficientLiquidity)
  ensureAvailable(ctx, coldkey, netuid, amount)
  decreaseStake(ctx, hotkey, coldkey, netuid, amount)
  return amount
}
