import type { Position } from './chain-facts.ts'
import {
  actorOf,
  amountRao,
  anyActor,
  anyHotkey,
  anyLimit,
  anyNetwork,
  anySubnet,
  subtensor,
} from './move.ts'
import type { Move, Play, Weighted, World } from './move.ts'

/** Stake goes in. */
const add: Play = (world) => {
  const { coldkey } = anyActor(world)
  const what = { hotkey: anyHotkey(world).account, netuid: anyNetwork(world) }
  const amount_staked = amountRao(world)
  if (world.random.oneIn(2)) return by(coldkey, 'add_stake', { ...what, amount_staked })
  const limits = {
    limit_price: what.netuid === 0 ? 2_000_000_000n : anyLimit(world, true),
    allow_partial: world.random.oneIn(2),
  }
  return by(coldkey, 'add_stake_limit', { ...what, amount_staked, ...limits })
}

const addAndBurn: Play = (world) => {
  const netuid = anySubnet(world)
  if (netuid === undefined) return undefined
  const limit = world.random.oneIn(2) ? undefined : anyLimit(world, true)
  const hotkey = anyHotkey(world).account
  return by(anyActor(world).coldkey, 'add_stake_burn', {
    ...{ hotkey, netuid, limit, amount: amountRao(world) },
  })
}

/** Stake goes out, in part or all of it. */
const remove: Play = (world) =>
  onPosition(world, ({ hotkey, netuid }, amount_unstaked) => {
    const { random } = world
    const what = { hotkey, netuid }
    switch (random.below(6)) {
      case 0:
      case 1:
        return ['remove_stake', { ...what, amount_unstaked }]
      case 2:
      case 3: {
        const limit_price = anyLimit(world, false)
        const limits = { limit_price, allow_partial: random.oneIn(2) }
        return ['remove_stake_limit', { ...what, amount_unstaked, ...limits }]
      }
      case 4: {
        const limit_price = random.oneIn(2) ? undefined : anyLimit(world, false)
        return ['remove_stake_full_limit', { ...what, limit_price }]
      }
      default:
        return [random.oneIn(2) ? 'unstake_all' : 'unstake_all_alpha', { hotkey }]
    }
  })

/** Stake goes to another hotkey, coldkey or subnet. */
const carry: Play = (world) =>
  onPosition(world, ({ hotkey, netuid: origin_netuid }, alpha_amount) => {
    const { random } = world
    const kind = random.below(4)
    const others = world.facts.netuids.filter((netuid) => netuid !== origin_netuid)
    // Only a hotkey or a coldkey can be changed within a subnet.
    const stays = others.length === 0 || random.oneIn(kind < 2 ? 2 : 20)
    const destination_netuid = stays ? origin_netuid : random.pick(others)
    const between = { origin_netuid, destination_netuid, alpha_amount }
    switch (kind) {
      case 0: {
        const hotkeys = {
          origin_hotkey: hotkey,
          destination_hotkey: anyHotkey(world).account,
        }
        return ['move_stake', { ...hotkeys, ...between }]
      }
      case 1: {
        const destination_coldkey = anyActor(world).coldkey.account
        return ['transfer_stake', { destination_coldkey, hotkey, ...between }]
      }
      case 2:
        return ['swap_stake', { hotkey, ...between }]
      default: {
        const limits = { limit_price: anyLimit(world, false), allow_partial: random.oneIn(2) }
        return ['swap_stake_limit', { hotkey, ...between, ...limits }]
      }
    }
  })

/** Alpha is destroyed, or locked. */
const bind: Play = (world) =>
  onPosition(world, ({ hotkey, netuid }, amount) => {
    const { random } = world
    switch (random.below(6)) {
      case 0:
        return ['recycle_alpha', { hotkey, amount: amount / 10n, netuid }]
      case 1:
        return ['burn_alpha', { hotkey, amount: amount / 10n, netuid }]
      case 2:
      case 3:
        return ['lock_stake', { hotkey, netuid, amount: amount / 10n }]
      case 4:
        return ['move_lock', { destination_hotkey: anyHotkey(world).account, netuid }]
      default:
        return ['set_perpetual_lock', { netuid, enabled: random.oneIn(2) }]
    }
  })

const choose: Play = (world) => {
  const actor = anyActor(world)
  switch (world.random.below(4)) {
    case 0:
      return by(actor.coldkey, 'set_reject_locked_alpha', { enabled: world.random.oneIn(3) })
    case 1: {
      const hotkey = anyHotkey(world).account
      return by(actor.coldkey, 'set_coldkey_auto_stake_hotkey', {
        ...{ hotkey, netuid: anyNetwork(world) },
      })
    }
    case 2: {
      const hotkey = world.random.pick(actor.hotkeys).account
      return by(actor.coldkey, 'try_associate_hotkey', { hotkey })
    }
    default: {
      const names = ['Swap', 'Keep'] as const
      const subnets = [...world.facts.netuids].slice(0, 3)
      const new_root_claim_type = world.random.oneIn(3)
        ? { type: 'KeepSubnets', value: { subnets } }
        : { type: world.random.pick(names) }
      return by(actor.coldkey, 'set_root_claim_type', { new_root_claim_type })
    }
  }
}

const claim: Play = (world) => {
  const most = 1 + world.random.below(5)
  const subnets = world.facts.netuids.filter((netuid) => netuid !== 0).slice(0, most)
  return by(anyActor(world).coldkey, 'claim_root', { subnets })
}

/** What holders do. */
export const stakeMoves: readonly Weighted[] = [
  [10, add],
  [1, addAndBurn],
  [8, remove],
  [8, carry],
  [3, bind],
  [2, choose],
  [2, claim],
]

const by = (signer: Move['by'], name: string, args: Readonly<Record<string, unknown>>): Move => ({
  by: signer,
  call: subtensor(name, args),
})

/** A call about some of the stake that somebody has. */
function onPosition(
  world: World,
  callOf: (
    position: Position,
    amountRao: bigint,
  ) => readonly [name: string, args: Readonly<Record<string, unknown>>],
): Move | undefined {
  const owned = world.facts.positions.filter(
    ({ coldkey, alphaRao }) => alphaRao > 0n && actorOf(world, coldkey) !== undefined,
  )
  if (owned.length === 0) return undefined
  const position = world.random.pick(owned)
  const actor = actorOf(world, position.coldkey)
  if (actor === undefined) return undefined
  const part = position.alphaRao / BigInt(1 + world.random.below(20))
  const [name, args] = callOf(position, part)
  return by(actor.coldkey, name, args)
}
