import { fixedBytes, H256, hash, tuple, u32, u64, vec } from '@plexus/primitives'
import type { KeyPair } from '@plexus/primitives'
import { evmClaim } from '../economy/evm-claim.ts'
import { announcedHeir, isSudo } from '../economy/key-moves.ts'
import { subtensor } from '../economy/move.ts'
import { le16 } from '../raw-storage.ts'
import { byRoot, inSafeMode, isFree, payer, spendable } from './accounts.ts'
import { CHAIN, ofAccount, ofSubnet } from './sure-move.ts'
import type { ModelWorld, SurePlay, WeightedSure } from './sure-move.ts'
import { anyNeuronAtAll, ofChain, oneOf, ownerOf } from './subnets.ts'

const Announcement = tuple(u32, H256)
const Associated = tuple(fixedBytes(20), u64)
const DEFAULT_DELAY = 50
const DEFAULT_SECOND_DELAY = 10
/** Longer ones keep somebody from everything for too long. */
const LONGEST_DELAY = 8
/** As many may wait for their swap at a time. */
const MOST_WAITING = 2

/** A coldkey that has announced a swap, and what became of it. */
interface Waiting {
  readonly by: KeyPair
  readonly due: number
  readonly isDisputed: boolean
}

/** An Ethereum key is tied to a neuron. */
const tie: SurePlay = (world) => {
  const { storage, now } = world
  const neuron = anyNeuronAtAll(world)
  if (neuron === undefined || !isFree(world, neuron.pair.account)) return undefined
  const { netuid, uid, pair: by } = neuron
  if (ownerOf(world, by.account) === undefined) return undefined
  const key = [storage.twox64(le16(netuid)), storage.twox64(le16(uid))]
  const last = storage.get(Associated, 'SubtensorModule.AssociatedEvmAddress', ...key)?.[1] ?? 0n
  if (last >= BigInt(now)) return undefined
  return { by, call: evmClaim(world, by.account, netuid), shared: [ofSubnet(netuid)] }
}

/** A coldkey says by a hash who takes over, once and then again. */
const announce: SurePlay = (world) => {
  const { heirs, hasher } = world
  const by = payer(world)
  const heir = oneOf(world, heirs)
  if (by === undefined || heir === undefined || isSudo(world, by)) return undefined
  const delay = ofChain(world, u32, 'ColdkeySwapAnnouncementDelay', DEFAULT_DELAY)
  if (delay > LONGEST_DELAY || waiting(world).length >= MOST_WAITING) return undefined
  const new_coldkey_hash = hash(hasher.blake2b256(heir.account))
  return { by, call: subtensor('announce_coldkey_swap', { new_coldkey_hash }) }
}

/** Who announced a swap disputes it, takes it back, or has Root forget it. */
const thinkAgain: SurePlay = (world) => {
  const { random, now } = world
  const found = oneOf(world, waiting(world))
  if (found === undefined || inSafeMode(world) || spendable(world, found.by.account) === 0n) {
    return undefined
  }
  const { by, due, isDisputed } = found
  if (isDisputed || random.oneIn(6)) {
    const call = subtensor('reset_coldkey_swap', { coldkey: by.account })
    return byRoot(world, call, { alone: [ofAccount(by.account)] })
  }
  if (random.oneIn(8)) return { by, call: subtensor('dispute_coldkey_swap', {}) }
  const delay = ofChain(world, u32, 'ColdkeySwapReannouncementDelay', DEFAULT_SECOND_DELAY)
  if (now < due + delay || !random.oneIn(3)) return undefined
  return { by, call: subtensor('clear_coldkey_swap_announcement', {}) }
}

/** What is done with keys beside other moves. */
export const keyMoves: readonly WeightedSure[] = [
  [2, tie],
  [2, announce],
  [1, thinkAgain],
]

/** A coldkey hands over to another that has nothing, as it announced or as Root says. */
const swapColdkey: SurePlay = (world) => {
  const { random, cast, now } = world
  if (inSafeMode(world)) return undefined
  const due = waiting(world).filter((each) => !each.isDisputed && each.due <= now)
  const found = oneOf(world, due)
  const announced = found && announcedHeir(world, found.by)
  if (found !== undefined && announced !== undefined && mayInherit(world, announced)) {
    if (spendable(world, found.by.account) === 0n) return undefined
    const args = { new_coldkey: announced.account }
    return { by: found.by, call: subtensor('swap_coldkey_announced', args), alone: [CHAIN] }
  }
  const { coldkey } = random.pick(cast)
  const heir = oneOf(world, world.heirs)
  if (heir === undefined || !mayInherit(world, heir) || isSudo(world, coldkey)) return undefined
  if (spendable(world, coldkey.account) === 0n || !random.oneIn(4)) return undefined
  const swap_cost = BigInt(random.below(1_000))
  const between = { old_coldkey: coldkey.account, new_coldkey: heir.account }
  return byRoot(world, subtensor('swap_coldkey', { ...between, swap_cost }), { alone: [CHAIN] })
}

/** Whether a coldkey has no stake, no locks and is no hotkey. */
function mayInherit(world: ModelWorld, { account }: KeyPair): boolean {
  const { storage } = world
  const key = storage.blake2(account)
  const hotkeys = storage.get(Hotkeys, 'SubtensorModule.StakingHotkeys', key) ?? []
  return (
    hotkeys.length === 0 &&
    ownerOf(world, account) === undefined &&
    storage.keys('SubtensorModule.Lock', key).length === 0
  )
}

const Hotkeys = vec(H256)

function waiting(world: ModelWorld): readonly Waiting[] {
  const { cast, storage } = world
  return cast.flatMap(({ coldkey: by }) => {
    const key = storage.twox64(by.account)
    const announced = storage.get(Announcement, 'SubtensorModule.ColdkeySwapAnnouncements', key)
    if (announced === undefined) return []
    const isDisputed = storage.has('SubtensorModule.ColdkeySwapDisputes', key)
    return [{ by, due: announced[0], isDisputed }]
  })
}

/** Swaps of coldkeys. */
export const coldkeySwapMoves: readonly WeightedSure[] = [[1, swapColdkey]]
