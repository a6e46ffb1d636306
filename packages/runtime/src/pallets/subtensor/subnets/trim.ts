import { alphaRao, Percent, shareFromRationalFloor, uid as asUid } from '@plexus/primitives'
import type { AlphaRao, NetUid, Uid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { MAX_IMMUNE_UIDS } from '../constants.ts'
import { errors } from '../errors.ts'
import { mechanismIndices } from '../registration/neurons.ts'
import { immortalNeurons, isNeuronImmune } from '../registration/prune.ts'
import { MaxAllowedUids, MinAllowedUids } from '../storage/hyperparameters.ts'
import { LastHotkeyEmissionOnNetuid } from '../storage/legacy.ts'
import { AlphaDividendsPerSubnet } from '../storage/emission.ts'
import { SubnetOwner, SubnetworkN } from '../storage/networks.ts'
import {
  AssociatedEvmAddress,
  Axons,
  BlockAtRegistration,
  Bonds,
  Emission,
  IsNetworkMember,
  Keys,
  NeuronCertificates,
  Prometheus,
  Uids,
  Weights,
} from '../storage/neurons.ts'
import { compactUids } from './compact-uids.ts'
import { subnetExists } from './list.ts'

interface Earner {
  readonly uid: Uid
  readonly emission: AlphaRao
}

/**
 * Lowers the most neurons of a subnet. Where it has more, those that earn least go, except immune
 * ones; the others move up to close the gaps (spec: 20-calls §13, note 78).
 *
 * @throws DispatchFailure SubnetNotExists, InvalidValue, TrimmingWouldExceedMaxImmunePercentage
 */
export function trimUids(ctx: Context, netuid: NetUid, max: number): void {
  ensure(subnetExists(ctx, netuid), errors.SubnetNotExists)
  ensure(max >= MinAllowedUids.get(ctx, netuid), errors.InvalidValue)
  ensure(max <= MaxAllowedUids.get(ctx, netuid), errors.InvalidValue)
  MaxAllowedUids.set(ctx, netuid, max)
  const size = SubnetworkN.get(ctx, netuid)
  if (size <= max) return
  const immune = immuneUids(ctx, netuid, size)
  const share = shareFromRationalFloor(Percent, BigInt(immune.size), BigInt(max))
  ensure(share < MAX_IMMUNE_UIDS, errors.TrimmingWouldExceedMaxImmunePercentage)
  const kept = removeLeastEarning(ctx, netuid, { size, max, immune })
  Emission.set(
    ctx,
    netuid,
    kept.map(({ emission }) => emission),
  )
  compactUids(
    ctx,
    netuid,
    kept.map(({ uid }) => uid),
  )
  SubnetworkN.set(ctx, netuid, max)
}

function immuneUids(ctx: Context, netuid: NetUid, size: number): ReadonlySet<number> {
  const ofOwner = immortalNeurons(ctx, netuid, SubnetOwner.get(ctx, netuid)).map(({ uid }) => uid)
  const immune = new Set<number>(ofOwner.filter((uid) => uid < size))
  for (let uid = 0; uid < size; uid += 1) {
    if (isNeuronImmune(ctx, netuid, asUid(uid))) immune.add(uid)
  }
  return immune
}

/** Removes neurons from the one that earns least upwards. @returns those left, by uid */
function removeLeastEarning(
  ctx: Context,
  netuid: NetUid,
  subnet: { readonly size: number; readonly max: number; readonly immune: ReadonlySet<number> },
): readonly Earner[] {
  const earners = Emission.get(ctx, netuid)
    .map((emission, uid): Earner => ({ uid: asUid(uid), emission: alphaRao(emission) }))
    .sort((a, b) => (a.emission === b.emission ? 0 : a.emission > b.emission ? -1 : 1))
  let left = subnet.size
  for (let at = subnet.size - 1; at >= 0 && left !== subnet.max; at -= 1) {
    const earner = earners[at]
    if (earner === undefined || subnet.immune.has(earner.uid)) continue
    removeNeuron(ctx, netuid, earner.uid)
    earners.splice(at, 1)
    left -= 1
  }
  return earners.sort((a, b) => a.uid - b.uid)
}

function removeNeuron(ctx: Context, netuid: NetUid, uid: Uid): void {
  if (Keys.has(ctx, netuid, uid)) {
    const hotkey = Keys.get(ctx, netuid, uid)
    Uids.remove(ctx, netuid, hotkey)
    IsNetworkMember.remove(ctx, hotkey, netuid)
    LastHotkeyEmissionOnNetuid.remove(ctx, hotkey, netuid)
    AlphaDividendsPerSubnet.remove(ctx, netuid, hotkey)
    Axons.remove(ctx, netuid, hotkey)
    NeuronCertificates.remove(ctx, netuid, hotkey)
    Prometheus.remove(ctx, netuid, hotkey)
  }
  Keys.remove(ctx, netuid, uid)
  BlockAtRegistration.remove(ctx, netuid, uid)
  AssociatedEvmAddress.remove(ctx, netuid, uid)
  for (const index of mechanismIndices(ctx, netuid)) {
    Weights.remove(ctx, index, uid)
    Bonds.remove(ctx, index, uid)
  }
}
