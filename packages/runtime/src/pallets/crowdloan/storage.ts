import {
  AccountId32,
  bool,
  bounded,
  bytes,
  identity,
  twox64Concat,
  u32,
  u64,
  u8,
} from '@plexus/primitives'
import { hashed } from '../../frame/key.ts'
import { optionalMap, optionalValue, storageMap, storageValue } from '../../frame/storage.ts'
import { crowdloan } from './id.ts'
import { CrowdloanInfo } from './types.ts'

const byId = hashed(twox64Concat, u32)

export const Crowdloans = optionalMap(crowdloan, 'Crowdloans', [byId], CrowdloanInfo)

export const NextCrowdloanId = storageValue(crowdloan, 'NextCrowdloanId', u32, () => 0)

/** What each account gave and has not got back, in rao. */
export const Contributions = optionalMap(
  crowdloan,
  'Contributions',
  [byId, hashed(identity, AccountId32)],
  u64,
)

/** The most that an account may give in all, in rao. */
export const MaxContributions = optionalMap(crowdloan, 'MaxContributions', [byId], u64)

/** The crowdloan whose call runs now; nothing between calls. */
export const CurrentCrowdloanId = optionalValue(crowdloan, 'CurrentCrowdloanId', u32)

export const storage = [
  Crowdloans,
  NextCrowdloanId,
  Contributions,
  MaxContributions,
  CurrentCrowdloanId,
  storageMap(
    crowdloan,
    'HasMigrationRun',
    [hashed(identity, bounded('bounded_vec', 'BoundedVec', u8, bytes, 128))],
    bool,
    () => false,
  ),
] as const
