import { AccountId32, H256, naming, u32, u64 } from '@plexus/primitives'
import { DispatchError } from '../../frame/dispatch-error.ts'
import { palletEvents } from '../../frame/event.ts'
import { mevShield } from './id.ts'

const ofIndex = (index: number) => naming(index, { index: u32 })

export const events = palletEvents(mevShield, {
  EncryptedSubmitted: naming(0, { id: H256, who: AccountId32 }),
  ExtrinsicStored: naming(1, { index: u32, who: AccountId32 }),
  ExtrinsicDecodeFailed: ofIndex(2),
  ExtrinsicDispatchFailed: naming(3, { index: u32, error: DispatchError }),
  ExtrinsicDispatched: ofIndex(4),
  ExtrinsicExpired: ofIndex(5),
  ExtrinsicPostponed: ofIndex(6),
  MaxPendingExtrinsicsNumberSet: naming(7, { value: u32 }),
  OnInitializeWeightSet: naming(8, { value: u64 }),
  ExtrinsicLifetimeSet: naming(9, { value: u32 }),
  MaxExtrinsicWeightSet: naming(10, { value: u64 }),
  ExtrinsicWeightExceeded: ofIndex(11),
})
