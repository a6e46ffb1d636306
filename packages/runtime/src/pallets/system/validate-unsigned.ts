import { encode, H256 } from '@plexus/primitives'
import type { RuntimeCall } from '../../frame/call.ts'
import type { Context } from '../../frame/context.ts'
import { REFUSED_CALL } from '../../frame/unsigned.ts'
import type { TransactionValidity } from '../../runtime.ts'
import { applyAuthorizedUpgrade, isAuthorized } from './calls/code.ts'

const U64_MAX = 2n ** 64n - 1n

/** An upgrade that is authorised needs no signature; nothing else of this pallet goes without. */
export function validateUnsigned(ctx: Context, call: RuntimeCall): TransactionValidity {
  if (!applyAuthorizedUpgrade.is(call)) return REFUSED_CALL
  const codeHash = ctx.host.blake2b256(call.args.code)
  if (!isAuthorized(ctx, codeHash)) return REFUSED_CALL
  const provides = [encode(H256, codeHash)]
  return {
    ok: true,
    value: { priority: U64_MAX, requires: [], provides, longevity: U64_MAX, propagate: true },
  }
}
