import { AccountId32, bare, bool, H256, naming } from '@plexus/primitives'
import { DispatchError } from '../../frame/dispatch-error.ts'
import { palletEvents } from '../../frame/event.ts'
import { system } from './id.ts'
import { DispatchEventInfo } from './types.ts'

export const events = palletEvents(system, {
  ExtrinsicSuccess: naming(0, { dispatch_info: DispatchEventInfo }),
  ExtrinsicFailed: naming(1, { dispatch_error: DispatchError, dispatch_info: DispatchEventInfo }),
  CodeUpdated: bare(2),
  NewAccount: naming(3, { account: AccountId32 }),
  KilledAccount: naming(4, { account: AccountId32 }),
  Remarked: naming(5, { sender: AccountId32, hash: H256 }),
  UpgradeAuthorized: naming(6, { code_hash: H256, check_version: bool }),
  RejectedInvalidAuthorizedUpgrade: naming(7, { code_hash: H256, error: DispatchError }),
})
