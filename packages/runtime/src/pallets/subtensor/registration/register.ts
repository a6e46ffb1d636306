import { netUid, saturatingMinus, saturatingPlus } from '@plexus/primitives'
import type { AccountId, NetUid, Rao } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure, fail } from '../../../frame/error.ts'
import { ensureSigned } from '../../../frame/origin.ts'
import type { Origin } from '../../../frame/origin.ts'
import { MAX_PRICE } from '../../swap/index.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { adoptHotkey, ownsHotkey } from '../keys/ownership.ts'
import { swapTaoForAlpha } from '../staking/pools.ts'
import { recordInflow } from '../staking/tao-flow.ts'
import { Burn, MaxAllowedUids, RegistrationsThisBlock } from '../storage/hyperparameters.ts'
import {
  NetworkRegistrationAllowed,
  RAORecycledForRegistration,
  SubnetworkN,
} from '../storage/networks.ts'
import { SubnetAlphaOut } from '../storage/pools.ts'
import { subnetExists } from '../subnets/list.ts'
import { coldkeyBalance, transferTaoToSubnet } from '../tao.ts'
import { isRegistered } from './neurons.ts'
import { bumpRegistrationPrice } from './prices.ts'
import { neuronToPrune } from './prune.ts'
import { takeUid } from './take-uid.ts'

const ROOT = netUid(0)
const MAX_U16 = 0xffff

/**
 * Buys a uid for a hotkey at the price of this block: the TAO buys alpha, which is destroyed
 * (spec: 20-calls §7.1).
 *
 * @throws DispatchFailure
 */
export function register(ctx: Context, origin: Origin, netuid: NetUid, hotkey: AccountId): void {
  const coldkey = ensureSigned(origin)
  ensureRegistrableSubnet(ctx, netuid)
  ensure(NetworkRegistrationAllowed.get(ctx, netuid), errors.SubNetRegistrationDisabled)
  ensure(!isRegistered(ctx, netuid, hotkey), errors.HotKeyAlreadyRegisteredInSubNet)
  const price = Burn.get(ctx, netuid)
  ensure(price <= coldkeyBalance(ctx, coldkey), errors.NotEnoughBalanceToStake)
  adoptHotkey(ctx, coldkey, hotkey)
  ensure(ownsHotkey(ctx, coldkey, hotkey), errors.NonAssociatedColdKey)
  ensureRoom(ctx, netuid)
  const paid = burnPrice(ctx, netuid, coldkey, price)
  const uid = takeUid(ctx, netuid, hotkey) ?? fail(errors.NoNeuronIdAvailable)
  bumpRegistrationPrice(ctx, netuid)
  RegistrationsThisBlock.update(ctx, netuid, (count) => (count < MAX_U16 ? count + 1 : count))
  countRecycled(ctx, netuid, price)
  recordInflow(ctx, netuid, paid)
  ctx.deposit(events, { type: 'NeuronRegistered', value: [netuid, uid, hotkey] })
}

/** @throws DispatchFailure RegistrationNotPermittedOnRootSubnet, SubnetNotExists */
export function ensureRegistrableSubnet(ctx: Context, netuid: NetUid): void {
  ensure(netuid !== ROOT, errors.RegistrationNotPermittedOnRootSubnet)
  ensure(subnetExists(ctx, netuid), errors.SubnetNotExists)
}

function ensureRoom(ctx: Context, netuid: NetUid): void {
  const most = MaxAllowedUids.get(ctx, netuid)
  ensure(most !== 0, errors.NoNeuronIdAvailable)
  if (SubnetworkN.get(ctx, netuid) < most) return
  ensure(neuronToPrune(ctx, netuid) !== undefined, errors.NoNeuronIdAvailable)
}

/** @returns rao that were paid: less than the price where the payer would die of it */
function burnPrice(ctx: Context, netuid: NetUid, coldkey: AccountId, price: Rao): Rao {
  const paid = transferTaoToSubnet(ctx, netuid, coldkey, price)
  const { paidOut } = swapTaoForAlpha(ctx, netuid, paid, MAX_PRICE, false)
  SubnetAlphaOut.update(ctx, netuid, (alpha) => saturatingMinus(alpha, paidOut))
  return paid
}

function countRecycled(ctx: Context, netuid: NetUid, price: Rao): void {
  const total = saturatingPlus(RAORecycledForRegistration.get(ctx, netuid), price)
  RAORecycledForRegistration.set(ctx, netuid, total)
  ctx.deposit(events, { type: 'RAORecycledForRegistrationSet', value: [netuid, total] })
}
