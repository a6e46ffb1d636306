import { AccountId32, naming, u64 } from '@plexus/primitives'
import { DispatchResult } from '../../frame/dispatch-error.ts'
import { palletEvents } from '../../frame/event.ts'
import { multisig } from './id.ts'
import { CallHash } from './storage.ts'
import { Timepoint } from './types.ts'

export const events = palletEvents(multisig, {
  NewMultisig: naming(0, {
    approving: AccountId32,
    multisig: AccountId32,
    call_hash: CallHash,
  }),
  MultisigApproval: naming(1, {
    approving: AccountId32,
    timepoint: Timepoint,
    multisig: AccountId32,
    call_hash: CallHash,
  }),
  MultisigExecuted: naming(2, {
    approving: AccountId32,
    timepoint: Timepoint,
    multisig: AccountId32,
    call_hash: CallHash,
    result: DispatchResult,
  }),
  MultisigCancelled: naming(3, {
    cancelling: AccountId32,
    timepoint: Timepoint,
    multisig: AccountId32,
    call_hash: CallHash,
  }),
  DepositPoked: naming(4, {
    who: AccountId32,
    call_hash: CallHash,
    old_deposit: u64,
    new_deposit: u64,
  }),
})
