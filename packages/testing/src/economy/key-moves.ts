import { AccountId32, equalBytes, hash } from '@plexus/primitives'
import type { KeyPair } from '@plexus/primitives'
import { evmClaim } from './evm-claim.ts'
import { anyActor, anyHotkey, anyNeuron, anyNetwork, anySubnet, subtensor } from './move.ts'
import type { Play, Weighted, World } from './move.ts'

/** An Ethereum key is tied to a neuron. */
const tie: Play = (world) => {
  const netuid = anySubnet(world)
  const by = netuid === undefined ? undefined : anyNeuron(world, netuid)?.pair
  if (netuid === undefined || by === undefined) return undefined
  return { by, call: evmClaim(world, by.account, netuid) }
}

/** A hotkey takes the place of another, on one network or on all. */
const swapHotkey: Play = (world) => {
  const { random } = world
  const { coldkey: by, hotkeys, spares } = anyActor(world)
  const hotkey = random.pick(hotkeys).account
  const isFresh = spares.length > 0 && !random.oneIn(5)
  const new_hotkey = (isFresh ? random.pick(spares) : anyHotkey(world)).account
  const netuid = random.oneIn(2) ? undefined : anyNetwork(world)
  const what = { hotkey, new_hotkey, netuid }
  return random.oneIn(2)
    ? { by, call: subtensor('swap_hotkey', what) }
    : { by, call: subtensor('swap_hotkey_v2', { ...what, keep_stake: random.oneIn(2) }) }
}

/** A coldkey announces who takes over, thinks again, disputes it, or hands over. */
const swapColdkey: Play = (world) => {
  const { random, storage, cast } = world
  const heir = anyHeir(world)
  const { coldkey: by } = anyActor(world)
  if (heir === undefined || isSudo(world, by)) return undefined
  const announced = cast.filter(({ coldkey }) =>
    storage.has('SubtensorModule.ColdkeySwapAnnouncements', storage.twox64(coldkey.account)),
  )
  if (announced.length === 0 || random.oneIn(9)) {
    const new_coldkey_hash = hash(world.hasher.blake2b256(heir.account))
    return { by, call: subtensor('announce_coldkey_swap', { new_coldkey_hash }) }
  }
  const who = random.pick(announced).coldkey
  switch (random.below(8)) {
    case 0:
      return { by: who, call: subtensor('dispute_coldkey_swap', {}) }
    case 1:
      return { by: who, call: subtensor('clear_coldkey_swap_announcement', {}) }
    case 2:
      return { by: 'Root', call: subtensor('reset_coldkey_swap', { coldkey: who.account }) }
    case 3: {
      const swap_cost = BigInt(random.below(1_000))
      const between = { old_coldkey: who.account, new_coldkey: heir.account }
      return { by: 'Root', call: subtensor('swap_coldkey', { ...between, swap_cost }) }
    }
    default: {
      const new_coldkey = announcedHeir(world, who)?.account ?? heir.account
      return { by: who, call: subtensor('swap_coldkey_announced', { new_coldkey }) }
    }
  }
}

/** Whether a key is the sudo key: who swaps it has no use of it any more. */
export const isSudo = ({ storage }: World, { account }: KeyPair): boolean => {
  const sudo = storage.get(AccountId32, 'Sudo.Key')
  return sudo !== undefined && equalBytes(sudo, account)
}

/** Who is to take over from a coldkey, where it is one that has nothing yet. */
export function announcedHeir(
  { storage, heirs, hasher }: World,
  { account }: KeyPair,
): KeyPair | undefined {
  const key = storage.twox64(account)
  const announced = storage.bytes('SubtensorModule.ColdkeySwapAnnouncements', key)
  // The block comes before the hash.
  const wanted = announced?.subarray(4)
  return wanted && heirs.find((heir) => equalBytes(hasher.blake2b256(heir.account), wanted))
}

const anyHeir = ({ random, heirs }: World): KeyPair | undefined =>
  heirs.length === 0 ? undefined : random.pick(heirs)

/** What is done with keys. */
export const keyMoves: readonly Weighted[] = [
  [2, tie],
  [3, swapHotkey],
  [3, swapColdkey],
]
