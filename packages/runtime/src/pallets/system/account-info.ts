import { newtype, struct, u128, u32, u64 } from '@plexus/primitives'
import type { ValueOf } from '@plexus/primitives'

/** The highest bit of `flags`: the account follows the current rules on frozen balance. */
export const NEW_LOGIC_FLAG = 1n << 127n

const ExtraFlags = newtype(u128, ['pallet_balances', 'types', 'ExtraFlags'])

/** `pallet_balances::types::AccountData`; amounts in rao. `frozen` overlaps free and reserved. */
export const AccountData = struct(
  {
    free: u64,
    reserved: u64,
    frozen: u64,
    flags: ExtraFlags,
  },
  { path: ['pallet_balances', 'types', 'AccountData'] },
)

export type AccountData = ValueOf<typeof AccountData>

/** `frame_system::AccountInfo`: nonce, reasons to exist, balances. */
export const AccountInfo = struct(
  { nonce: u32, consumers: u32, providers: u32, sufficients: u32, data: AccountData },
  { path: ['frame_system', 'AccountInfo'] },
)

export type AccountInfo = ValueOf<typeof AccountInfo>

export const EMPTY_DATA: AccountData = {
  free: 0n,
  reserved: 0n,
  frozen: 0n,
  flags: NEW_LOGIC_FLAG,
}

/** What an account reads as that was never written. */
export const EMPTY_ACCOUNT: AccountInfo = {
  nonce: 0,
  consumers: 0,
  providers: 0,
  sufficients: 0,
  data: EMPTY_DATA,
}
