import { AccountId32, naming, NetUid, u64 } from '@plexus/primitives'
import { palletEvents } from '../../frame/event.ts'
import { commitments } from './id.ts'

const ofHotkey = { netuid: NetUid, who: AccountId32 } as const

export const events = palletEvents(commitments, {
  Commitment: naming(0, ofHotkey),
  TimelockCommitment: naming(1, { ...ofHotkey, reveal_round: u64 }),
  CommitmentRevealed: naming(2, ofHotkey),
})
