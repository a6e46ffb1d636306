import { AccountId32, bare, names, naming, u32, u64 } from '@plexus/primitives'
import type { ValueOf } from '@plexus/primitives'
import { palletEvents } from '../../frame/event.ts'
import { safeMode } from './id.ts'

/** Why safe mode ended. */
export const ExitReason = names(
  { Timeout: 0, Force: 1 },
  { path: ['pallet_safe_mode', 'pallet', 'ExitReason'] },
)

export type ExitReason = ValueOf<typeof ExitReason>

export const events = palletEvents(safeMode, {
  Entered: naming(0, { until: u32 }),
  Extended: naming(1, { until: u32 }),
  Exited: naming(2, { reason: ExitReason }),
  DepositPlaced: naming(3, { account: AccountId32, amount: u64 }),
  DepositReleased: naming(4, { account: AccountId32, amount: u64 }),
  DepositSlashed: naming(5, { account: AccountId32, amount: u64 }),
  CannotDeposit: bare(6),
  CannotRelease: bare(7),
})
