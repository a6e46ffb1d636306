import { AccountId32, bool, concatBytes, tuple, u64, vec } from '@plexus/primitives'
import type { KeyPair } from '@plexus/primitives'
import { subtensor } from '../economy/move.ts'
import { le16 } from '../raw-storage.ts'
import { canPay } from './accounts.ts'
import { CHAIN } from './sure-move.ts'
import type { ModelWorld, SurePlay, WeightedSure } from './sure-move.ts'
import { ofChain, ofHotkeyOn, oneOf, ownedHotkey, ownerOf } from './subnets.ts'

const Relatives = vec(tuple(u64, AccountId32))
/** The limit's key of the last swap of a coldkey. */
const LAST_SWAP = 3
const DEFAULT_LIMIT = 1_000n
const ROOT = 0

/** A hotkey that nobody has takes the place of one that somebody has. */
const swap: SurePlay = (world) => {
  const { random, facts } = world
  const found = ownedHotkey(world)
  if (found === undefined || !canPay(world, found.coldkey)) return undefined
  const { coldkey: by, hotkey: old } = found
  const fresh = oneOf(world, freshHotkeys(world, by))
  if (fresh === undefined || !mayChange(world, by)) return undefined
  const netuid = random.oneIn(2) ? undefined : random.pick(facts.netuids)
  const isFit = (each: number): boolean =>
    isUnrelated(world, each, old, fresh) && hasWaited(world, each, by, netuid !== undefined)
  const concerned = netuid === undefined ? facts.netuids : [netuid]
  if (!concerned.every(isFit) || isTaken(world, fresh, netuid)) return undefined
  if ((netuid === undefined || netuid === ROOT) && !isCleanOnRoot(world, fresh)) return undefined
  const what = { hotkey: old.account, new_hotkey: fresh.account, netuid }
  const alone = [CHAIN]
  return random.oneIn(2)
    ? { by, call: subtensor('swap_hotkey', what), alone }
    : { by, call: subtensor('swap_hotkey_v2', { ...what, keep_stake: random.oneIn(2) }), alone }
}

/** Swaps of hotkeys. */
export const hotkeySwapMoves: readonly WeightedSure[] = [[1, swap]]

/** Hotkeys at hand that are nobody's. */
function freshHotkeys(world: ModelWorld, coldkey: KeyPair): readonly KeyPair[] {
  const actor = world.cast.find((each) => each.coldkey === coldkey)
  const all = [...(actor?.hotkeys ?? []), ...(actor?.spares ?? [])]
  return all.filter(({ account }) => ownerOf(world, account) === undefined)
}

/** Whether the last swap of the coldkey was long enough ago. */
function mayChange(world: ModelWorld, { account }: KeyPair): boolean {
  const limit = ofChain(world, u64, 'TxRateLimit', DEFAULT_LIMIT)
  const key = concatBytes(Uint8Array.of(LAST_SWAP), account)
  const last = world.storage.get(u64, 'SubtensorModule.LastRateLimitedBlock', key) ?? 0n
  return limit === 0n || last === 0n || BigInt(world.now) - last > limit
}

/** Whether a block lies between two swaps on a network; on one network the first counts from 0. */
function hasWaited(
  { storage, now }: ModelWorld,
  netuid: number,
  { account }: KeyPair,
  isAlone: boolean,
): boolean {
  const keys = [le16(netuid), storage.blake2(account)]
  const last = storage.get(u64, 'SubtensorModule.LastHotkeySwapOnNetuid', ...keys) ?? 0n
  return (!isAlone && last === 0n) || last + 1n < BigInt(now)
}

/** Whether a hotkey is registered where another is to become it; a note that it is not counts on one network. */
function isTaken(
  { storage }: ModelWorld,
  { account }: KeyPair,
  netuid: number | undefined,
): boolean {
  const item = 'SubtensorModule.IsNetworkMember'
  const hotkey = storage.blake2(account)
  if (netuid !== undefined) return storage.has(item, hotkey, le16(netuid))
  return storage.keys(item, hotkey).some((key) => storage.get(bool, item, hotkey, key) === true)
}

function isCleanOnRoot(world: ModelWorld, { account }: KeyPair): boolean {
  const { storage } = world
  const hotkey = storage.blake2(account)
  // A list of rates that has any begins with their number.
  const rates = storage.bytes('SubtensorModule.RootClaimable', hotkey)
  return (
    (rates === undefined || rates[0] === 0) &&
    (ofHotkeyOn(world, u64, 'TotalHotkeyAlpha', account, ROOT) ?? 0n) === 0n &&
    storage.keys('SubtensorModule.RootClaimed', le16(ROOT), hotkey).length === 0
  )
}

/** Whether the new hotkey is nobody's child or parent, and the old one has asked for no children. */
function isUnrelated(world: ModelWorld, netuid: number, old: KeyPair, fresh: KeyPair): boolean {
  const { storage } = world
  const has = (item: string): boolean =>
    (ofHotkeyOn(world, Relatives, item, fresh.account, netuid) ?? []).length > 0
  const asked = storage.has(
    'SubtensorModule.PendingChildKeys',
    le16(netuid),
    storage.blake2(old.account),
  )
  return !has('ChildKeys') && !has('ParentKeys') && !asked
}
