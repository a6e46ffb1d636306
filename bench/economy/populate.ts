import type { KeyPair } from '@plexus/primitives'
import { callOf } from '@plexus/runtime'
import type { World } from './world.ts'

/** How large the network is. */
export interface Population {
  readonly subnets: number
  /** The first one's netuid; by default the first that is free after genesis. */
  readonly from?: number
  /** Neurons of each subnet, the owner's included. */
  readonly neurons: number
  /** Neurons of each subnet that judge all others. */
  readonly validators: number
}

const RICH_RAO = 10_000_000_000_000_000n
const STAKE_RAO = 100_000_000_000n
const TEMPO = 360
/** The genesis has the root network and subnet 1. */
export const FIRST_NETUID = 2

const coldkeyOf = (world: World, netuid: number): KeyPair => world.key(`cold//${netuid}`)
const hotkeyOf = (world: World, netuid: number, uid: number): KeyPair =>
  world.key(`hot//${netuid}//${uid}`)

/**
 * Registers subnets and neurons, stakes, waits for permits and sets weights, all by signed calls.
 * Each subnet has one coldkey; uid and number of a hotkey agree.
 */
export async function populate(world: World, population: Population) {
  const { subnets, from = FIRST_NETUID, neurons, validators } = population
  const netuids = Array.from({ length: subnets }, (_, at) => from + at)
  await openForAll(world)
  for (const netuid of netuids) await startSubnet(world, netuid)
  await world.include(netuids.flatMap((netuid) => registrations(world, netuid, neurons)))
  await world.include(netuids.flatMap((netuid) => stakes(world, netuid, validators)))
  await world.node.engine.mine(TEMPO + 1)
  await world.include(netuids.flatMap((netuid) => weights(world, netuid, { neurons, validators })))
  return netuids
}

async function openForAll(world: World): Promise<void> {
  const root = (name: string, args: Readonly<Record<string, unknown>>): Promise<void> =>
    world.root('AdminUtils', name, args)
  await root('sudo_set_admin_freeze_window', { window: 0 })
  await root('sudo_set_network_rate_limit', { rate_limit: 0n })
  // The price of a subnet doubles; within a block it falls back to the least.
  await root('sudo_set_lock_reduction_interval', { interval: 1n })
}

async function startSubnet(world: World, netuid: number): Promise<void> {
  const coldkey = coldkeyOf(world, netuid)
  await world.node.dev.fundAccount(coldkey.account as never, RICH_RAO)
  const hotkey = hotkeyOf(world, netuid, 0).account
  const by = (name: string, args: Readonly<Record<string, unknown>>): Uint8Array =>
    world.sign(coldkey, callOf('SubtensorModule', name, args))
  await world.include([by('register_network', { hotkey })])
  await world.include([by('start_call', { netuid })])
  const settings: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
    ['sudo_set_subnet_emission_enabled', { enabled: true }],
    ['sudo_set_commit_reveal_weights_enabled', { enabled: false }],
    ['sudo_set_weights_set_rate_limit', { weights_set_rate_limit: 0n }],
    ['sudo_set_burn_increase_mult', { burn_increase_mult: 1n << 64n }],
  ]
  for (const [name, args] of settings) await world.root('AdminUtils', name, { netuid, ...args })
}

const registrations = (world: World, netuid: number, neurons: number): Uint8Array[] =>
  Array.from({ length: neurons - 1 }, (_, at) => {
    const hotkey = hotkeyOf(world, netuid, at + 1).account
    const call = callOf('SubtensorModule', 'burned_register', { netuid, hotkey })
    return world.sign(coldkeyOf(world, netuid), call)
  })

const stakes = (world: World, netuid: number, validators: number): Uint8Array[] =>
  Array.from({ length: validators }, (_, at) => {
    const args = { hotkey: hotkeyOf(world, netuid, at).account, netuid, amount_staked: STAKE_RAO }
    return world.sign(coldkeyOf(world, netuid), callOf('SubtensorModule', 'add_stake', args))
  })

const weights = (
  world: World,
  netuid: number,
  { neurons, validators }: Pick<Population, 'neurons' | 'validators'>,
): Uint8Array[] =>
  Array.from({ length: validators }, (_, at) => {
    const dests = Array.from({ length: neurons }, (__, uid) => uid).filter((uid) => uid !== at)
    const call = callOf('SubtensorModule', 'set_weights', {
      netuid,
      dests,
      weights: dests.map((uid) => 1 + ((uid * 7919 + at * 104_729) % 65_535)),
      version_key: 0n,
    })
    return world.sign(hotkeyOf(world, netuid, at), call)
  })
