import { bool, u16, u64 } from '@plexus/primitives'
import type { KeyPair } from '@plexus/primitives'
import { anyActor, anySubnet, RAO_PER_TAO, subtensor } from '../economy/move.ts'
import { le16 } from '../raw-storage.ts'
import { byRoot, canPay, payer, spendable } from './accounts.ts'
import { coldkeyOf } from './proxies.ts'
import { CHAIN, ofHotkey, ofSubnet } from './sure-move.ts'
import type { ModelWorld, SurePlay, WeightedSure } from './sure-move.ts'
import {
  hasPassed,
  hotkeysFor,
  ofChain,
  ofNet,
  oneOf,
  poolTao,
  sizeOf,
  soundSubnets,
  uidOf,
} from './subnets.ts'

/** The list of networks. */
export const NETWORKS = 'networks'
const ROOT_REGISTRATIONS = 'registrations of root'
/** The limit's key of the last registration of a subnet. */
const LAST_REGISTERED = Uint8Array.of(2)
const DEFAULT_LOCK_RAO = 1_000n * RAO_PER_TAO
const DEFAULT_BURN_RAO = 100_000_000n
const DEFAULT_SUBNET_LIMIT = 128
/** What the account of a subnet needs to begin. */
const EXISTENTIAL_RAO = 500n

/** A hotkey buys a uid where one is free. */
const register: SurePlay = (world) => {
  const netuid = oneOf(world, soundSubnets(world))
  const found = newcomer(world)
  if (netuid === undefined || found === undefined) return undefined
  const { coldkey: by, hotkey } = found
  const burn = ofNet(world, u64, 'Burn', netuid, DEFAULT_BURN_RAO)
  const isOpen = ofNet(world, bool, 'NetworkRegistrationAllowed', netuid, true)
  const hasRoom = sizeOf(world, netuid) < ofNet(world, u16, 'MaxAllowedUids', netuid, 256)
  const isFit = burn > 1_000_000n && burn < 10n * poolTao(world, netuid)
  if (!isOpen || !hasRoom || !isFit || 2n * burn > spendable(world, by.account)) return undefined
  if (uidOf(world, netuid, hotkey.account) !== undefined) return undefined
  const what = { netuid, hotkey: hotkey.account }
  const alone = [ofSubnet(netuid), ofHotkey(hotkey.account)]
  switch (world.random.below(3)) {
    case 0:
      return { by, call: subtensor('burned_register', what), alone }
    case 1: {
      // Greater than what the price may rise to within a block.
      const limit_price = 4n * burn + RAO_PER_TAO
      return { by, call: subtensor('register_limit', { ...what, limit_price }), alone }
    }
    default: {
      const work = { block_number: 0n, nonce: 0n, work: new Uint8Array(4), coldkey: by.account }
      return { by, call: subtensor('register', { ...what, ...work }), alone }
    }
  }
}

const registerOnRoot: SurePlay = (world) => {
  const { coldkey: by, hotkeys } = anyActor(world)
  const hotkey = world.random.pick(hotkeys).account
  const inBlock = ofNet(world, u16, 'MaxRegistrationsPerBlock', 0, 1)
  const target = ofNet(world, u16, 'TargetRegistrationsPerInterval', 0, 2)
  const inInterval = ofNet(world, u16, 'RegistrationsThisInterval', 0, 0)
  const hasRoom = sizeOf(world, 0) < ofNet(world, u16, 'MaxAllowedUids', 0, 256)
  if (inBlock < 1 || inInterval >= 3 * target || !hasRoom || !canPay(world, by)) return undefined
  if (uidOf(world, 0, hotkey) !== undefined) return undefined
  const alone = [ROOT_REGISTRATIONS, ofSubnet(0), ofHotkey(hotkey)]
  return { by, call: subtensor('root_register', { hotkey }), alone }
}

/** Somebody registers a subnet where there is room for one. */
const found: SurePlay = (world) => {
  const { random } = world
  const newOne = newcomer(world)
  if (newOne === undefined || !mayFound(world)) return undefined
  const { coldkey: by, hotkey } = newOne
  if (spendable(world, by.account) < 2n * lockCost(world)) return undefined
  const what = { hotkey: hotkey.account }
  const call = random.oneIn(2)
    ? subtensor('register_network', what)
    : subtensor('register_network_with_identity', { ...what, identity: undefined })
  // Validators of root become parents of the new one.
  return { by, call, alone: [NETWORKS, ofHotkey(hotkey.account), ofSubnet(0), 'families'] }
}

const start: SurePlay = (world) => {
  const netuid = anySubnet(world)
  const owner = netuid === undefined ? undefined : world.facts.owner(netuid)
  const by = owner && coldkeyOf(world, owner)
  if (netuid === undefined || by === undefined || !canPay(world, by)) return undefined
  if (!mayStart(world, netuid)) return undefined
  return { by, call: subtensor('start_call', { netuid }), alone: [ofSubnet(netuid)] }
}

/** Root ends a subnet when there are many. */
const dissolve: SurePlay = (world) => {
  const { random, facts } = world
  const netuid = oneOf(world, soundSubnets(world))
  if (netuid === undefined || facts.netuids.length < 5 || !random.oneIn(8)) return undefined
  const coldkey = random.pick(world.cast).coldkey.account
  const call = random.oneIn(2)
    ? subtensor('root_dissolve_network', { netuid })
    : subtensor('dissolve_network', { coldkey, netuid })
  return byRoot(world, call, { alone: [CHAIN] })
}

/** A coldkey makes a hotkey its own that is nobody's. */
const associate: SurePlay = (world) => {
  const by = payer(world)
  const hotkey = world.random.pick(anyActor(world).hotkeys).account
  return (
    by && { by, call: subtensor('try_associate_hotkey', { hotkey }), alone: [ofHotkey(hotkey)] }
  )
}

/** What is done to get on the network. */
export const registrationMoves: readonly WeightedSure[] = [
  [6, register],
  [2, registerOnRoot],
  [3, found],
  [4, start],
  [1, associate],
]

/** What ends part of the network. */
export const endingMoves: readonly WeightedSure[] = [[1, dissolve]]

/** An actor who can pay, with a hotkey of its own or of nobody. */
function newcomer(
  world: ModelWorld,
): { readonly coldkey: KeyPair; readonly hotkey: KeyPair } | undefined {
  const actor = anyActor(world)
  const hotkey = oneOf(world, hotkeysFor(world, actor))
  return hotkey === undefined || !canPay(world, actor.coldkey)
    ? undefined
    : { coldkey: actor.coldkey, hotkey }
}

/** Whether there is room for a subnet now. */
export function mayFound(world: ModelWorld): boolean {
  const { storage, now, facts } = world
  const last = storage.get(u64, 'SubtensorModule.LastRateLimitedBlock', LAST_REGISTERED) ?? 0n
  const limit = storage.get(u64, 'SubtensorModule.NetworkRateLimit')
  const isOpen = ofChain(world, u64, 'NetworkRegistrationStartBlock', 0n) <= BigInt(now)
  const subnets = facts.netuids.length - 1
  const hasRoom = subnets < ofChain(world, u16, 'SubnetLimit', DEFAULT_SUBNET_LIMIT)
  const isWorth = leastLockCost(world) >= EXISTENTIAL_RAO
  return limit !== undefined && hasPassed(world, last, limit) && isOpen && hasRoom && isWorth
}

/** Whether a subnet may be opened, and is not yet. */
export function mayStart(world: ModelWorld, netuid: number): boolean {
  const { storage, now, facts } = world
  if (!facts.netuids.includes(netuid)) return false
  const registered = ofNet(world, u64, 'NetworkRegisteredAt', netuid, 0n)
  const delay = ofChain(world, u64, 'StartCallDelay', 0n)
  const hasStarted = storage.has('SubtensorModule.FirstEmissionBlockNumber', le16(netuid))
  return !hasStarted && BigInt(now) >= registered + delay
}

/** What a subnet costs at most, in rao: twice the last, or the least. */
export function lockCost(world: ModelWorld): bigint {
  const last = 2n * ofChain(world, u64, 'NetworkLastLockCost', DEFAULT_LOCK_RAO)
  const least = leastLockCost(world)
  return last > least ? last : least
}

const leastLockCost = (world: ModelWorld): bigint =>
  ofChain(world, u64, 'NetworkMinLockCost', DEFAULT_LOCK_RAO)
