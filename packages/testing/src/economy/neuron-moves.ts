import { callOf } from '@plexus/runtime'
import { lockUntil } from '../beacon.ts'
import { lastRound } from './beacon-moves.ts'
import {
  anyActor,
  anyHotkey,
  anyNetwork,
  anyNeuron,
  anySubnet,
  RAO_PER_TAO,
  subtensor,
} from './move.ts'
import type { Move, Play, Weighted, World } from './move.ts'

/** A hotkey gets a uid on a subnet. */
const register: Play = (world) => {
  const netuid = anySubnet(world)
  if (netuid === undefined) return undefined
  const { coldkey, hotkeys } = anyActor(world)
  const hotkey = world.random.pick(hotkeys).account
  const call = world.random.oneIn(3)
    ? subtensor('register_limit', { netuid, hotkey, limit_price: 100n * RAO_PER_TAO })
    : subtensor('burned_register', { netuid, hotkey })
  return { by: coldkey, call }
}

const registerOnRoot: Play = (world) => {
  const { coldkey, hotkeys } = anyActor(world)
  const hotkey = world.random.pick(hotkeys).account
  return { by: coldkey, call: subtensor('root_register', { hotkey }) }
}

/** A neuron says where it answers. */
const serve: Play = (world) => {
  const netuid = anySubnet(world)
  if (netuid === undefined) return undefined
  const by = anyNeuron(world, netuid)?.pair
  if (by === undefined) return undefined
  const where = {
    netuid,
    version: world.random.below(100),
    ip: 3_500_000_000n + BigInt(world.random.below(100_000_000)),
    port: 1 + world.random.below(65_535),
    ip_type: 4,
  }
  const axon = { ...where, protocol: 4, placeholder1: 0, placeholder2: 0 }
  switch (world.random.below(4)) {
    case 0:
      return { by, call: subtensor('serve_prometheus', where) }
    case 1: {
      const certificate = world.random.bytes(1 + world.random.below(70))
      return { by, call: subtensor('serve_axon_tls', { ...axon, certificate }) }
    }
    case 2: {
      const fields = [publication(world)]
      return { by, call: callOf('Commitments', 'set_commitment', { netuid, info: { fields } }) }
    }
    default:
      return { by, call: subtensor('serve_axon', axon) }
  }
}

/** Something for everybody, in a while for everybody, or that what others owe is forgotten. */
function publication({ random, storage }: World): unknown {
  if (random.oneIn(8)) {
    const reveal_round = lastRound(storage) + 1n + BigInt(random.below(3))
    const encrypted = lockUntil(reveal_round, random.bytes(20), random)
    return { type: 'TimelockEncrypted', value: { encrypted, reveal_round } }
  }
  return random.oneIn(4) ? { type: 'ResetBondsFlag' } : { type: 'Raw4', value: random.bytes(4) }
}

/** A hotkey lends parts of its stake, or takes more or less for itself. */
const lend: Play = (world) => {
  const { random } = world
  const netuid = random.oneIn(8) ? anyNetwork(world) : (anySubnet(world) ?? 0)
  const { coldkey: by, hotkeys } = anyActor(world)
  const hotkey = random.pick(hotkeys).account
  switch (random.below(6)) {
    case 0:
    case 1: {
      const count = random.below(4)
      const children = Array.from({ length: count }, () => [
        BigInt(random.below(0x7fff_ffff)) << 30n,
        anyHotkey(world).account,
      ])
      return { by, call: subtensor('set_children', { hotkey, netuid, children }) }
    }
    case 2:
      return {
        by,
        call: subtensor('set_childkey_take', { hotkey, netuid, take: random.below(11_796) }),
      }
    case 3:
      return { by, call: subtensor('increase_take', { hotkey, take: random.below(11_797) }) }
    case 4:
      return { by, call: subtensor('decrease_take', { hotkey, take: random.below(11_797) }) }
    default: {
      const enabled = random.oneIn(2)
      return { by, call: subtensor('set_auto_parent_delegation_enabled', { hotkey, enabled }) }
    }
  }
}

const introduce: Play = (world) => {
  const by = anyActor(world).coldkey
  const text = (): Uint8Array => new TextEncoder().encode(`text ${world.random.below(1000)}`)
  const [name, url, github_repo, image] = [text(), text(), text(), text()]
  const rest = { discord: text(), description: text(), additional: text() }
  return { by, call: subtensor('set_identity', { name, url, github_repo, image, ...rest }) }
}

/** One hotkey after the other gets an account: it signs, and pays for some of what it does. */
export const fundingMoves: readonly Play[] = [0, 1, 2, 3, 4, 5].flatMap((actor) =>
  [0, 1, 2].map(
    (at): Play =>
      (world) =>
        fund(world, actor, at),
  ),
)

/** What neurons and their owners do. */
export const neuronMoves: readonly Weighted[] = [
  [8, register],
  [3, registerOnRoot],
  [5, serve],
  [5, lend],
  [1, introduce],
  [1, (world) => fund(world, world.random.below(6), world.random.below(3))],
]

function fund(world: World, actor: number, at: number): Move | undefined {
  const { coldkey: by, hotkeys } = world.cast[actor] ?? {}
  const value = hotkeys?.[at]?.account
  if (by === undefined || value === undefined) return undefined
  const dest = { type: 'Id', value }
  return { by, call: callOf('Balances', 'transfer_keep_alive', { dest, value: RAO_PER_TAO }) }
}
