import { enumeration, holding, names } from '@plexus/primitives'
import type { ValueOf } from '@plexus/primitives'

const reason = <N extends string>(pallet: string, indices: Readonly<Record<N, number>>) =>
  names(indices, { path: [pallet, 'pallet', 'HoldReason'] })

/** `node_subtensor_runtime::RuntimeHoldReason`: by pallet, then by the pallet's own reason. */
export const RuntimeHoldReason = enumeration(
  {
    Preimage: holding(14, reason('pallet_preimage', { Preimage: 0 })),
    SafeMode: holding(20, reason('pallet_safe_mode', { EnterOrExtend: 0 })),
    Contracts: holding(
      29,
      reason('pallet_contracts', { CodeUploadDepositReserve: 0, StorageDepositReserve: 1 }),
    ),
  },
  { path: ['node_subtensor_runtime', 'RuntimeHoldReason'] },
)

/** Why balance is held, e.g. `{ type: 'Preimage', value: 'Preimage' }`. */
export type RuntimeHoldReason = ValueOf<typeof RuntimeHoldReason>

/** How many reasons there are: the most holds that an account can have. */
export const HOLD_REASONS = 4

/** `node_subtensor_runtime::RuntimeFreezeReason`: no pallet freezes, so it has no values. */
export const RuntimeFreezeReason = enumeration(
  {},
  { path: ['node_subtensor_runtime', 'RuntimeFreezeReason'] },
)

export const isSameReason = (a: RuntimeHoldReason, b: RuntimeHoldReason): boolean =>
  a.type === b.type && a.value === b.value
