import { equalBytes } from '@plexus/primitives'
import type { Pallet } from '../../frame/pallet.ts'
import { CommitmentOf, RevealedCommitments, TimelockedIndex } from './storage.ts'
import { MAX_REVEALS } from './types.ts'

/** Facts about commitments that hold after every block. */
export const commitmentsInvariants: NonNullable<Pallet['invariants']> = [
  (ctx) => {
    const index = TimelockedIndex.get(ctx)
    return [...CommitmentOf.entries(ctx)].flatMap(([[netuid, who], { info }]) => {
      const waits = info.fields.some(({ type }) => type === 'TimelockEncrypted')
      const isListed = index.some(([subnet, each]) => subnet === netuid && equalBytes(each, who))
      return waits && !isListed ? [`a locked commitment in subnet ${netuid} is not listed`] : []
    })
  },
  (ctx) =>
    [...RevealedCommitments.entries(ctx)].flatMap(([[netuid], { length }]) =>
      length <= MAX_REVEALS ? [] : [`${length} commitments of one hotkey in subnet ${netuid}`],
    ),
]
