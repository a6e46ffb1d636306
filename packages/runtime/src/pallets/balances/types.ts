import { fixedBytes, names, struct, u64 } from '@plexus/primitives'
import type { AnyType, Type, ValueOf } from '@plexus/primitives'
import { RuntimeFreezeReason, RuntimeHoldReason } from './hold-reason.ts'

const own = (name: string): readonly string[] => ['pallet_balances', 'types', name]
const misc = (name: string): readonly string[] => [
  'frame_support',
  'traits',
  'tokens',
  'misc',
  name,
]
const balanceParam = { name: 'Balance', type: u64 } as const

/** `pallet_balances::types::Reasons`: what a lock does not apply to, kept for the wire only. */
export const Reasons = names({ Fee: 0, Misc: 1, All: 2 }, { path: own('Reasons') })

export type Reasons = ValueOf<typeof Reasons>

/** Identifier of a lock or of a named reserve: eight bytes. */
export const Identifier = fixedBytes(8)

/** `pallet_balances::types::BalanceLock`; the amount is in rao. */
export const BalanceLock = struct(
  { id: Identifier, amount: u64, reasons: Reasons },
  { path: own('BalanceLock'), params: [balanceParam] },
)

export type BalanceLock = ValueOf<typeof BalanceLock>

/** `pallet_balances::types::ReserveData`; the amount is in rao. */
export const ReserveData = struct(
  { id: Identifier, amount: u64 },
  {
    path: own('ReserveData'),
    params: [{ name: 'ReserveIdentifier', type: Identifier as AnyType }, balanceParam],
  },
)

export type ReserveData = ValueOf<typeof ReserveData>

const idAmount = <T>(id: Type<T>) =>
  struct(
    { id, amount: u64 },
    { path: misc('IdAmount'), params: [{ name: 'Id', type: id as AnyType }, balanceParam] },
  )

/** `IdAmount<RuntimeHoldReason, Balance>`; the amount is in rao. */
export const Hold = idAmount(RuntimeHoldReason)

export type Hold = ValueOf<typeof Hold>

/** `IdAmount<RuntimeFreezeReason, Balance>`. */
export const Freeze = idAmount(RuntimeFreezeReason)

/** `frame_support::traits::tokens::misc::BalanceStatus`. */
export const BalanceStatus = names({ Free: 0, Reserved: 1 }, { path: misc('BalanceStatus') })

export type BalanceStatus = ValueOf<typeof BalanceStatus>

/** `pallet_balances::types::AdjustmentDirection`. */
export const AdjustmentDirection = names(
  { Increase: 0, Decrease: 1 },
  { path: own('AdjustmentDirection') },
)

/**
 * What must be left of an account: nothing (`Expendable`), the account if the balance is what
 * keeps it (`Protect`), or the existential deposit in any case (`Preserve`).
 */
export type Preservation = 'Expendable' | 'Protect' | 'Preserve'

/** Whether locks and freezes are respected (`Polite`) or not (`Force`). */
export type Fortitude = 'Polite' | 'Force'

/** Whether less than the amount will do. */
export type Precision = 'Exact' | 'BestEffort'
