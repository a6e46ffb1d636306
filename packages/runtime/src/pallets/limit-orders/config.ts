import { AccountId32, u32 } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { constant } from '../../frame/constant.ts'
import { palletAccount } from '../../frame/pallet-account.ts'
import { PalletName, palletName } from '../../frame/pallet-name.ts'

const LETTERS = 'bt/limit'

/** Most orders that one call executes. */
export const MAX_ORDERS = 100
/** The account that trades for all orders of a batch. */
export const ORDERS_ACCOUNT: AccountId = palletAccount(LETTERS)
/** The hotkey that it stakes to meanwhile. */
export const ORDERS_HOTKEY: AccountId = palletAccount('bt/lmhky')

export const constants = [
  constant('MaxOrdersPerBatch', u32, MAX_ORDERS, ['Most orders that one call executes.']),
  constant('PalletId', PalletName, palletName(LETTERS), [
    'Letters of the account that trades for all orders of a batch.',
  ]),
  constant('PalletHotkey', AccountId32, ORDERS_HOTKEY, ['The hotkey that it stakes to meanwhile.']),
] as const
