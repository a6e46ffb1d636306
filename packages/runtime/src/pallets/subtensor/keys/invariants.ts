import { bytesToHex, encodeSs58, equalBytes } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import type { Fault } from '../../../frame/pallet.ts'
import { OwnedHotkeys, Owner } from '../storage/keys.ts'
import { ZERO_ACCOUNT } from '../types.ts'

/** A hotkey that a coldkey lists is its own, and a coldkey lists each of its hotkeys once. */
export function ownersListTheirHotkeys(ctx: Context): readonly Fault[] {
  const faults: Fault[] = []
  const listed = new Set<string>()
  for (const [[coldkey], hotkeys] of OwnedHotkeys.entries(ctx)) {
    for (const hotkey of hotkeys) {
      const isOwn = Owner.has(ctx, hotkey) && equalBytes(Owner.get(ctx, hotkey), coldkey)
      if (!isOwn) faults.push(`${encodeSs58(coldkey)} lists ${encodeSs58(hotkey)} of another`)
      const name = bytesToHex(hotkey)
      if (listed.has(name)) faults.push(`${encodeSs58(hotkey)} is listed twice`)
      listed.add(name)
    }
  }
  for (const [[hotkey], coldkey] of Owner.entries(ctx)) {
    // Genesis makes the zero account its own hotkey and lists it nowhere.
    if (listed.has(bytesToHex(hotkey)) || equalBytes(hotkey, ZERO_ACCOUNT)) continue
    faults.push(`${encodeSs58(hotkey)} of ${encodeSs58(coldkey)} is not listed`)
  }
  return faults
}

/** Facts about owners and their hotkeys that hold after every block. */
export const keysInvariants = [ownersListTheirHotkeys]
