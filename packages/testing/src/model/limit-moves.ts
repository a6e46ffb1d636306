import { AccountId32, equalBytes, u16, u64, u8 } from '@plexus/primitives'
import { callOf } from '@plexus/runtime'
import { RAO_PER_TAO } from '../economy/move.ts'
import { le16 } from '../raw-storage.ts'
import { byRoot } from './accounts.ts'
import { ofSubnet } from './sure-move.ts'
import type { ModelWorld, SurePlay, WeightedSure } from './sure-move.ts'
import {
  isWindowOpen,
  mechanismsOf,
  ofChain,
  ofNet,
  oneOf,
  ownerOf,
  sizeOf,
  soundSubnets,
} from './subnets.ts'

/** Most neurons of a subnet, and of all its mechanisms together. */
const MAX_UIDS = 256
const MAX_MECHANISMS = 16
const WHOLE = 65_535
/** Of a hundred neurons so many may be kept whatever they earn, where a subnet is trimmed. */
const MAX_IMMUNE = 80
/** Beyond what is needed, so that a subnet may become full. */
const FEW = 12

const DEFAULTS = {
  MinAllowedUids: 64,
  MaxAllowedUids: 256,
  MinBurn: 500_000n,
  MaxBurn: 100n * RAO_PER_TAO,
  MaxMechanismCount: 2,
  MaxChildkeyTake: 11_796,
  ImmunityPeriod: 4_096,
} as const

/** A value of a setting that its bounds allow; none where they allow none that is wanted. */
type Bounded = (world: ModelWorld, netuid: number) => unknown

/** Settings of a subnet whose bounds are other settings (spec: 20-calls §13). */
const BOUNDED: readonly (readonly [call: string, arg: string, value: Bounded])[] = [
  [
    'sudo_set_max_allowed_uids',
    'max_allowed_uids',
    (world, netuid) => {
      const least = greater(minUids(world, netuid), sizeOf(world, netuid))
      const most = Math.floor(MAX_UIDS / mechanismsOf(world, netuid))
      return between(world, least, least + FEW < most ? least + FEW : most)
    },
  ],
  [
    'sudo_set_min_allowed_uids',
    'min_allowed_uids',
    (world, netuid) => {
      const [most, size] = [maxUids(world, netuid), sizeOf(world, netuid)]
      return between(world, 0, (most < size ? most : size) - 1)
    },
  ],
  [
    'sudo_set_max_allowed_validators',
    'max_allowed_validators',
    (world, netuid) => between(world, 1, maxUids(world, netuid)),
  ],
  [
    'sudo_set_min_burn',
    'min_burn',
    (world, netuid) => {
      const most = ofNet(world, u64, 'MaxBurn', netuid, DEFAULTS.MaxBurn)
      const value = BigInt(world.random.below(1_000_000)) * 100n
      return value < most ? value : undefined
    },
  ],
  [
    'sudo_set_max_burn',
    'max_burn',
    (world, netuid) => {
      const least = ofNet(world, u64, 'MinBurn', netuid, DEFAULTS.MinBurn)
      const value = RAO_PER_TAO / 10n + 1n + BigInt(world.random.below(2 ** 31))
      return value > least ? value : undefined
    },
  ],
  [
    'sudo_set_mechanism_count',
    'mechanism_count',
    (world, netuid) => {
      const most = ofChain(world, u8, 'MaxMechanismCount', DEFAULTS.MaxMechanismCount)
      const uids = maxUids(world, netuid)
      const room = uids === 0 ? MAX_MECHANISMS : Math.floor(MAX_UIDS / uids)
      return between(world, 1, least(most, room, MAX_MECHANISMS))
    },
  ],
  [
    'sudo_set_min_childkey_take_per_subnet',
    'take',
    (world) => {
      const most = ofChain(world, u16, 'MaxChildkeyTake', DEFAULTS.MaxChildkeyTake)
      return between(world, ofChain(world, u16, 'MinChildkeyTake', 0), most)
    },
  ],
  ['sudo_trim_to_max_allowed_uids', 'max_n', trimmed],
]

const bounded: SurePlay = (world) => {
  const netuid = oneOf(world, soundSubnets(world))
  if (netuid === undefined || !isWindowOpen(world, netuid)) return undefined
  const [name, arg, value] = world.random.pick(BOUNDED)
  const chosen = value(world, netuid)
  if (chosen === undefined) return undefined
  const call = callOf('AdminUtils', name, { netuid, [arg]: chosen })
  return byRoot(world, call, { alone: [ofSubnet(netuid)] })
}

/** How mechanisms share: not at all, or the first one and the second. */
const split: SurePlay = (world) => {
  const netuid = oneOf(world, soundSubnets(world))
  if (netuid === undefined || !isWindowOpen(world, netuid)) return undefined
  const first = world.random.below(WHOLE + 1)
  const halves = mechanismsOf(world, netuid) > 1 ? [first, WHOLE - first] : [WHOLE]
  const args = { netuid, maybe_split: world.random.oneIn(3) ? undefined : halves }
  const call = callOf('AdminUtils', 'sudo_set_mechanism_emission_split', args)
  return byRoot(world, call, { alone: [ofSubnet(netuid)] })
}

/** What Root sets within the bounds of other settings. */
export const limitMoves: readonly WeightedSure[] = [
  [4, bounded],
  [1, split],
]

/** A size that a subnet may be trimmed to, some of its neurons may go. */
function trimmed(world: ModelWorld, netuid: number): number | undefined {
  const size = sizeOf(world, netuid)
  const wanted = world.random.oneIn(2) ? size - 1 - world.random.below(3) : size
  const max = greater(wanted, minUids(world, netuid))
  if (max > maxUids(world, netuid) || max < 1) return undefined
  if (max >= size) return max
  return Math.floor((100 * mayStay(world, netuid)) / max) < MAX_IMMUNE ? max : undefined
}

/** How many neurons may be immune: those that are young, and all of the owner's. */
function mayStay(world: ModelWorld, netuid: number): number {
  const { storage, facts, now } = world
  const owner = facts.owner(netuid)
  const period = ofNet(world, u16, 'ImmunityPeriod', netuid, DEFAULTS.ImmunityPeriod)
  const special = storage.get(AccountId32, 'SubtensorModule.SubnetOwnerHotkey', le16(netuid))
  return facts.neurons(netuid).filter((hotkey, uid) => {
    const since = storage.get(u64, 'SubtensorModule.BlockAtRegistration', le16(netuid), le16(uid))
    const coldkey = ownerOf(world, hotkey)
    const isOwners = owner !== undefined && coldkey !== undefined && equalBytes(owner, coldkey)
    const isSpecial = special !== undefined && equalBytes(special, hotkey)
    return isOwners || isSpecial || BigInt(now) - (since ?? 0n) < BigInt(period)
  }).length
}

const minUids = (world: ModelWorld, netuid: number): number =>
  ofNet(world, u16, 'MinAllowedUids', netuid, DEFAULTS.MinAllowedUids)
const maxUids = (world: ModelWorld, netuid: number): number =>
  ofNet(world, u16, 'MaxAllowedUids', netuid, DEFAULTS.MaxAllowedUids)

const between = ({ random }: ModelWorld, from: number, to: number): number | undefined =>
  from > to ? undefined : from + random.below(to - from + 1)

const greater = (a: number, b: number): number => (a > b ? a : b)
const least = (...numbers: readonly number[]): number =>
  numbers.reduce((low, each) => (each < low ? each : low))
