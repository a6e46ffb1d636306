import { palletErrors } from '../../frame/error.ts'
import { proxyId } from './id.ts'

export const errors = palletErrors(proxyId, {
  TooMany: 'The account has as many proxies, or announcements that wait, as it may have.',
  NotFound: 'No such proxy or announcement exists.',
  NotProxy: 'The sender is no proxy of this account, or not of this type.',
  Unproxyable: "The proxy's type does not allow this call.",
  Duplicate: 'The account has this proxy already.',
  NoPermission: 'The sender must be the pure proxy itself.',
  Unannounced: 'The call was not announced, or its delay is not over.',
  NoSelfProxy: 'An account cannot be its own proxy.',
  AnnouncementDepositInvariantViolated: 'The deposit for the announcements could not be computed.',
  InvalidDerivedAccountId: 'No account can be derived from this input.',
})
