import type { AccountId } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import type { PostInfo } from '../../../frame/call.ts'
import type { Context } from '../../../frame/context.ts'
import { ensureSigned } from '../../../frame/origin.ts'
import { announcementDeposit, proxyDeposit } from '../constants.ts'
import { adjustDeposit } from '../deposit.ts'
import { events } from '../events.ts'
import { proxyId } from '../id.ts'
import { Announcements, Proxies } from '../storage.ts'
import type { DepositKind } from '../types.ts'
import { proxyWeights } from '../weights.ts'

/** Brings the sender's deposits to today's amounts; free when that changes one. */
export const pokeDeposit = call(
  proxyId,
  {},
  {
    index: 10,
    name: 'poke_deposit',
    weight: proxyWeights.pokeDeposit,
    run(ctx, origin): PostInfo {
      const who = ensureSigned(origin)
      const [proxies, forProxies] = Proxies.get(ctx, who)
      const proxiesNow = proxyDeposit(proxies.length)
      const proxiesMoved = poke(ctx, who, 'Proxies', forProxies, proxiesNow)
      if (proxies.length === 0) Proxies.remove(ctx, who)
      else Proxies.set(ctx, who, [proxies, proxiesNow])

      const [pending, forPending] = Announcements.get(ctx, who)
      const pendingNow = announcementDeposit(pending.length)
      const pendingMoved = poke(ctx, who, 'Announcements', forPending, pendingNow)
      if (pending.length === 0) Announcements.remove(ctx, who)
      else Announcements.set(ctx, who, [pending, pendingNow])
      return { paysFee: !proxiesMoved && !pendingMoved }
    },
  },
)

function poke(
  ctx: Context,
  who: AccountId,
  kind: DepositKind,
  old_deposit: bigint,
  new_deposit: bigint,
): boolean {
  if (old_deposit === new_deposit) return false
  adjustDeposit(ctx, who, old_deposit, new_deposit)
  ctx.deposit(events, { type: 'DepositPoked', value: { who, kind, old_deposit, new_deposit } })
  return true
}
