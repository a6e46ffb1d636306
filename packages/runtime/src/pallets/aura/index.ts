import { u64 } from '@plexus/primitives'
import { constant } from '../../frame/constant.ts'
import type { Pallet } from '../../frame/pallet.ts'
import { weight } from '../../frame/weight.ts'
import { aura } from './id.ts'
import { announcedSlot, SlotError } from './slot.ts'
import { Authorities, CurrentSlot } from './storage.ts'

/** A thin shell: clients read slots and authorities; the engine decides who makes blocks. */
export const auraPallet: Pallet = {
  id: aura,
  storage: [Authorities, CurrentSlot],
  constants: [constant('SlotDuration', u64, (config) => config.slotDurationMs)],
  onInitialize(ctx) {
    const slot = announcedSlot(ctx)
    if (slot === undefined) return weight(0n, { reads: 1n })
    const previous = CurrentSlot.get(ctx)
    if (previous >= slot) throw new SlotError(`slot ${slot} does not follow ${previous}`)
    CurrentSlot.set(ctx, slot)
    return weight(0n, { reads: 2n, writes: 1n })
  },
}
