import { compact, equalBytes, MultiAddress, u16, u32 } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { ensure } from '../../../frame/error.ts'
import { lookup } from '../../../frame/lookup.ts'
import { ensureSigned } from '../../../frame/origin.ts'
import { reserve, unreserve } from '../../balances/index.ts'
import { proxyDeposit } from '../constants.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { proxyId } from '../id.ts'
import { here, pureAccount } from '../pure-account.ts'
import { Proxies } from '../storage.ts'
import { ProxyType } from '../types.ts'
import { proxyWeights } from '../weights.ts'

/** Makes an account without a key that only its proxies can use; the sender is the first. */
export const createPure = call(
  proxyId,
  { proxy_type: ProxyType, delay: u32, index: u16 },
  {
    index: 4,
    name: 'create_pure',
    weight: proxyWeights.createPure,
    run(ctx, origin, { proxy_type, delay, index }) {
      const who = ensureSigned(origin)
      const pure = pureAccount(ctx, { spawner: who, type: proxy_type, index, ...here(ctx) })
      ensure(!Proxies.has(ctx, pure), errors.Duplicate)
      const deposit = proxyDeposit(1)
      reserve(ctx, who, deposit)
      Proxies.set(ctx, pure, [[{ delegate: who, proxy_type, delay }], deposit])
      const value = { pure, who, proxy_type, disambiguation_index: index }
      ctx.deposit(events, { type: 'PureCreated', value })
    },
  },
)

/** Ends a pure proxy, which must send this itself; its deposit returns to who made it. */
export const killPure = call(
  proxyId,
  {
    spawner: MultiAddress,
    proxy_type: ProxyType,
    index: u16,
    height: compact(u32),
    ext_index: compact(u32),
  },
  {
    index: 5,
    name: 'kill_pure',
    weight: proxyWeights.killPure,
    run(ctx, origin, { spawner: address, proxy_type, index, height, ext_index }) {
      const who = ensureSigned(origin)
      const spawner = lookup(address)
      const made = { spawner, type: proxy_type, index, height, extrinsicIndex: ext_index }
      const pure = pureAccount(ctx, made)
      ensure(equalBytes(pure, who), errors.NoPermission)
      const [, deposit] = Proxies.get(ctx, pure)
      Proxies.remove(ctx, pure)
      unreserve(ctx, spawner, deposit)
      const value = { pure, spawner, proxy_type, disambiguation_index: index }
      ctx.deposit(events, { type: 'PureKilled', value })
    },
  },
)
