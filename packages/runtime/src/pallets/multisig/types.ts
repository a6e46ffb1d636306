import { AccountId32, boundedVec, struct, u32, u64 } from '@plexus/primitives'
import type { ValueOf } from '@plexus/primitives'
import { MAX_SIGNATORIES } from './constants.ts'

/** `pallet_multisig::Timepoint`: the extrinsic that opened an operation. */
export const Timepoint = struct(
  { height: u32, index: u32 },
  { path: ['pallet_multisig', 'Timepoint'], params: [{ name: 'BlockNumber', type: u32 }] },
)

export type Timepoint = ValueOf<typeof Timepoint>

/** `pallet_multisig::Multisig`: an open operation. Approvals ascend and include the depositor. */
export const MultisigOperation = struct(
  {
    when: Timepoint,
    deposit: u64,
    depositor: AccountId32,
    approvals: boundedVec(AccountId32, MAX_SIGNATORIES),
  },
  {
    path: ['pallet_multisig', 'Multisig'],
    params: [
      { name: 'BlockNumber', type: u32 },
      { name: 'Balance', type: u64 },
      { name: 'AccountId', type: AccountId32 },
      { name: 'MaxApprovals' },
    ],
  },
)

export type MultisigOperation = ValueOf<typeof MultisigOperation>
