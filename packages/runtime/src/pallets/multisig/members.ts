import {
  AccountId32,
  accountId,
  compareBytes,
  concatBytes,
  encode,
  u16,
  vec,
} from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { ensure } from '../../frame/error.ts'
import { MAX_SIGNATORIES } from './constants.ts'
import { errors } from './errors.ts'

const PREFIX = new TextEncoder().encode('modlpy/utilisuba')
const Members = vec(AccountId32)

/**
 * The account of a multisig.
 *
 * @param members all of them, ascending.
 */
export function multisigAccount(
  { host }: Pick<Context, 'host'>,
  members: readonly AccountId[],
  threshold: number,
): AccountId {
  const entropy = concatBytes(PREFIX, encode(Members, members), encode(u16, threshold))
  return accountId(host.blake2b256(entropy))
}

/** The sender in their place among the others. @throws DispatchFailure when the list is no good. */
export function membersWith(who: AccountId, others: readonly AccountId[]): readonly AccountId[] {
  ensure(others.length > 0, errors.TooFewSignatories)
  ensure(others.length < MAX_SIGNATORIES, errors.TooManySignatories)
  let place = 0
  for (const [at, other] of others.entries()) {
    const before = others[at - 1]
    const ascends = before === undefined || compareBytes(before, other) < 0
    ensure(ascends, errors.SignatoriesOutOfOrder)
    const order = compareBytes(other, who)
    ensure(order !== 0, errors.SenderInSignatories)
    if (order < 0) place += 1
  }
  return others.toSpliced(place, 0, who)
}
