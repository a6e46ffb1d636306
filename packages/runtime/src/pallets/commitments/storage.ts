import {
  AccountId32,
  btreeSet,
  bytes,
  compareBytes,
  identity,
  NetUid,
  tuple,
  twox64Concat,
  u32,
  u64,
  vec,
} from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { hashed } from '../../frame/key.ts'
import { optionalMap, storageValue } from '../../frame/storage.ts'
import { commitments } from './id.ts'
import { Registration, UsageTracker } from './types.ts'

const perHotkey = [hashed(identity, NetUid), hashed(twox64Concat, AccountId32)] as const
const ofSubnet = tuple(NetUid, AccountId32)

type OfSubnet = readonly [NetUid, AccountId]

/** By subnet, then by account. */
const byKey = (a: OfSubnet, b: OfSubnet): number => a[0] - b[0] || compareBytes(a[1], b[1])

/** Who has a commitment that waits for a drand round. */
export const TimelockedIndex = storageValue(
  commitments,
  'TimelockedIndex',
  btreeSet(ofSubnet, byKey),
  () => [],
)

export const CommitmentOf = optionalMap(commitments, 'CommitmentOf', perHotkey, Registration)
/** Block of the last commitment. */
export const LastCommitment = optionalMap(commitments, 'LastCommitment', perHotkey, u32)
/** Block in which a hotkey last asked that bonds to it start anew. */
export const LastBondsReset = optionalMap(commitments, 'LastBondsReset', perHotkey, u32)
/** What was revealed, and in which block; the last ten. */
export const RevealedCommitments = optionalMap(
  commitments,
  'RevealedCommitments',
  perHotkey,
  vec(tuple(bytes, u64)),
)
export const UsedSpaceOf = optionalMap(commitments, 'UsedSpaceOf', perHotkey, UsageTracker)
/** Bytes that a hotkey may commit in an epoch. */
export const MaxSpace = storageValue(commitments, 'MaxSpace', u32, () => 3100)

export const storage = [
  TimelockedIndex,
  CommitmentOf,
  LastCommitment,
  LastBondsReset,
  RevealedCommitments,
  UsedSpaceOf,
  MaxSpace,
] as const
