import { AccountId32, boundedVec, tuple, twox64Concat, u64, unit } from '@plexus/primitives'
import { DispatchResult } from '../../frame/dispatch-error.ts'
import { hashed } from '../../frame/key.ts'
import { optionalMap, storageMap } from '../../frame/storage.ts'
import { MAX_PENDING, MAX_PROXIES } from './constants.ts'
import { proxyId } from './id.ts'
import { Announcement, ProxyDefinition } from './types.ts'

const byAccount = hashed(twox64Concat, AccountId32)

/** The proxies of an account, ascending, and the deposit for them in rao. */
export const Proxies = storageMap(
  proxyId,
  'Proxies',
  [byAccount],
  tuple(boundedVec(ProxyDefinition, MAX_PROXIES), u64),
  () => [[], 0n] as const,
)

/** What a proxy has announced, oldest first, and the deposit for it in rao. */
export const Announcements = storageMap(
  proxyId,
  'Announcements',
  [byAccount],
  tuple(boundedVec(Announcement, MAX_PENDING), u64),
  () => [[], 0n] as const,
)

/** The result of the last call made for an account in this block. */
export const LastCallResult = optionalMap(proxyId, 'LastCallResult', [byAccount], DispatchResult)

/** Pairs (account, proxy) in which the account pays the fees of the proxy's calls for it. */
export const RealPaysFee = optionalMap(proxyId, 'RealPaysFee', [byAccount, byAccount], unit)

export const storage = [Proxies, Announcements, LastCallResult, RealPaysFee] as const
