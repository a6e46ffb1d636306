import { bool, MultiAddress, u32 } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { lookup } from '../../../frame/lookup.ts'
import { ensureSigned } from '../../../frame/origin.ts'
import { addDelegate, findProxy, removeAllDelegates, removeDelegate } from '../delegates.ts'
import { events } from '../events.ts'
import { proxyId } from '../id.ts'
import { RealPaysFee } from '../storage.ts'
import { ProxyType } from '../types.ts'
import { proxyWeights } from '../weights.ts'

const RELATION = { delegate: MultiAddress, proxy_type: ProxyType, delay: u32 } as const

/** Makes somebody a proxy of the sender. With a delay, each call must be announced before. */
export const addProxy = call(proxyId, RELATION, {
  index: 1,
  name: 'add_proxy',
  weight: proxyWeights.addProxy,
  run(ctx, origin, { delegate, proxy_type, delay }) {
    const who = ensureSigned(origin)
    addDelegate(ctx, who, { delegate: lookup(delegate), proxy_type, delay })
  },
})

/** Ends one relation to a proxy. */
export const removeProxy = call(proxyId, RELATION, {
  index: 2,
  name: 'remove_proxy',
  weight: proxyWeights.removeProxy,
  run(ctx, origin, { delegate, proxy_type, delay }) {
    const who = ensureSigned(origin)
    removeDelegate(ctx, who, { delegate: lookup(delegate), proxy_type, delay })
  },
})

/** Ends all relations of the sender. A pure proxy that does so is lost for good. */
export const removeProxies = call(
  proxyId,
  {},
  {
    index: 3,
    name: 'remove_proxies',
    weight: proxyWeights.removeProxies,
    run: (ctx, origin) => removeAllDelegates(ctx, ensureSigned(origin)),
  },
)

/** The sender pays, or no longer pays, the fees of the calls that a proxy makes for it. */
export const setRealPaysFee = call(
  proxyId,
  { delegate: MultiAddress, pays_fee: bool },
  {
    index: 11,
    name: 'set_real_pays_fee',
    weight: proxyWeights.setRealPaysFee,
    run(ctx, origin, { delegate: address, pays_fee }) {
      const real = ensureSigned(origin)
      const delegate = lookup(address)
      findProxy(ctx, real, delegate)
      if (pays_fee) RealPaysFee.set(ctx, real, delegate, undefined)
      else RealPaysFee.remove(ctx, real, delegate)
      ctx.deposit(events, { type: 'RealPaysFeeSet', value: { real, delegate, pays_fee } })
    },
  },
)
