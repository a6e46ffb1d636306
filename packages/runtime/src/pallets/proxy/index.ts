import type { Pallet } from '../../frame/pallet.ts'
import { announce, rejectAnnouncement, removeAnnouncement } from './calls/announce.ts'
import { addProxy, removeProxies, removeProxy, setRealPaysFee } from './calls/manage.ts'
import { pokeDeposit } from './calls/poke-deposit.ts'
import { proxy, proxyAnnounced } from './calls/proxy.ts'
import { createPure, killPure } from './calls/pure.ts'
import { constants } from './constants.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { proxyId } from './id.ts'
import { announcementsAreSound, proxiesAreSound } from './invariants.ts'
import { LastCallResult, storage } from './storage.ts'

export { proxy } from './calls/proxy.ts'
export { realPaysFee } from './delegates.ts'
export { PROXY_FILTERS } from './filters.ts'
export { isAllowed, isSuperset } from './permissions.ts'
export { RealPaysFee } from './storage.ts'
export { PROXY_TYPE_INDEX, ProxyType } from './types.ts'

/** Accounts that may make some calls for other accounts. */
export const proxyPallet: Pallet = {
  id: proxyId,
  storage,
  calls: [
    proxy,
    addProxy,
    removeProxy,
    removeProxies,
    createPure,
    killPure,
    announce,
    removeAnnouncement,
    rejectAnnouncement,
    proxyAnnounced,
    pokeDeposit,
    setRealPaysFee,
  ],
  events,
  errors,
  constants,
  onFinalize: (ctx) => {
    LastCallResult.clear(ctx, [])
  },
  invariants: [proxiesAreSound, announcementsAreSound],
}
