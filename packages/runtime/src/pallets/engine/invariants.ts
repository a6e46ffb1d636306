import { bytesToHex, encodeSs58, equalBytes } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import type { Fault, Transition } from '../../frame/pallet.ts'
import { FOR_EVER, MAX_MISSED, WINDOW_BLOCKS } from './constants.ts'
import { isBarred } from './jail.ts'
import { addressOf } from './keys.ts'
import { areSound } from './params.ts'
import { difference, totalPower } from './rotation.ts'
import {
  Active,
  ConsensusKey,
  Jailed,
  KeyOfAddress,
  KeyOwner,
  Missed,
  Params,
  Tombstoned,
  Updates,
} from './storage.ts'

/** The most power that the engine can add up. */
const MOST_POWER = (1n << 60n) - 1n

/** The set is one that the engine takes: not empty, each key once and in order, power bounded. */
export function setIsSound(ctx: Context): readonly Fault[] {
  const active = Active.get(ctx)
  const faults: Fault[] = []
  const names = active.map(({ key }) => bytesToHex(key))
  if (active.length === 0) faults.push('nobody is in the set')
  for (const [at, name] of names.entries()) {
    if (at > 0 && name <= (names[at - 1] ?? '')) faults.push(`member ${name} is out of order`)
  }
  for (const { key, power } of active) {
    if (power === 0n) faults.push(`member ${bytesToHex(key)} has no power`)
    if (!KeyOwner.has(ctx, key)) faults.push(`nobody registered member ${bytesToHex(key)}`)
  }
  const total = totalPower(active)
  return total <= MOST_POWER ? faults : [...faults, `the set has a power of ${total}`]
}

/** Keys, their owners and their addresses lead to each other, and the parameters are in bounds. */
export function keysAreBound(ctx: Context): readonly Fault[] {
  const faults: Fault[] = areSound(Params.get(ctx)) ? [] : ['a parameter is out of bounds']
  for (const [[hotkey], key] of ConsensusKey.entries(ctx)) {
    const owner = KeyOwner.get(ctx, key)
    if (owner !== undefined && equalBytes(owner, hotkey)) continue
    faults.push(`the key of ${encodeSs58(hotkey)} is not its own`)
  }
  for (const [[key]] of KeyOwner.entries(ctx)) {
    const found = KeyOfAddress.get(ctx, addressOf(ctx, key))
    if (found !== undefined && equalBytes(found, key)) continue
    faults.push(`the address of ${bytesToHex(key)} does not lead to it`)
  }
  return faults
}

/** Who signed twice is in jail for ever. */
export function tombstonedAreJailed(ctx: Context): readonly Fault[] {
  return [...Tombstoned.entries(ctx)].flatMap(([[key]]) => {
    const hotkey = KeyOwner.get(ctx, key)
    if (hotkey !== undefined && Jailed.get(ctx, hotkey) === FOR_EVER) return []
    return [`${bytesToHex(key)} signed twice and its hotkey is not in jail for ever`]
  })
}

/** Windows count their own bits, are not empty, and belong to members that are not in jail. */
export function windowsAreCounted(ctx: Context): readonly Fault[] {
  const members = new Set(
    Active.get(ctx).flatMap(({ key }) => {
      const hotkey = KeyOwner.get(ctx, key)
      return hotkey === undefined ? [] : [bytesToHex(hotkey)]
    }),
  )
  return [...Missed.entries(ctx)].flatMap(([[hotkey], { bits, count }]) => {
    const of = encodeSs58(hotkey)
    const set = bits.reduce((sum, byte) => sum + ones(byte), 0)
    const faults: Fault[] = []
    if (bits.length << 3 !== WINDOW_BLOCKS) faults.push(`the window of ${of} has a wrong length`)
    if (set !== count) faults.push(`the window of ${of} counts ${count} of ${set}`)
    if (count === 0 || count > MAX_MISSED) faults.push(`${of} missed ${count} and is not judged`)
    if (!members.has(bytesToHex(hotkey))) faults.push(`${of} has a window and is no member`)
    if (Jailed.has(ctx, hotkey)) faults.push(`${of} has a window in jail`)
    return faults
  })
}

/** What a block tells the engine is what it changed, or one member again as it is. */
export function updatesAreTheChange({ before, after }: Transition): readonly Fault[] {
  const told = Updates.get(after)
  const changed = difference(Active.get(before), Active.get(after))
  const [only, ...more] = told
  const isRepeated =
    changed.length === 0 &&
    more.length === 0 &&
    only !== undefined &&
    difference(Active.get(after), told).every(({ key }) => !equalBytes(key, only.key))
  const isSame =
    told.length === changed.length &&
    told.every(({ key, power }, at) => {
      const other = changed[at]
      return other !== undefined && equalBytes(key, other.key) && power === other.power
    })
  return isSame || isRepeated ? [] : [`${told.length} updates for ${changed.length} changes`]
}

/** Who is barred neither joins nor gains. */
export function barredGainNothing({ before, after }: Transition): readonly Fault[] {
  return difference(Active.get(before), Active.get(after)).flatMap(({ key, power }) => {
    const had = Active.get(before).find((each) => equalBytes(each.key, key))?.power ?? 0n
    if (power <= had || !isBarred(after, key)) return []
    return [`${bytesToHex(key)} is barred and has ${power} instead of ${had}`]
  })
}

function ones(byte: number): number {
  let count = 0
  for (let rest = byte; rest > 0; rest >>= 1) count += rest & 1
  return count
}

export const invariants = [setIsSound, keysAreBound, tombstonedAreJailed, windowsAreCounted]
export const transitions = [updatesAreTheChange, barredGainNothing]
