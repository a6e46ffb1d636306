import { boundedVec, struct, u32, u64 } from '@plexus/primitives'
import type { AnyType, ValueOf } from '@plexus/primitives'
import { Data } from './data.ts'

/** Most fields of a commitment. */
export const MAX_FIELDS = 3
/** Revealed texts of a hotkey that are kept. */
export const MAX_REVEALS = 10

const own = (name: string): readonly string[] => ['pallet_commitments', 'types', name]

/** `pallet_commitments::types::CommitmentInfo`. */
export const CommitmentInfo = struct(
  { fields: boundedVec(Data, MAX_FIELDS) },
  { path: own('CommitmentInfo'), params: [{ name: 'FieldLimit' }] },
)

/** What a hotkey has committed to, and when. */
export const Registration = struct(
  { deposit: u64, block: u32, info: CommitmentInfo },
  {
    path: own('Registration'),
    params: [
      { name: 'Balance', type: u64 as AnyType },
      { name: 'MaxFields' },
      { name: 'BlockNumber', type: u32 as AnyType },
    ],
  },
)

/** Bytes that a hotkey has used in an epoch. */
export const UsageTracker = struct(
  { last_epoch: u64, used_space: u64 },
  { path: own('UsageTracker') },
)

export type CommitmentInfo = ValueOf<typeof CommitmentInfo>
