import { u64 } from '@plexus/primitives'
import { amountRao, anyActor, subtensor } from '../economy/move.ts'
import { payer, spendable } from './accounts.ts'
import { ofAccount, ofSubnet } from './sure-move.ts'
import type { ModelWorld, SurePlay, WeightedSure } from './sure-move.ts'
import { anyHolding, isLocked, isTransferable, lockedBy, partOf, tradeOn } from './stakes.ts'
import type { Holding } from './stakes.ts'
import {
  anyExistingHotkey,
  ofNet,
  oneOf,
  ownerOf,
  poolTao,
  tradedNetworks,
  valueRao,
} from './subnets.ts'

/** Locks below it may have melted away. */
const LEAST_LOCK = 1_000n
const LEAST_RAO = 100_000_000n
/** Price limits that no sound pool comes near, in rao per alpha. */
const HIGH_PRICE = 1_000_000_000_000n

const add: SurePlay = (world) => {
  const { random } = world
  const by = payer(world)
  const netuid = oneOf(world, tradedNetworks(world))
  const hotkey = anyExistingHotkey(world)
  if (by === undefined || netuid === undefined || hotkey === undefined) return undefined
  const amount = LEAST_RAO + (amountRao(world) % LEAST_RAO) * BigInt(random.below(50))
  if (amount > spendable(world, by.account)) return undefined
  if (netuid !== 0 && amount * 5n > poolTao(world, netuid)) return undefined
  const what = { hotkey, netuid }
  switch (random.below(netuid === 0 ? 2 : 3)) {
    case 0:
      return tradeOn(by, subtensor('add_stake', { ...what, amount_staked: amount }), [netuid])
    case 1: {
      const limits = { limit_price: HIGH_PRICE, allow_partial: random.oneIn(2) }
      const args = { ...what, amount_staked: amount, ...limits }
      return tradeOn(by, subtensor('add_stake_limit', args), [netuid])
    }
    default: {
      // What is locked cannot be burned.
      if (isLocked(world, by.account, netuid)) return undefined
      const args = { ...what, amount, limit: random.oneIn(2) ? undefined : HIGH_PRICE }
      return tradeOn(by, subtensor('add_stake_burn', args), [netuid])
    }
  }
}

const remove: SurePlay = (world) => {
  const { random } = world
  const holding = anyHolding(world)
  const amount_unstaked = holding && partOf(world, holding)
  if (holding === undefined || amount_unstaked === undefined) return undefined
  const { by, hotkey, netuid } = holding
  const what = { hotkey, netuid, amount_unstaked }
  if (random.oneIn(2)) return tradeOn(by, subtensor('remove_stake', what), [netuid])
  const limits = { limit_price: 1n, allow_partial: random.oneIn(2) }
  return tradeOn(by, subtensor('remove_stake_limit', { ...what, ...limits }), [netuid])
}

const removeAll: SurePlay = (world) => {
  const by = payer(world)
  const hotkey = anyExistingHotkey(world)
  if (by === undefined || hotkey === undefined) return undefined
  const alone = world.facts.netuids.map(ofSubnet)
  return { by, call: subtensor('unstake_all', { hotkey }), alone }
}

/** Stake goes to another hotkey, coldkey or network. */
const carry: SurePlay = (world) => {
  const { random } = world
  const holding = anyHolding(world)
  const alpha_amount = holding && partOf(world, holding)
  if (holding === undefined || alpha_amount === undefined) return undefined
  const { by, hotkey, netuid: origin_netuid } = holding
  const others = tradedNetworks(world).filter(
    (netuid) => netuid !== origin_netuid && takes(world, netuid, holding, alpha_amount),
  )
  const elsewhere = oneOf(world, others)
  const destination_netuid = random.oneIn(2) ? origin_netuid : (elsewhere ?? origin_netuid)
  const netuids = [origin_netuid, destination_netuid]
  const between = { origin_netuid, destination_netuid, alpha_amount }
  switch (random.below(3)) {
    case 0: {
      const destination_hotkey = anyExistingHotkey(world)
      if (destination_hotkey === undefined) return undefined
      const isSame = destination_hotkey.join() === hotkey.join()
      if (isSame && origin_netuid === destination_netuid) return undefined
      const args = { origin_hotkey: hotkey, destination_hotkey, ...between }
      return tradeOn(by, subtensor('move_stake', args), netuids)
    }
    case 1: {
      const { account } = anyActor(world).coldkey
      if (account.join() === by.account.join()) return undefined
      if (!netuids.every((netuid) => isTransferable(world, netuid))) return undefined
      const args = { destination_coldkey: account, hotkey, ...between }
      const move = tradeOn(by, subtensor('transfer_stake', args), netuids)
      return { ...move, alone: [...(move.alone ?? []), ofAccount(account)] }
    }
    default: {
      if (elsewhere === undefined) return undefined
      const args = { hotkey, ...between, destination_netuid: elsewhere }
      return tradeOn(by, subtensor('swap_stake', args), [origin_netuid, elsewhere])
    }
  }
}

/** Whether the pool of a network takes what some alpha of another is worth. */
const takes = (world: ModelWorld, netuid: number, from: Holding, alpha: bigint): boolean =>
  netuid === 0 || valueRao(world, from.netuid, alpha) < 10n * poolTao(world, netuid)

/** Alpha is destroyed. */
const destroy: SurePlay = (world) => {
  const holding = anyHolding(world)
  if (holding === undefined || holding.netuid === 0) return undefined
  const { by, hotkey, netuid, alpha } = holding
  const amount = alpha / 20n
  if (amount > ofNet(world, u64, 'SubnetAlphaOut', netuid, 0n)) return undefined
  const name = world.random.oneIn(2) ? 'recycle_alpha' : 'burn_alpha'
  return tradeOn(by, subtensor(name, { hotkey, amount, netuid }), [netuid])
}

/** Stake is locked. */
const lock: SurePlay = (world) => {
  const holding = anyHolding(world)
  const amount = (holding?.alpha ?? 0n) / 10n
  if (holding === undefined || amount < LEAST_LOCK || world.random.oneIn(3)) return undefined
  const { by, hotkey, netuid } = holding
  if (ownerOf(world, hotkey) === undefined) return undefined
  return tradeOn(by, subtensor('lock_stake', { hotkey, netuid, amount }), [netuid])
}

/** A lock changes its hotkey or its way, or nobody's locked stake is wanted. */
const changeLock: SurePlay = (world) => {
  const { random } = world
  const by = payer(world)
  const netuid = oneOf(world, world.facts.netuids)
  if (by === undefined || netuid === undefined) return undefined
  const destination_hotkey = anyExistingHotkey(world)
  if (destination_hotkey !== undefined && lockedBy(world, by.account, netuid) >= LEAST_LOCK) {
    return tradeOn(by, subtensor('move_lock', { destination_hotkey, netuid }), [netuid])
  }
  const enabled = random.oneIn(2)
  return random.oneIn(2)
    ? tradeOn(by, subtensor('set_perpetual_lock', { netuid, enabled }), [netuid])
    : { by, call: subtensor('set_reject_locked_alpha', { enabled }) }
}

/** What becomes of root dividends. */
const claimRoot: SurePlay = (world) => {
  const { random, facts } = world
  const by = payer(world)
  if (by === undefined) return undefined
  const subnets = facts.netuids.filter((netuid) => netuid !== 0).slice(0, 1 + random.below(5))
  if (subnets.length === 0) return undefined
  if (random.oneIn(2)) {
    const names = [{ type: 'Swap' }, { type: 'Keep' }, { type: 'KeepSubnets', value: { subnets } }]
    const args = { new_root_claim_type: random.pick(names) }
    return { by, call: subtensor('set_root_claim_type', args) }
  }
  const alone = [0, ...subnets].map(ofSubnet)
  return { by, call: subtensor('claim_root', { subnets }), alone }
}

/** What holders do. */
export const stakeMoves: readonly WeightedSure[] = [
  [8, add],
  [5, remove],
  [1, removeAll],
  [5, carry],
  [1, destroy],
  [1, lock],
  [2, changeLock],
  [2, claimRoot],
]
