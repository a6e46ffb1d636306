import { AccountId32, bool, equalBytes, u16, u64, u8, vec } from '@plexus/primitives'
import type { KeyPair, Type } from '@plexus/primitives'
import type { Actor } from '../economy/cast.ts'
import { anySubnet, RAO_PER_TAO } from '../economy/move.ts'
import { le16 } from '../raw-storage.ts'
import { spendable } from './accounts.ts'
import type { ModelWorld } from './sure-move.ts'

/** A neuron whose key is of the cast. */
export interface Neuron {
  readonly netuid: number
  readonly uid: number
  readonly pair: KeyPair
}

/** Storage indices of mechanisms are so far apart. */
const MECHANISM_STEP = 4096
/** What a pool holds, at least, so that a trade of less than a tenth of it is nothing special. */
const SOUND_POOL_RAO = RAO_PER_TAO

/** A value of a subnet, or what a missing one reads as. */
export function ofNet<T>(
  { storage }: ModelWorld,
  type: Type<T>,
  item: string,
  netuid: number,
  otherwise: T,
): T {
  return storage.get(type, `SubtensorModule.${item}`, le16(netuid)) ?? otherwise
}

/** A value of the whole pallet. */
export function ofChain<T>({ storage }: ModelWorld, type: Type<T>, item: string, otherwise: T): T {
  return storage.get(type, `SubtensorModule.${item}`) ?? otherwise
}

/** A value by hotkey and subnet. */
export function ofHotkeyOn<T>(
  { storage }: ModelWorld,
  type: Type<T>,
  item: string,
  hotkey: Uint8Array,
  netuid: number,
): T | undefined {
  return storage.get(type, `SubtensorModule.${item}`, storage.blake2(hotkey), le16(netuid))
}

/** Index of a mechanism's vectors. */
export const indexOf = (netuid: number, mechid: number): number => mechid * MECHANISM_STEP + netuid

/** TAO of a pool, in rao. */
export const poolTao = (world: ModelWorld, netuid: number): bigint =>
  ofNet(world, u64, 'SubnetTAO', netuid, 0n)

/** Alpha of a pool. */
export const poolAlpha = (world: ModelWorld, netuid: number): bigint =>
  ofNet(world, u64, 'SubnetAlphaIn', netuid, 0n)

/** Rao for `alpha` at the price of the moment, without slippage or fee. */
export function valueRao(world: ModelWorld, netuid: number, alpha: bigint): bigint {
  if (netuid === 0) return alpha
  const reserve = poolAlpha(world, netuid)
  return reserve === 0n ? 0n : (alpha * poolTao(world, netuid)) / reserve
}

/**
 * Subnets with a pool that people made, and something in it. That of genesis has a pool that no
 * balance stands behind.
 */
export function soundSubnets(world: ModelWorld): readonly number[] {
  return world.facts.netuids.filter(
    (netuid) =>
      netuid !== 0 &&
      ofNet(world, u64, 'NetworkRegisteredAt', netuid, 0n) > 0n &&
      poolTao(world, netuid) >= SOUND_POOL_RAO &&
      poolAlpha(world, netuid) >= SOUND_POOL_RAO,
  )
}

/** Networks whose stake can be traded; the root network too. */
export const tradedNetworks = (world: ModelWorld): readonly number[] =>
  [0, ...soundSubnets(world)].filter((netuid) => isTraded(world, netuid))

export const isTraded = (world: ModelWorld, netuid: number): boolean =>
  ofNet(world, bool, 'SubtokenEnabled', netuid, false)

/** One of some items, or none of none. */
export const oneOf = <T>({ random }: ModelWorld, items: readonly T[]): T | undefined =>
  items.length === 0 ? undefined : random.pick(items)

/** Whether an epoch of the subnet may run in the block that is drawn. */
export function mayHaveEpoch(world: ModelWorld, netuid: number): boolean {
  const tempo = BigInt(ofNet(world, u16, 'Tempo', netuid, 10))
  if (ofNet(world, u64, 'PendingEpochAt', netuid, 0n) > 0n) return true
  if (tempo === 0n) return false
  return ofNet(world, u64, 'LastEpochBlock', netuid, 0n) + tempo <= BigInt(world.now)
}

/** Whether owner and Root may change a subnet now (spec: 20-calls §3); in doubt not. */
export function isWindowOpen(world: ModelWorld, netuid: number): boolean {
  const tempo = BigInt(ofNet(world, u16, 'Tempo', netuid, 10))
  if (tempo === 0n) return ofNet(world, u64, 'PendingEpochAt', netuid, 0n) === 0n
  const window = BigInt(ofChain(world, u16, 'AdminFreezeWindow', 10))
  if (netuid === 0) return window === 0n
  if (mayHaveEpoch(world, netuid)) return false
  const due = ofNet(world, u64, 'LastEpochBlock', netuid, 0n) + tempo
  return due - BigInt(world.now) >= window
}

/** The coldkey that a hotkey belongs to; nobody's has none. */
export const ownerOf = ({ storage }: ModelWorld, hotkey: Uint8Array): Uint8Array | undefined =>
  storage.get(AccountId32, 'SubtensorModule.Owner', storage.blake2(hotkey))

/** Hotkeys of an actor that are its own, or nobody's yet. */
export function hotkeysFor(world: ModelWorld, { coldkey, hotkeys }: Actor): readonly KeyPair[] {
  return hotkeys.filter(({ account }) => {
    const owner = ownerOf(world, account)
    return owner === undefined || equalBytes(owner, coldkey.account)
  })
}

/** A hotkey that exists, with the actor who owns it. */
export function ownedHotkey(
  world: ModelWorld,
): { readonly coldkey: KeyPair; readonly hotkey: KeyPair } | undefined {
  const actor = world.random.pick(world.cast)
  const own = actor.hotkeys.filter(({ account }) => {
    const owner = ownerOf(world, account)
    return owner !== undefined && equalBytes(owner, actor.coldkey.account)
  })
  const hotkey = oneOf(world, own)
  return hotkey === undefined || spendable(world, actor.coldkey.account) === 0n
    ? undefined
    : { coldkey: actor.coldkey, hotkey }
}

/** Any hotkey of the cast that exists. */
export function anyExistingHotkey(world: ModelWorld): Uint8Array | undefined {
  const all = world.cast.flatMap(({ hotkeys }) => hotkeys.map(({ account }) => account))
  return oneOf(
    world,
    all.filter((hotkey) => ownerOf(world, hotkey) !== undefined),
  )
}

/** The uid of a hotkey. */
export const uidOf = (
  { storage }: ModelWorld,
  netuid: number,
  hotkey: Uint8Array,
): number | undefined =>
  storage.get(u16, 'SubtensorModule.Uids', le16(netuid), storage.blake2(hotkey))

/** Neurons of a subnet whose keys are of the cast. */
export function neuronsOf(world: ModelWorld, netuid: number): readonly Neuron[] {
  return world.cast.flatMap(({ hotkeys }) =>
    hotkeys.flatMap((pair) => {
      const uid = uidOf(world, netuid, pair.account)
      return uid === undefined ? [] : [{ netuid, uid, pair }]
    }),
  )
}

/** Any neuron of any subnet. */
export function anyNeuronAtAll(world: ModelWorld): Neuron | undefined {
  const netuid = anySubnet(world)
  return netuid === undefined ? undefined : oneOf(world, neuronsOf(world, netuid))
}

/** How many neurons a subnet has. */
export const sizeOf = (world: ModelWorld, netuid: number): number =>
  ofNet(world, u16, 'SubnetworkN', netuid, 0)

/** How many mechanisms a subnet has; the key is hashed. */
export const mechanismsOf = ({ storage }: ModelWorld, netuid: number): number =>
  storage.get(u8, 'SubtensorModule.MechanismCountCurrent', storage.twox64(le16(netuid))) ?? 1

/** Block of the last transaction of a kind (spec: 10-state §2.1), 0 for none. */
export const lastBlockOf = (
  { storage }: ModelWorld,
  key: Uint8Array,
  netuid: number,
  kind: number,
): bigint =>
  storage.get(
    u64,
    'SubtensorModule.TransactionKeyLastBlock',
    storage.blake2(key),
    le16(netuid),
    le16(kind),
  ) ?? 0n

/** Whether as many blocks have passed since the last time, if there was one. */
export const hasPassed = ({ now }: ModelWorld, last: bigint, limit: bigint): boolean =>
  last === 0n || BigInt(now) - last >= limit

/** Flags of neurons. */
export const Flags = vec(bool)
