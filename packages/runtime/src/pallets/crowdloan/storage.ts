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

export const storage = [
  optionalMap(crowdloan, 'Crowdloans', [byId], CrowdloanInfo),
  storageValue(crowdloan, 'NextCrowdloanId', u32, () => 0),
  optionalMap(crowdloan, 'Contributions', [byId, hashed(identity, AccountId32)], u64),
  optionalMap(crowdloan, 'MaxContributions', [byId], u64),
  optionalValue(crowdloan, 'CurrentCrowdloanId', u32),
  storageMap(
    crowdloan,
    'HasMigrationRun',
    [hashed(identity, bounded('bounded_vec', 'BoundedVec', u8, bytes, 128))],
    bool,
    () => false,
  ),
] as const
