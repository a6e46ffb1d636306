import { netUid, uid as asUid } from '@plexus/primitives'
import type { AccountId, Uid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { ensureSigned } from '../../../frame/origin.ts'
import type { Origin } from '../../../frame/origin.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { adoptHotkey } from '../keys/ownership.ts'
import { hotkeyStake } from '../staking/stake.ts'
import {
  MaxAllowedUids,
  MaxRegistrationsPerBlock,
  RegistrationsThisBlock,
  RegistrationsThisInterval,
  TargetRegistrationsPerInterval,
} from '../storage/hyperparameters.ts'
import { Delegates } from '../storage/keys.ts'
import { SubnetworkN } from '../storage/networks.ts'
import { Keys } from '../storage/neurons.ts'
import { subnetExists } from '../subnets/list.ts'
import { appendNeuron, isRegistered } from './neurons.ts'
import { replaceNeuron } from './replace.ts'

const ROOT = netUid(0)
const MAX_U16 = 0xffff
const MAX_STAKE = (1n << 64n) - 1n
/** Registrations of an interval that the target allows. */
const TARGETS_PER_INTERVAL = 3
/** The take of who becomes a delegate by registration: 18 % of 65,535. */
const DELEGATE_TAKE = 11_796

/**
 * Gives a hotkey, anybody's, a uid in the root network (spec: 20-calls §7.2).
 *
 * @throws DispatchFailure
 */
export function registerRoot(ctx: Context, origin: Origin, hotkey: AccountId): void {
  ensure(subnetExists(ctx, ROOT), errors.RootNetworkDoesNotExist)
  const coldkey = ensureSigned(origin)
  const ofBlock = RegistrationsThisBlock.get(ctx, ROOT)
  const ofInterval = RegistrationsThisInterval.get(ctx, ROOT)
  ensure(ofBlock < MaxRegistrationsPerBlock.get(ctx, ROOT), errors.TooManyRegistrationsThisBlock)
  ensure(ofInterval < mostPerInterval(ctx), errors.TooManyRegistrationsThisInterval)
  ensure(!isRegistered(ctx, ROOT, hotkey), errors.HotKeyAlreadyRegisteredInSubNet)
  adoptHotkey(ctx, coldkey, hotkey)
  const isFull = SubnetworkN.get(ctx, ROOT) >= MaxAllowedUids.get(ctx, ROOT)
  const uid = isFull ? replaceLowest(ctx, hotkey) : appendNeuron(ctx, ROOT, hotkey)
  if (!Delegates.has(ctx, hotkey)) Delegates.set(ctx, hotkey, DELEGATE_TAKE)
  RegistrationsThisInterval.set(ctx, ROOT, ofInterval + 1)
  RegistrationsThisBlock.set(ctx, ROOT, ofBlock + 1)
  ctx.deposit(events, { type: 'NeuronRegistered', value: [ROOT, uid, hotkey] })
}

function mostPerInterval(ctx: Context): number {
  const most = TargetRegistrationsPerInterval.get(ctx, ROOT) * TARGETS_PER_INTERVAL
  return most > MAX_U16 ? MAX_U16 : most
}

/** Of equal stakes the first in the order of raw keys gives way. */
function replaceLowest(ctx: Context, hotkey: AccountId): Uid {
  let lowest: { readonly uid: Uid; readonly stake: bigint } = { uid: asUid(0), stake: MAX_STAKE }
  for (const [[, uid], holder] of Keys.entries(ctx, ROOT)) {
    const stake = hotkeyStake(ctx, holder, ROOT)
    if (stake < lowest.stake) lowest = { uid, stake }
  }
  ensure(Keys.has(ctx, ROOT, lowest.uid), errors.HotKeyNotRegisteredInSubNet)
  ensure(lowest.stake < hotkeyStake(ctx, hotkey, ROOT), errors.StakeTooLowForRoot)
  replaceNeuron(ctx, ROOT, lowest.uid, hotkey)
  return lowest.uid
}
