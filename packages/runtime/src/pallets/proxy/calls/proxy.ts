import { encode, equalBytes, MultiAddress, option } from '@plexus/primitives'
import { dispatchInfo, RuntimeCall } from '../../../frame/call.ts'
import { ensure } from '../../../frame/error.ts'
import { lookup } from '../../../frame/lookup.ts'
import { nestingCall } from '../../../frame/nesting-call.ts'
import { ensureSigned } from '../../../frame/origin.ts'
import { addWeights } from '../../../frame/weight.ts'
import { BlockNumber } from '../../system/storage.ts'
import { takeAnnouncements } from '../announcements.ts'
import { findProxy } from '../delegates.ts'
import { errors } from '../errors.ts'
import { execute } from '../execute.ts'
import { proxyId } from '../id.ts'
import { ProxyType } from '../types.ts'
import { proxyWeights } from '../weights.ts'

/** Makes a call for an account that the sender is a proxy of. Free when the call is. */
export const proxy = nestingCall(
  proxyId,
  { real: MultiAddress, force_proxy_type: option(ProxyType), call: RuntimeCall },
  {
    index: 0,
    name: 'proxy',
    info({ call }, config) {
      const inner = dispatchInfo(call, config)
      const weight = addWeights(proxyWeights.proxy, inner.weight)
      return { weight, class: 'Normal', paysFee: inner.paysFee }
    },
    run(ctx, origin, { real: address, force_proxy_type, call }) {
      const who = ensureSigned(origin)
      const real = lookup(address)
      const { proxy_type, delay } = findProxy(ctx, real, who, force_proxy_type)
      ensure(delay === 0, errors.Unannounced)
      execute(ctx, real, proxy_type, call)
    },
  },
)

/** Makes a call that a proxy announced long enough ago; anybody may send it. */
export const proxyAnnounced = nestingCall(
  proxyId,
  {
    delegate: MultiAddress,
    real: MultiAddress,
    force_proxy_type: option(ProxyType),
    call: RuntimeCall,
  },
  {
    index: 9,
    name: 'proxy_announced',
    info({ call }, config) {
      const weight = addWeights(proxyWeights.proxyAnnounced, dispatchInfo(call, config).weight)
      return { weight, class: 'Normal', paysFee: true }
    },
    run(ctx, origin, args) {
      ensureSigned(origin)
      const delegate = lookup(args.delegate)
      const real = lookup(args.real)
      const { proxy_type, delay } = findProxy(ctx, real, delegate, args.force_proxy_type)
      const callHash = ctx.host.blake2b256(encode(RuntimeCall, args.call))
      const now = BlockNumber.get(ctx)
      const wasDue = takeAnnouncements(
        ctx,
        delegate,
        (each) =>
          equalBytes(each.real, real) &&
          equalBytes(each.call_hash, callHash) &&
          now - each.height >= delay,
      )
      ensure(wasDue, errors.Unannounced)
      execute(ctx, real, proxy_type, args.call)
    },
  },
)
