import { bytesToHex, mechId, uid as asUid } from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import type { Fault } from '../../../frame/pallet.ts'
import { SubnetworkN } from '../storage/networks.ts'
import {
  Active,
  BlockAtRegistration,
  Consensus,
  Dividends,
  Emission,
  Incentive,
  IsNetworkMember,
  Keys,
  LastUpdate,
  StakeWeight,
  Uids,
  ValidatorPermit,
  ValidatorTrust,
} from '../storage/neurons.ts'
import { allNetuids } from '../subnets/list.ts'
import { storageIndex } from '../types.ts'

/** Uids lead to hotkeys and back, without a gap; members are who has a uid. */
export function uidsLeadToHotkeys(ctx: Context): readonly Fault[] {
  const faults = allNetuids(ctx).flatMap((netuid) => uidFaults(ctx, netuid))
  for (const [[hotkey, netuid], isMember] of IsNetworkMember.entries(ctx)) {
    if (isMember !== Uids.has(ctx, netuid, hotkey)) {
      faults.push(`${bytesToHex(hotkey)} is a member of subnet ${netuid} without a uid`)
    }
  }
  return faults
}

/** The vectors of consensus have an element for each uid. */
export function vectorsFitUids(ctx: Context): readonly Fault[] {
  return allNetuids(ctx).flatMap((netuid) => {
    const size = SubnetworkN.get(ctx, netuid)
    const main = storageIndex(netuid, mechId(0))
    const exact = [Active, Consensus, Dividends, Emission, ValidatorPermit, ValidatorTrust]
    const lengths = exact.map((item) => [item.name, item.get(ctx, netuid).length] as const)
    const wrong = [...lengths, [Incentive.name, Incentive.get(ctx, main).length] as const].filter(
      ([, length]) => length !== size,
    )
    // These two may lag behind until the next epoch.
    const short = [
      [StakeWeight.name, StakeWeight.get(ctx, netuid).length] as const,
      [LastUpdate.name, LastUpdate.get(ctx, main).length] as const,
    ].filter(([, length]) => length > size)
    return [...wrong, ...short].map(
      ([name, length]) => `${name} of subnet ${netuid} has ${length} elements for ${size} uids`,
    )
  })
}

function uidFaults(ctx: Context, netuid: NetUid): Fault[] {
  const faults: Fault[] = []
  const size = SubnetworkN.get(ctx, netuid)
  const seats = [...Keys.entries(ctx, netuid)]
  const named = [...Uids.entries(ctx, netuid)].length
  if (seats.length !== size || named !== size) {
    faults.push(`subnet ${netuid} has ${seats.length} keys and ${named} uids of ${size}`)
  }
  for (let at = 0; at < size; at += 1) {
    const uid = asUid(at)
    const hotkey = Keys.get(ctx, netuid, uid)
    const isSeated =
      Uids.get(ctx, netuid, hotkey) === at &&
      IsNetworkMember.get(ctx, hotkey, netuid) &&
      BlockAtRegistration.has(ctx, netuid, uid)
    if (!isSeated) faults.push(`uid ${at} of subnet ${netuid} is not that of its hotkey`)
  }
  return faults
}

/** Facts about uids that hold after every block. */
export const registrationInvariants = [uidsLeadToHotkeys, vectorsFitUids]
