import { alphaRao, mechId, netUid, uid as asUid } from '@plexus/primitives'
import type { AccountId, MechId } from '@plexus/primitives'
import type { Context } from '../../../src/frame/context.ts'
import { signed } from '../../../src/frame/origin.ts'
import type { Origin } from '../../../src/frame/origin.ts'
import * as parameters from '../../../src/pallets/subtensor/storage/hyperparameters.ts'
import {
  NetworksAdded,
  SubnetOwner,
  SubnetOwnerHotkey,
  SubnetworkN,
} from '../../../src/pallets/subtensor/storage/networks.ts'
import * as neurons from '../../../src/pallets/subtensor/storage/neurons.ts'
import { LastEpochBlock, Tempo } from '../../../src/pallets/subtensor/storage/schedule.ts'
import { TotalHotkeyAlpha } from '../../../src/pallets/subtensor/storage/stake.ts'
import { storageIndex } from '../../../src/pallets/subtensor/types.ts'
import { BlockNumber } from '../../../src/pallets/system/storage.ts'
import { account, testContext } from '../../helpers/test-context.ts'
import type { TestOptions } from '../../helpers/test-context.ts'

/** The subnet of these tests. */
export const NETUID = netUid(5)
export const MAIN = mechId(0)
export const SECOND = mechId(1)
/** The block at the start; its epoch was ten blocks ago and the next is in 350. */
export const NOW = 2000
export const OWNER = account(200)
export const NEURONS = 4

/** The hotkey of a uid. */
export const hotkeyOf = (uid: number): AccountId => account(uid + 1)
export const by = (uid: number): Origin => signed(hotkeyOf(uid))
/** The hotkey of nobody. */
export const stranger = signed(account(99))

/**
 * A subnet of four neurons, all validators, that may set weights at any time without commits.
 *
 * @param mechanisms how many it has
 */
export function subnetContext(options: TestOptions = {}, mechanisms = 1): Context {
  const ctx = testContext(options)
  BlockNumber.set(ctx, NOW)
  NetworksAdded.set(ctx, netUid(0), true)
  NetworksAdded.set(ctx, NETUID, true)
  SubnetOwner.set(ctx, NETUID, OWNER)
  SubnetworkN.set(ctx, NETUID, NEURONS)
  Tempo.set(ctx, NETUID, 360)
  LastEpochBlock.set(ctx, NETUID, BigInt(NOW - 10))
  parameters.CommitRevealWeightsEnabled.set(ctx, NETUID, false)
  parameters.MinAllowedWeights.set(ctx, NETUID, 2)
  parameters.WeightsSetRateLimit.set(ctx, NETUID, 100n)
  parameters.MechanismCountCurrent.set(ctx, NETUID, mechId(mechanisms))
  for (let uid = 0; uid < NEURONS; uid += 1) {
    neurons.Uids.set(ctx, NETUID, hotkeyOf(uid), uid)
    neurons.Keys.set(ctx, NETUID, asUid(uid), hotkeyOf(uid))
    neurons.IsNetworkMember.set(ctx, hotkeyOf(uid), NETUID, true)
    TotalHotkeyAlpha.set(ctx, hotkeyOf(uid), NETUID, alphaRao(1000n))
  }
  neurons.ValidatorPermit.set(
    ctx,
    NETUID,
    Array.from({ length: NEURONS }, () => true),
  )
  return ctx
}

/** Says when a uid last set or committed to weights. */
export function setLastUpdate(
  ctx: Context,
  uid: number,
  block: number,
  mechid: MechId = MAIN,
): void {
  const index = storageIndex(NETUID, mechid)
  const blocks = Array.from({ length: NEURONS }, (_, at) => (at === uid ? BigInt(block) : 0n))
  neurons.LastUpdate.set(ctx, index, blocks)
}

/** Makes a neuron the owner's own. */
export const setOwnerUid = (ctx: Context, uid: number): void =>
  SubnetOwnerHotkey.set(ctx, NETUID, hotkeyOf(uid))
