import {
  alphaRao,
  netUid,
  rao,
  safeDivTrunc,
  saturatingFloorToU64,
  saturatingFromInteger,
  saturatingPlus,
  U64F64,
} from '@plexus/primitives'
import type { AccountId, NetUid, Rao } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure, fail } from '../../../frame/error.ts'
import { ensureSigned } from '../../../frame/origin.ts'
import type { Origin } from '../../../frame/origin.ts'
import { currentBlock } from '../block.ts'
import { adoptRootValidators } from '../children/root-parents.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { adoptHotkey, hotkeyExists, ownsHotkey } from '../keys/ownership.ts'
import { passesRateLimit, recordRateLimited } from '../limits/rate-limits.ts'
import { appendNeuron } from '../registration/neurons.ts'
import { SubnetEmissionEnabled, TotalStake } from '../storage/emission.ts'
import {
  NetworkLastLockCost,
  NetworkMinLockCost,
  NetworkRegisteredAt,
  NetworkRegistrationStartBlock,
  RAORecycledForRegistration,
  RegisteredSubnetCounter,
  SubnetLimit,
  SubnetLocked,
  SubnetOwner,
  TokenSymbol,
} from '../storage/networks.ts'
import {
  SubnetAlphaIn,
  SubnetAlphaOut,
  SubnetMechanism,
  SubnetTAO,
  SubnetVolume,
} from '../storage/pools.ts'
import { coldkeyBalance, transferTaoToSubnet } from '../tao.ts'
import type { SubnetIdentityV3 } from '../types.ts'
import { isSubnetAccount } from './account.ts'
import { dissolveSubnet } from './dissolve/dissolve.ts'
import { setSubnetIdentity } from './identity.ts'
import { initNetwork } from './init-network.ts'
import { allNetuids } from './list.ts'
import { networkLockCost } from './lock-cost.ts'
import { medianAlphaPrice } from './median-price.ts'
import { setSubnetOwnerHotkey } from './owner-hotkey.ts'
import { networkToPrune, userNetuids } from './prune.ts'
import { freeSymbol } from './symbols.ts'

/** The dynamic mechanism, the only one that a new subnet can have. */
const DYNAMIC = 1
const U64_MAX = (1n << 64n) - 1n
const REGISTERED = { type: 'RegisterNetwork' } as const

/** What a subnet is made of. */
interface Founding {
  readonly netuid: NetUid
  readonly coldkey: AccountId
  readonly hotkey: AccountId
  /** Rao that the owner paid. */
  readonly paid: Rao
  /** What alpha costs elsewhere. */
  readonly price: U64F64
}

/**
 * Makes a subnet; where there is no room, the weakest is dissolved for it (spec: 20-calls §7.3).
 *
 * @throws DispatchFailure
 */
export function registerNetwork(
  ctx: Context,
  origin: Origin,
  hotkey: AccountId,
  identity?: SubnetIdentityV3,
): void {
  const coldkey = ensureSigned(origin)
  ensure(
    !hotkeyExists(ctx, hotkey) || ownsHotkey(ctx, coldkey, hotkey),
    errors.NonAssociatedColdKey,
  )
  ensure(!isSubnetAccount(hotkey), errors.CannotUseSystemAccount)
  const block = currentBlock(ctx)
  ensure(block >= NetworkRegistrationStartBlock.get(ctx), errors.SubNetRegistrationDisabled)
  ensure(passesRateLimit(ctx, REGISTERED, block), errors.NetworkTxRateLimitExceeded)
  const isFull = userNetuids(ctx).length >= SubnetLimit.get(ctx)
  const pruned = isFull ? (networkToPrune(ctx) ?? fail(errors.SubnetLimitReached)) : undefined
  const cost = networkLockCost(ctx)
  ensure(cost <= coldkeyBalance(ctx, coldkey), errors.CannotAffordLockCost)
  if (pruned !== undefined) dissolveSubnet(ctx, pruned)
  const netuid = pruned ?? nextNetuid(ctx)
  const price = medianAlphaPrice(ctx)
  initNetwork(ctx, netuid)
  const paid = transferTaoToSubnet(ctx, netuid, coldkey, cost)
  NetworkLastLockCost.set(ctx, paid)
  recordRateLimited(ctx, REGISTERED, block)
  adoptHotkey(ctx, coldkey, hotkey)
  appendNeuron(ctx, netuid, hotkey)
  found(ctx, { netuid, coldkey, hotkey, paid, price })
  if (identity !== undefined) setSubnetIdentity(ctx, netuid, identity)
  adoptRootValidators(ctx, netuid)
  ctx.deposit(events, { type: 'NetworkAdded', value: [netuid, DYNAMIC] })
  SubnetEmissionEnabled.set(ctx, netuid, false)
}

/** The lowest netuid that no network has; 0 is the root network's. */
function nextNetuid(ctx: Context): NetUid {
  const taken = new Set<number>(allNetuids(ctx))
  let next = 1
  while (taken.has(next)) next += 1
  return netUid(next)
}

/** Writes owner and pool; all that was paid goes into the pool. */
function found(ctx: Context, { netuid, coldkey, hotkey, paid, price }: Founding): void {
  SubnetMechanism.set(ctx, netuid, DYNAMIC)
  NetworkRegisteredAt.set(ctx, netuid, currentBlock(ctx))
  RegisteredSubnetCounter.update(ctx, netuid, (count) => (count < U64_MAX ? count + 1n : count))
  TokenSymbol.set(ctx, netuid, freeSymbol(ctx, netuid))
  const least = NetworkMinLockCost.get(ctx)
  const poolTao = paid >= least ? paid : least
  const poolAlpha = safeDivTrunc(U64F64, saturatingFromInteger(U64F64, poolTao), price)
  SubnetTAO.set(ctx, netuid, poolTao)
  SubnetAlphaIn.set(ctx, netuid, alphaRao(saturatingFloorToU64(U64F64, poolAlpha)))
  SubnetOwner.set(ctx, netuid, coldkey)
  setSubnetOwnerHotkey(ctx, netuid, hotkey)
  SubnetLocked.set(ctx, netuid, paid)
  SubnetAlphaOut.set(ctx, netuid, alphaRao(0n))
  SubnetVolume.set(ctx, netuid, 0n)
  RAORecycledForRegistration.set(ctx, netuid, rao(0n))
  if (poolTao > rao(0n)) TotalStake.update(ctx, (total) => saturatingPlus(total, poolTao))
}
