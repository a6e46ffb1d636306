import { accountId } from '@plexus/primitives'
import {
  actorOf,
  anyActor,
  anyHotkey,
  anyNetwork,
  anySubnet,
  ownerOrRoot,
  subtensor,
} from './move.ts'
import type { Play, Weighted, World } from './move.ts'

/** Somebody registers a subnet; where there is no room, the weakest goes. */
export const found: Play = (world) => {
  const { coldkey: by, hotkeys } = anyActor(world)
  const hotkey = world.random.pick(hotkeys).account
  const identity = world.random.oneIn(2) ? undefined : subnetIdentity(world)
  const call = world.random.oneIn(3)
    ? subtensor('register_network_with_identity', { hotkey, identity })
    : subtensor('register_network', { hotkey })
  return { by, call }
}

/** The owner opens its subnet; of a subnet that is open already nobody is asked again often. */
const start: Play = (world) => {
  const netuid = anySubnet(world)
  const owner = netuid === undefined ? undefined : actorOf(world, world.facts.owner(netuid))
  if (owner === undefined) return undefined
  return { by: owner.coldkey, call: subtensor('start_call', { netuid }) }
}

/** The owner says what its subnet is. */
const describe: Play = (world) => {
  const netuid = anySubnet(world)
  if (netuid === undefined) return undefined
  const by = ownerOrRoot(world, netuid)
  if (world.random.oneIn(2)) {
    return { by, call: subtensor('set_subnet_identity', { netuid, ...subnetIdentity(world) }) }
  }
  const letter = 0x2c00 + world.random.below(80)
  const symbol = new TextEncoder().encode(String.fromCodePoint(letter))
  return { by, call: subtensor('update_symbol', { netuid, symbol }) }
}

/** The owner decides when epochs run. */
const time: Play = (world) => {
  const { random } = world
  const netuid = anySubnet(world)
  const owner = netuid === undefined ? undefined : actorOf(world, world.facts.owner(netuid))
  if (netuid === undefined || owner === undefined) return undefined
  switch (random.below(6)) {
    case 0:
      return { by: owner.coldkey, call: subtensor('set_tempo', { netuid, tempo: 360 }) }
    case 1: {
      const factor_milli = 1_000 + random.below(49_001)
      const by = ownerOrRoot(world, netuid)
      return { by, call: subtensor('set_activity_cutoff_factor', { netuid, factor_milli }) }
    }
    case 2: {
      const name = random.oneIn(3)
        ? 'disable_voting_power_tracking'
        : 'enable_voting_power_tracking'
      return { by: ownerOrRoot(world, netuid), call: subtensor(name, { netuid }) }
    }
    case 3: {
      const new_value = BigInt(random.below(1_000_000))
      const call = subtensor('sudo_set_root_claim_threshold', { netuid, new_value })
      return { by: ownerOrRoot(world, netuid), call }
    }
    default:
      return { by: owner.coldkey, call: subtensor('trigger_epoch', { netuid }) }
  }
}

/** Root ends a subnet; owners cannot. */
const dissolve: Play = (world) => {
  const netuid = anySubnet(world)
  if (netuid === undefined || world.random.oneIn(2)) return undefined
  const owner = accountId(world.facts.owner(netuid) ?? new Uint8Array(32))
  const call = world.random.oneIn(2)
    ? subtensor('root_dissolve_network', { netuid })
    : subtensor('dissolve_network', { coldkey: owner, netuid })
  return { by: 'Root', call }
}

/** Root sets what the chain allows. */
const limit: Play = (world) => {
  const { random } = world
  switch (random.below(4)) {
    case 0: {
      const new_value = BigInt(random.below(12))
      return { by: 'Root', call: subtensor('sudo_set_num_root_claims', { new_value }) }
    }
    case 1: {
      const alpha = BigInt(random.below(2 ** 31)) * 400_000_000n
      const netuid = anyNetwork(world)
      return { by: 'Root', call: subtensor('sudo_set_voting_power_ema_alpha', { netuid, alpha }) }
    }
    case 2:
      return { by: 'Root', call: subtensor('sudo_set_min_childkey_take', { take: 0 }) }
    default:
      return { by: 'Root', call: subtensor('sudo_set_max_childkey_take', { take: 11_796 }) }
  }
}

/** The owner's hotkey is another. */
const handOver: Play = (world) => {
  const netuid = anySubnet(world)
  const owner = netuid === undefined ? undefined : actorOf(world, world.facts.owner(netuid))
  if (netuid === undefined || owner === undefined) return undefined
  const hotkey = world.random.oneIn(4) ? anyHotkey(world) : world.random.pick(owner.hotkeys)
  const call = subtensor('set_coldkey_auto_stake_hotkey', { netuid, hotkey: hotkey.account })
  return { by: owner.coldkey, call }
}

/** What owners of subnets and Root do. */
export const subnetMoves: readonly Weighted[] = [
  [3, found],
  [3, start],
  [2, describe],
  [3, time],
  [1, dissolve],
  [1, limit],
  [1, handOver],
]

function subnetIdentity({ random }: World): Readonly<Record<string, Uint8Array>> {
  const text = (): Uint8Array => new TextEncoder().encode(`text ${random.below(1000)}`)
  const [subnet_name, github_repo, subnet_contact, subnet_url] = [text(), text(), text(), text()]
  const rest = { discord: text(), description: text(), logo_url: text(), additional: text() }
  return { subnet_name, github_repo, subnet_contact, subnet_url, ...rest } as Readonly<
    Record<string, Uint8Array>
  >
}
