import { equalBytes, H256, MultiAddress } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { ensure } from '../../../frame/error.ts'
import { lookup } from '../../../frame/lookup.ts'
import { ensureSigned } from '../../../frame/origin.ts'
import { BlockNumber } from '../../system/storage.ts'
import { addAnnouncement, takeAnnouncements } from '../announcements.ts'
import { findProxy } from '../delegates.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { proxyId } from '../id.ts'
import { proxyWeights } from '../weights.ts'

/** Announces a call by its hash; the delay of the proxy starts. */
export const announce = call(
  proxyId,
  { real: MultiAddress, call_hash: H256 },
  {
    index: 6,
    name: 'announce',
    weight: proxyWeights.announce,
    run(ctx, origin, { real: address, call_hash }) {
      const who = ensureSigned(origin)
      const real = lookup(address)
      findProxy(ctx, real, who)
      addAnnouncement(ctx, who, { real, call_hash, height: BlockNumber.get(ctx) })
      ctx.deposit(events, { type: 'Announced', value: { real, proxy: who, call_hash } })
    },
  },
)

/** Takes back an announcement of the sender. */
export const removeAnnouncement = call(
  proxyId,
  { real: MultiAddress, call_hash: H256 },
  {
    index: 7,
    name: 'remove_announcement',
    weight: proxyWeights.removeAnnouncement,
    run(ctx, origin, { real: address, call_hash }) {
      const who = ensureSigned(origin)
      const real = lookup(address)
      const wasThere = takeAnnouncements(
        ctx,
        who,
        (each) => equalBytes(each.real, real) && equalBytes(each.call_hash, call_hash),
      )
      ensure(wasThere, errors.NotFound)
    },
  },
)

/** Refuses an announcement that a proxy of the sender made. */
export const rejectAnnouncement = call(
  proxyId,
  { delegate: MultiAddress, call_hash: H256 },
  {
    index: 8,
    name: 'reject_announcement',
    weight: proxyWeights.rejectAnnouncement,
    run(ctx, origin, { delegate, call_hash }) {
      const who = ensureSigned(origin)
      const wasThere = takeAnnouncements(
        ctx,
        lookup(delegate),
        (each) => equalBytes(each.real, who) && equalBytes(each.call_hash, call_hash),
      )
      ensure(wasThere, errors.NotFound)
    },
  },
)
