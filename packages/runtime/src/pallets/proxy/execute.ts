import type { AccountId } from '@plexus/primitives'
import type { RuntimeCall } from '../../frame/call.ts'
import type { Context } from '../../frame/context.ts'
import { toResult } from '../../frame/dispatch.ts'
import { signed } from '../../frame/origin.ts'
import { addProxy, removeProxies, removeProxy } from './calls/manage.ts'
import { killPure } from './calls/pure.ts'
import { events } from './events.ts'
import { isAllowed, isSuperset } from './permissions.ts'
import { LastCallResult } from './storage.ts'
import type { ProxyType } from './types.ts'

/**
 * Runs a call for an account, within what the proxy's type allows. The account is taken as newly
 * signed in: filters of the sender do not follow. The result is in the event.
 */
export function execute(ctx: Context, real: AccountId, type: ProxyType, call: RuntimeCall): void {
  const origin = signed(real, [(each) => mayMake(type, each)])
  const result = toResult(ctx.dispatch(call, origin))
  LastCallResult.set(ctx, real, result)
  ctx.deposit(events, { type: 'ProxyExecuted', value: { result } })
}

/** Besides what its type allows, no proxy may widen what proxies may do. */
function mayMake(type: ProxyType, call: RuntimeCall): boolean {
  const changed = addProxy.is(call) || removeProxy.is(call) ? call.args.proxy_type : undefined
  if (changed !== undefined && !isSuperset(type, changed)) return false
  if ((removeProxies.is(call) || killPure.is(call)) && type !== 'Any') return false
  return isAllowed(type, call)
}
