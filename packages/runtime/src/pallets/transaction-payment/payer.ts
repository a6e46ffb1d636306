import { equalBytes } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import type { RuntimeCall } from '../../frame/call.ts'
import type { Context } from '../../frame/context.ts'
import { proxy, realPaysFee } from '../proxy/index.ts'
import { batch, batchAll, forceBatch } from '../utility/calls/batch.ts'

/**
 * Who pays for a transaction: its signer, or an account that agreed to pay for its proxy. Agreements
 * are followed two levels deep (spec: 50-fees-and-extensions §4.3); announced calls never count.
 */
export function feePayer(ctx: Context, signer: AccountId, call: RuntimeCall): AccountId {
  const outer = proxied(call)
  if (outer === undefined || !realPaysFee(ctx, outer.real, signer)) return signer
  const inner = proxied(outer.call)?.real ?? commonReal(outer.call)
  return inner !== undefined && realPaysFee(ctx, inner, outer.real) ? inner : outer.real
}

interface Proxied {
  readonly real: AccountId
  readonly call: RuntimeCall
}

function proxied(value: RuntimeCall): Proxied | undefined {
  if (!proxy.is(value)) return undefined
  const { real, call } = value.args
  return real.type === 'Id' ? { real: real.value, call } : undefined
}

/** The one account that every call of a batch is made for. */
function commonReal(value: RuntimeCall): AccountId | undefined {
  const calls = callsOf(value)?.map((call) => proxied(call)?.real)
  const first = calls?.[0]
  if (calls === undefined || first === undefined) return undefined
  return calls.every((real) => real !== undefined && equalBytes(real, first)) ? first : undefined
}

function callsOf(value: RuntimeCall): readonly RuntimeCall[] | undefined {
  const kind = [batch, batchAll, forceBatch].find((each) => each.is(value))
  return kind?.is(value) === true ? value.args.calls : undefined
}
