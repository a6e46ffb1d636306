import { accountId, concatBytes, encode, u16 } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'

const PREFIX = new TextEncoder().encode('modlpy/utilisuba')

/** The account number `index` that `who` controls through `as_derivative`. */
export function derivativeAccount(
  { host }: Pick<Context, 'host'>,
  who: AccountId,
  index: number,
): AccountId {
  return accountId(host.blake2b256(concatBytes(PREFIX, who, encode(u16, index))))
}
