import { alphaRao, fixedFromRaw, U96F32 } from '@plexus/primitives'
import type { AccountId, AlphaRao } from '@plexus/primitives'
import type { ByAccount } from '../../pallets/subtensor/coinbase/by-account.ts'
import type { Json } from '../difference.ts'
import { readU128, readU64 } from '../field.ts'
import type { Field } from '../field.ts'
import { numberedAccount } from '../world.ts'

const U32_MAX = 0xffff_ffff

/** The account that a number stands for. */
export const readAccount = (field: Field): AccountId => numberedAccount(field.count(U32_MAX))

/** The number of an account. */
export const showAccount = (account: AccountId): number =>
  new DataView(account.buffer, account.byteOffset).getUint32(account.length - 4)

/** Pairs of an account and an amount. */
export const readAmounts = (field: Field): ByAccount<AlphaRao> =>
  field.list().map((pair) => [readAccount(pair.item(0)), alphaRao(readU64(pair.item(1)))] as const)

/** Pairs of an account and a `U96F32`. */
export const readFixed = (field: Field): ByAccount<U96F32> =>
  field.list().map((pair) => {
    const value = fixedFromRaw(U96F32, readU128(pair.item(1)))
    return [readAccount(pair.item(0)), value] as const
  })

/** Pairs of an account and a number. */
export const showByAccount = (values: ByAccount<bigint>): Json =>
  values.map(([account, value]) => [showAccount(account), value.toString()])
