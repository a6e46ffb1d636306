import type { Pallet } from '../../frame/pallet.ts'
import { LastStoredRound, Pulses } from './storage.ts'

/** Facts about stored rounds that hold after every block. */
export const drandInvariants: NonNullable<Pallet['invariants']> = [
  (ctx) => {
    const last = LastStoredRound.get(ctx)
    return [...Pulses.entries(ctx)].flatMap(([[round], pulse]) => [
      ...(pulse.round === round ? [] : [`round ${round} is stored with pulse ${pulse.round}`]),
      ...(round <= last ? [] : [`round ${round} is stored, and ${last} is said to be the last`]),
    ])
  },
]
