import { addressOf, hash, rao } from '@plexus/primitives'
import type { Context } from '../../src/frame/context.ts'
import { signed } from '../../src/frame/origin.ts'
import { errors as balances } from '../../src/pallets/balances/errors.ts'
import { addProxy } from '../../src/pallets/proxy/calls/manage.ts'
import { announce } from '../../src/pallets/proxy/calls/announce.ts'
import { createPure } from '../../src/pallets/proxy/calls/pure.ts'
import { errors as proxy } from '../../src/pallets/proxy/errors.ts'
import { Announcements, Proxies } from '../../src/pallets/proxy/storage.ts'
import { BlockNumber } from '../../src/pallets/system/storage.ts'
import { succeeds } from '../helpers/expect-call.ts'
import { account } from '../helpers/test-context.ts'
import { ALICE, asAlice as by, BOB, CAROL, CREATOR, people } from '../pallets/crowdloan/kit.ts'
import { breach, SIGNED, STRANGER } from './precondition.ts'
import type { Precondition } from './precondition.ts'
import {
  noAddress,
  LEAST,
  free,
  poor,
  of,
  zero,
  BY_BOB,
  inner,
  rootOnly,
  CALL_HASH,
} from './stock.ts'

/** Bob is a proxy of Alice for anything, at once, and Carol after ten blocks. */
const proxied = (): Context => {
  const ctx = people()
  const relation = { proxy_type: 'Any', delay: 0 } as const
  succeeds(ctx, addProxy.with({ delegate: BY_BOB, ...relation }), by)
  succeeds(ctx, addProxy.with({ delegate: addressOf(CAROL), ...relation, delay: 10 }), by)
  return ctx
}
const announced = (): Context => {
  const ctx = proxied()
  const call_hash = hash(CALL_HASH)
  succeeds(ctx, announce.with({ real: addressOf(ALICE), call_hash }), signed(CAROL))
  BlockNumber.set(ctx, 20)
  return ctx
}
const relation = { delegate: BY_BOB, proxy_type: 'Staking', delay: 0 }
const noProxy = breach(proxy.NotProxy, { by: STRANGER })
const pureOf = (): Context => {
  const ctx = people()
  succeeds(ctx, createPure.with({ proxy_type: 'Any', delay: 0, index: 0 }), by)
  return ctx
}
const pure = [...Proxies.entries(pureOf())].map(([[who]]) => who)[0] ?? ALICE
const manyProxies = breach(proxy.TooMany, {
  given(ctx) {
    const definitions = Array.from({ length: 20 }, (_, at) => ({
      delegate: account(100 + at),
      proxy_type: 'Any' as const,
      delay: 0,
    }))
    Proxies.set(ctx, ALICE, [definitions, rao(0n)])
  },
  spoils: ['proxies'],
})
const proxyCalls: readonly Precondition[] = [
  of(
    'Proxy.proxy',
    { real: addressOf(ALICE), force_proxy_type: undefined, call: inner },
    [
      ...SIGNED,
      noAddress('real'),
      noProxy,
      breach(proxy.NotProxy, { args: { force_proxy_type: 'Staking' } }),
      breach(proxy.Unannounced, { by: signed(CAROL), spoils: ['force_proxy_type'] }),
    ],
    { world: proxied, by: signed(BOB) },
  ),
  of('Proxy.add_proxy', relation, [
    ...SIGNED,
    noAddress('delegate'),
    breach(proxy.NoSelfProxy, { args: { delegate: addressOf(ALICE) }, spoils: ['proxies'] }),
    breach(proxy.Duplicate, {
      given: (ctx) =>
        succeeds(ctx, addProxy.with({ delegate: BY_BOB, proxy_type: 'Staking', delay: 0 }), by),
      spoils: ['proxies', 'balance', 'delegate'],
    }),
    manyProxies,
    poor(balances.InsufficientBalance),
  ]),
  of(
    'Proxy.remove_proxy',
    { delegate: BY_BOB, proxy_type: 'Any', delay: 0 },
    [
      ...SIGNED,
      noAddress('delegate'),
      breach(proxy.NotFound, { args: { proxy_type: 'Staking' } }),
      breach(proxy.NotFound, { given: (ctx) => Proxies.remove(ctx, ALICE) }),
    ],
    { world: proxied },
  ),
  of('Proxy.remove_proxies', {}, SIGNED, { world: proxied }),
  of('Proxy.create_pure', { proxy_type: 'Any', delay: 0, index: 0 }, [
    ...SIGNED,
    breach(proxy.Duplicate, {
      given: (ctx) => succeeds(ctx, createPure.with({ proxy_type: 'Any', delay: 0, index: 0 }), by),
    }),
    poor(balances.InsufficientBalance),
  ]),
  of(
    'Proxy.kill_pure',
    { spawner: addressOf(ALICE), proxy_type: 'Any', index: 0, height: 1, ext_index: 0 },
    [
      ...SIGNED,
      noAddress('spawner'),
      breach(proxy.NoPermission, { by: STRANGER }),
      breach(proxy.NoPermission, { args: { ext_index: 1 } }),
    ],
    { world: pureOf, by: signed(pure) },
  ),
  of(
    'Proxy.announce',
    { real: addressOf(ALICE), call_hash: zero },
    [
      ...SIGNED,
      noAddress('real'),
      noProxy,
      breach(proxy.TooMany, {
        given(ctx) {
          const one = { real: ALICE, call_hash: zero, height: 1 }
          Announcements.set(ctx, CAROL, [Array.from({ length: 75 }, () => one), rao(0n)])
        },
      }),
      breach(balances.InsufficientBalance, { given: (ctx) => free(ctx, LEAST, CAROL) }),
    ],
    { world: proxied, by: signed(CAROL) },
  ),
  of(
    'Proxy.remove_announcement',
    { real: addressOf(ALICE), call_hash: CALL_HASH },
    [...SIGNED, noAddress('real'), breach(proxy.NotFound, { args: { call_hash: zero } })],
    { world: announced, by: signed(CAROL) },
  ),
  of(
    'Proxy.reject_announcement',
    { delegate: addressOf(CAROL), call_hash: CALL_HASH },
    [...SIGNED, noAddress('delegate'), breach(proxy.NotFound, { args: { call_hash: zero } })],
    { world: announced },
  ),
  of(
    'Proxy.proxy_announced',
    {
      delegate: addressOf(CAROL),
      real: addressOf(ALICE),
      force_proxy_type: undefined,
      call: inner,
    },
    [
      ...SIGNED,
      noAddress('delegate'),
      noAddress('real'),
      breach(proxy.NotProxy, { args: { force_proxy_type: 'Staking' } }),
      breach(proxy.Unannounced, { args: { call: rootOnly } }),
      breach(proxy.Unannounced, { given: (ctx) => BlockNumber.set(ctx, 10) }),
    ],
    { world: announced },
  ),
  of(
    'Proxy.poke_deposit',
    {},
    [
      ...SIGNED,
      breach(balances.InsufficientBalance, {
        given(ctx) {
          free(ctx, LEAST)
          Proxies.update(ctx, ALICE, ([definitions]) => [definitions, rao(0n)])
        },
      }),
    ],
    { world: proxied },
  ),
  of(
    'Proxy.set_real_pays_fee',
    { delegate: BY_BOB, pays_fee: true },
    [
      ...SIGNED,
      noAddress('delegate'),
      breach(proxy.NotProxy, { args: { delegate: addressOf(CREATOR) } }),
    ],
    { world: proxied },
  ),
]

export const proxies: readonly Precondition[] = proxyCalls
