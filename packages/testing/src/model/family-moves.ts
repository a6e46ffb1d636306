import { AccountId32, concatBytes, equalBytes, tuple, u16, u64, vec } from '@plexus/primitives'
import { anyHotkey, anySubnet, subtensor } from '../economy/move.ts'
import { le16 } from '../raw-storage.ts'
import { canPay, isFree } from './accounts.ts'
import { ofHotkey, ofSubnet } from './sure-move.ts'
import type { ModelWorld, SurePlay, WeightedSure } from './sure-move.ts'
import {
  hasPassed,
  lastBlockOf,
  mayHaveEpoch,
  ofChain,
  ofHotkeyOn,
  ofNet,
  oneOf,
  ownedHotkey,
  uidOf,
} from './subnets.ts'

/** Kinds of transactions that are limited (spec: 10-state §2.1). */
const SET_CHILDREN = 0
const SET_CHILDKEY_TAKE = 1
/** The key of the limit of takes. */
const LAST_TAKE = 5
const CHILDREN_BLOCKS = 150n
const DEFAULT_TAKE = 11_796
const Relatives = vec(tuple(u64, AccountId32))
/** Who is whose child or parent. */
const FAMILIES = 'families'

/** A hotkey lends parts of its stake. */
const lend: SurePlay = (world) => {
  const { random } = world
  const found = ownedHotkey(world)
  const netuid = oneOf(
    world,
    world.facts.netuids.filter((each) => each !== 0 && !mayHaveEpoch(world, each)),
  )
  if (found === undefined || netuid === undefined || !canPay(world, found.coldkey)) {
    return undefined
  }
  const { coldkey: by, hotkey } = found
  const last = lastBlockOf(world, hotkey.account, netuid, SET_CHILDREN)
  if (!hasPassed(world, last, CHILDREN_BLOCKS)) return undefined
  const parents = ofHotkeyOn(world, Relatives, 'ParentKeys', hotkey.account, netuid) ?? []
  const children: (readonly [bigint, Uint8Array])[] = []
  for (let count = random.below(4); count > 0; count -= 1) {
    const child = anyHotkey(world).account
    const isOut =
      equalBytes(child, hotkey.account) ||
      children.some(([, each]) => equalBytes(each, child)) ||
      parents.some(([, each]) => equalBytes(each, child))
    if (!isOut) children.push([BigInt(random.below(0x3fff_ffff)) << 30n, child])
  }
  if (children.length > 0 && ofChain(world, u64, 'StakeThreshold', 0n) > 0n) return undefined
  const args = { hotkey: hotkey.account, netuid, children }
  return {
    by,
    call: subtensor('set_children', args),
    alone: [FAMILIES],
    shared: [ofSubnet(netuid)],
  }
}

const takeOfChild: SurePlay = (world) => {
  const found = ownedHotkey(world)
  const netuid = anySubnet(world)
  if (found === undefined || netuid === undefined || !canPay(world, found.coldkey)) {
    return undefined
  }
  const { coldkey: by, hotkey } = found
  const limit = world.storage.get(u64, 'SubtensorModule.TxChildkeyTakeRateLimit')
  const last = lastBlockOf(world, hotkey.account, netuid, SET_CHILDKEY_TAKE)
  if (limit === undefined || !hasPassed(world, last, limit)) return undefined
  const chain = ofChain(world, u16, 'MinChildkeyTake', 0)
  const subnet = ofNet(world, u16, 'MinChildkeyTakePerSubnet', netuid, 0)
  const least = chain > subnet ? chain : subnet
  const most = ofChain(world, u16, 'MaxChildkeyTake', DEFAULT_TAKE)
  if (least > most) return undefined
  const take = least + world.random.below(most - least + 1)
  const args = { hotkey: hotkey.account, netuid, take }
  const claims = { alone: [ofHotkey(hotkey.account)], shared: [ofSubnet(netuid), FAMILIES] }
  return { by, call: subtensor('set_childkey_take', args), ...claims }
}

/** A delegate takes more or less for itself. */
const take: SurePlay = (world) => {
  const { storage, random, now } = world
  const found = ownedHotkey(world)
  if (found === undefined || !isFree(world, found.coldkey.account)) return undefined
  const { coldkey: by, hotkey } = found
  const least = ofChain(world, u16, 'MinDelegateTake', 0)
  const most = ofChain(world, u16, 'MaxDelegateTake', DEFAULT_TAKE)
  const current = storage.get(u16, 'SubtensorModule.Delegates', storage.blake2(hotkey.account))
  const alone = [ofHotkey(hotkey.account)]
  const rises = random.oneIn(2)
  const from = rises && current !== undefined && current >= least ? current + 1 : least
  const to = !rises && current !== undefined && current <= most ? current - 1 : most
  if (from > to) return undefined
  const args = { hotkey: hotkey.account, take: from + random.below(to - from + 1) }
  if (!rises) return { by, call: subtensor('decrease_take', args), alone }
  const limit = storage.get(u64, 'SubtensorModule.TxDelegateTakeRateLimit')
  const key = concatBytes(Uint8Array.of(LAST_TAKE), hotkey.account)
  const last = storage.get(u64, 'SubtensorModule.LastRateLimitedBlock', key) ?? 0n
  if (limit === undefined) return undefined
  const passes = limit === 0n || last === 0n || BigInt(now) - last > limit
  return passes ? { by, call: subtensor('increase_take', args), alone } : undefined
}

/** A validator of root says whether it may become a parent of new subnets. */
const adopt: SurePlay = (world) => {
  const found = ownedHotkey(world)
  if (found === undefined || !canPay(world, found.coldkey)) return undefined
  const { coldkey: by, hotkey } = found
  if (uidOf(world, 0, hotkey.account) === undefined) return undefined
  const args = { hotkey: hotkey.account, enabled: world.random.oneIn(2) }
  const call = subtensor('set_auto_parent_delegation_enabled', args)
  return { by, call, shared: [ofSubnet(0), FAMILIES] }
}

/** A coldkey says with which hotkey its incentives are staked. */
const stakeAutomatically: SurePlay = (world) => {
  const found = ownedHotkey(world)
  const netuid = anySubnet(world)
  if (found === undefined || netuid === undefined || !canPay(world, found.coldkey)) {
    return undefined
  }
  const { coldkey: by, hotkey } = found
  if (uidOf(world, netuid, hotkey.account) === undefined) return undefined
  const before = autoStakeOf(world, by.account, netuid)
  if (before !== undefined && equalBytes(before, hotkey.account)) return undefined
  const args = { netuid, hotkey: hotkey.account }
  const call = subtensor('set_coldkey_auto_stake_hotkey', args)
  return { by, call, shared: [ofSubnet(netuid)] }
}

/** What hotkeys agree on among each other and with their owners. */
export const familyMoves: readonly WeightedSure[] = [
  [3, lend],
  [2, takeOfChild],
  [2, take],
  [1, adopt],
  [1, stakeAutomatically],
]

const autoStakeOf = (
  { storage }: ModelWorld,
  coldkey: Uint8Array,
  netuid: number,
): Uint8Array | undefined =>
  storage.get(
    AccountId32,
    'SubtensorModule.AutoStakeDestination',
    storage.blake2(coldkey),
    le16(netuid),
  )
