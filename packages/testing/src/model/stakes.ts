import { bool, i64, struct, u128, u64 } from '@plexus/primitives'
import type { KeyPair } from '@plexus/primitives'
import { le16 } from '../raw-storage.ts'
import { canPay } from './accounts.ts'
import { coldkeyOf } from './proxies.ts'
import { ofSubnet } from './sure-move.ts'
import type { ModelWorld, SureMove } from './sure-move.ts'
import {
  isTraded,
  ofHotkeyOn,
  ofNet,
  oneOf,
  ownerOf,
  poolAlpha,
  soundSubnets,
  valueRao,
} from './subnets.ts'

const SafeFloat = struct({ mantissa: u128, exponent: i64 })
/** Digits that are kept where shares are compared. */
const DIGITS = 40n

/** Stake of one of the cast that can be moved, all of it. */
export interface Holding {
  readonly by: KeyPair
  readonly hotkey: Uint8Array
  readonly netuid: number
  /** In 10⁻⁹ alpha, within a millionth. */
  readonly alpha: bigint
}

/** Somebody's stake that is worth moving, is not locked and can be traded. */
export function anyHolding(world: ModelWorld): Holding | undefined {
  const fit = new Set([0, ...soundSubnets(world)].filter((netuid) => isTraded(world, netuid)))
  const positions = world.facts.positions.filter(({ netuid }) => fit.has(netuid))
  const position = oneOf(world, positions)
  const by = position && coldkeyOf(world, position.coldkey)
  if (position === undefined || by === undefined || !canPay(world, by)) return undefined
  const { hotkey, netuid } = position
  // Where a hotkey was swapped on all networks and its stake stayed, nobody owns it any more.
  if (ownerOf(world, hotkey) === undefined || isLocked(world, by.account, netuid)) return undefined
  return { by, hotkey, netuid, alpha: stakeOf(world, hotkey, by.account, netuid) }
}

/** Whether something of a coldkey's stake on a subnet is locked. */
export const isLocked = ({ storage }: ModelWorld, coldkey: Uint8Array, netuid: number): boolean =>
  storage.keys('SubtensorModule.Lock', storage.blake2(coldkey), le16(netuid)).length > 0

/** What a coldkey had locked on a subnet when its lock was last looked at, in 10⁻⁹ alpha. */
export function lockedBy({ storage }: ModelWorld, coldkey: Uint8Array, netuid: number): bigint {
  const where = [storage.blake2(coldkey), le16(netuid)]
  const [hotkey] = storage.keys('SubtensorModule.Lock', ...where)
  if (hotkey === undefined) return 0n
  return storage.get(u64, 'SubtensorModule.Lock', ...where, hotkey) ?? 0n
}

/** What a part of a holding must be worth, so that least amounts are no question. */
const WORTH_MOVING_RAO = 50_000_000n

/** An amount of a holding that a pool takes easily; none where it is too little. */
export function partOf(world: ModelWorld, { netuid, alpha }: Holding): bigint | undefined {
  const part = alpha / BigInt(2 + world.random.below(8))
  const fits = netuid === 0 || part * 10n < poolAlpha(world, netuid)
  return fits && valueRao(world, netuid, part) >= WORTH_MOVING_RAO ? part : undefined
}

/** Whether stake of a subnet may change its coldkey. */
export const isTransferable = (world: ModelWorld, netuid: number): boolean =>
  ofNet(world, bool, 'TransferToggle', netuid, true)

/** A move that has the pools of some networks to itself. */
export const tradeOn = (
  by: KeyPair,
  call: SureMove['call'],
  netuids: readonly number[],
): SureMove => ({ by, call, alone: netuids.map(ofSubnet) })

/** What a coldkey holds of a hotkey's stake: its share of the whole. */
function stakeOf(
  world: ModelWorld,
  hotkey: Uint8Array,
  coldkey: Uint8Array,
  netuid: number,
): bigint {
  const { storage } = world
  const keys = [storage.blake2(hotkey), storage.blake2(coldkey), le16(netuid)]
  const share = storage.get(SafeFloat, 'SubtensorModule.AlphaV2', ...keys)
  const all = ofHotkeyOn(world, SafeFloat, 'TotalHotkeySharesV2', hotkey, netuid)
  const alpha = ofHotkeyOn(world, u64, 'TotalHotkeyAlpha', hotkey, netuid) ?? 0n
  if (share === undefined || all === undefined || all.mantissa === 0n) return 0n
  const shift = share.exponent - all.exponent + DIGITS
  if (shift < 0n) return 0n
  return (alpha * share.mantissa * 10n ** shift) / all.mantissa / 10n ** DIGITS
}
