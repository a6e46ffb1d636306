import { AccountId32, bool, option, struct, u32, u64 } from '@plexus/primitives'
import type { AnyType, Type, ValueOf } from '@plexus/primitives'
import { BoundedCall } from '../preimage/index.ts'

/** A sum that many raise for one purpose. */
export const CrowdloanInfo = struct(
  {
    creator: AccountId32,
    deposit: u64,
    min_contribution: u64,
    end: u32,
    cap: u64,
    funds_account: AccountId32,
    raised: u64,
    target_address: option(AccountId32),
    call: option(BoundedCall),
    finalized: bool,
    contributors_count: u32,
  },
  {
    path: ['pallet_crowdloan', 'CrowdloanInfo'],
    params: [
      { name: 'AccountId', type: AccountId32 as AnyType },
      { name: 'Balance', type: u64 as AnyType },
      { name: 'BlockNumber', type: u32 as AnyType },
      { name: 'Call', type: BoundedCall as Type<BoundedCall> as AnyType },
    ],
  },
)

export type CrowdloanInfo = ValueOf<typeof CrowdloanInfo>
