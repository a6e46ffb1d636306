import { AccountId32, bool, H256, naming, u16, u32, u64 } from '@plexus/primitives'
import { DispatchResult } from '../../frame/dispatch-error.ts'
import { palletEvents } from '../../frame/event.ts'
import { proxyId } from './id.ts'
import { DepositKind, ProxyType } from './types.ts'

export const events = palletEvents(proxyId, {
  ProxyExecuted: naming(0, { result: DispatchResult }),
  PureCreated: naming(1, {
    pure: AccountId32,
    who: AccountId32,
    proxy_type: ProxyType,
    disambiguation_index: u16,
  }),
  PureKilled: naming(2, {
    pure: AccountId32,
    spawner: AccountId32,
    proxy_type: ProxyType,
    disambiguation_index: u16,
  }),
  Announced: naming(3, { real: AccountId32, proxy: AccountId32, call_hash: H256 }),
  ProxyAdded: naming(4, {
    delegator: AccountId32,
    delegatee: AccountId32,
    proxy_type: ProxyType,
    delay: u32,
  }),
  ProxyRemoved: naming(5, {
    delegator: AccountId32,
    delegatee: AccountId32,
    proxy_type: ProxyType,
    delay: u32,
  }),
  DepositPoked: naming(6, {
    who: AccountId32,
    kind: DepositKind,
    old_deposit: u64,
    new_deposit: u64,
  }),
  RealPaysFeeSet: naming(7, { real: AccountId32, delegate: AccountId32, pays_fee: bool }),
})
