import { callOf } from '@plexus/runtime'
import { anyActor, RAO_PER_TAO } from '../economy/move.ts'
import { accountOf, byRoot, canPay, COMFORTABLE_RAO, id, payer, spendable } from './accounts.ts'
import { ofAccount } from './sure-move.ts'
import type { ModelWorld, SurePlay, WeightedSure } from './sure-move.ts'

const EXISTENTIAL_RAO = 500n
const RICH_RAO = 100_000n * RAO_PER_TAO
const POOR_RAO = 1_000n * RAO_PER_TAO

const transfer: SurePlay = (world) => {
  const { random } = world
  const by = payer(world)
  if (by === undefined) return undefined
  const dest = id(random.oneIn(6) ? random.bytes(32) : anyAccount(world))
  const value = amount(world, spendable(world, by.account))
  const name = random.oneIn(2) ? 'transfer_keep_alive' : 'transfer_allow_death'
  return { by, call: callOf('Balances', name, { dest, value }) }
}

/** A hotkey gives its coldkey all it may. */
const transferAll: SurePlay = (world) => {
  const { coldkey, hotkeys } = anyActor(world)
  const by = world.random.pick(hotkeys)
  if (!canPay(world, by)) return undefined
  const dest = id(coldkey.account)
  const call = callOf('Balances', 'transfer_all', { dest, keep_alive: world.random.oneIn(2) })
  return { by, call }
}

const burn: SurePlay = (world) => {
  const by = payer(world)
  if (by === undefined) return undefined
  const value = BigInt(world.random.below(100_000_000))
  const call = callOf('Balances', 'burn', { value, keep_alive: world.random.oneIn(2) })
  return { by, call }
}

const upgrade: SurePlay = (world) => {
  const by = payer(world)
  const who = [anyAccount(world), anyAccount(world)]
  return by && { by, call: callOf('Balances', 'upgrade_accounts', { who }) }
}

const forceTransfer: SurePlay = (world) => {
  const source = payer(world)?.account
  if (source === undefined) return undefined
  const value = amount(world, spendable(world, source))
  const args = { source: id(source), dest: id(anyAccount(world)), value }
  const call = callOf('Balances', 'force_transfer', args)
  return byRoot(world, call, { alone: [ofAccount(source)] })
}

/** Root makes rich again who has become poor. */
const refill: SurePlay = (world) => {
  const { account } = anyActor(world).coldkey
  const free = accountOf(world, account)?.data.free ?? 0n
  if (free > POOR_RAO && !world.random.oneIn(20)) return undefined
  const call = callOf('Balances', 'force_set_balance', { who: id(account), new_free: RICH_RAO })
  return byRoot(world, call, { alone: [ofAccount(account)] })
}

/** Hotkeys pay too for some of what they do. */
const fund: SurePlay = (world) => {
  const { coldkey: by, hotkeys } = anyActor(world)
  const hotkey = world.random.pick(hotkeys)
  const has = accountOf(world, hotkey.account)?.data.free ?? 0n
  if (has > 2n * COMFORTABLE_RAO || spendable(world, by.account) < 20n * RAO_PER_TAO) {
    return undefined
  }
  const args = { dest: id(hotkey.account), value: 10n * RAO_PER_TAO }
  const call = callOf('Balances', 'transfer_keep_alive', args)
  return canPay(world, by) ? { by, call } : undefined
}

/** What is done with balances. */
export const balanceMoves: readonly WeightedSure[] = [
  [4, transfer],
  [1, transferAll],
  [1, burn],
  [1, upgrade],
  [1, forceTransfer],
  [3, refill],
  [3, fund],
]

/** Any account of the cast. */
function anyAccount(world: ModelWorld): Uint8Array {
  const { coldkey, hotkeys } = anyActor(world)
  return world.random.pick([coldkey, ...hotkeys]).account
}

/** From the least that makes an account up to ten TAO. */
function amount({ random }: ModelWorld, most: bigint): bigint {
  const value = EXISTENTIAL_RAO + BigInt(random.below(1_000_000)) * (random.oneIn(2) ? 1n : 10_000n)
  return value < most ? value : EXISTENTIAL_RAO
}
