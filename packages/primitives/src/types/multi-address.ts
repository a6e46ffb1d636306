import { bytes, fixedBytes } from '../scale/bytes.ts'
import { unit } from '../scale/collections.ts'
import { enumeration, holding } from '../scale/enum.ts'
import { described } from '../scale/struct.ts'
import type { AnyType, Type, ValueOf } from '../scale/type.ts'
import { AccountId32 } from './account-id.ts'
import type { AccountId } from './account-id.ts'

/** `Compact<()>`: no bytes. */
export const compactUnit: Type<undefined> = described(unit, {
  path: [],
  params: [],
  def: { kind: 'compact', inner: unit as AnyType },
})

/** `sp_runtime::multiaddress::MultiAddress<AccountId32, ()>`. */
export const MultiAddress = enumeration(
  {
    Id: holding(0, AccountId32),
    Index: holding(1, compactUnit),
    Raw: holding(2, bytes),
    Address32: holding(3, fixedBytes(32)),
    Address20: holding(4, fixedBytes(20)),
  },
  {
    path: ['sp_runtime', 'multiaddress', 'MultiAddress'],
    params: [
      { name: 'AccountId', type: AccountId32 as AnyType },
      { name: 'AccountIndex', type: unit as AnyType },
    ],
  },
)

/** How an extrinsic names an account. This chain resolves `Id` only. */
export type MultiAddress = ValueOf<typeof MultiAddress>

/** The address of an account. */
export const addressOf = (account: AccountId): MultiAddress => ({ type: 'Id', value: account })
