import { u32, u64 } from '@plexus/primitives'
import { constant } from '../../frame/constant.ts'

/** Most proxies of one account. */
export const MAX_PROXIES = 20
/** Most announcements of one proxy that wait to be used. */
export const MAX_PENDING = 75

/** What is reserved for a list of `count` entries, in rao; nothing for an empty list. */
const depositOf =
  (base: bigint, factor: bigint) =>
  (count: number): bigint =>
    count === 0 ? 0n : base + factor * BigInt(count)

const PROXY_DEPOSIT_BASE = 60_000_000n
const PROXY_DEPOSIT_FACTOR = 33_000_000n
const ANNOUNCEMENT_DEPOSIT_BASE = 36_000_000n
const ANNOUNCEMENT_DEPOSIT_FACTOR = 68_000_000n

export const proxyDeposit = depositOf(PROXY_DEPOSIT_BASE, PROXY_DEPOSIT_FACTOR)
export const announcementDeposit = depositOf(ANNOUNCEMENT_DEPOSIT_BASE, ANNOUNCEMENT_DEPOSIT_FACTOR)

export const constants = [
  constant('ProxyDepositBase', u64, PROXY_DEPOSIT_BASE, [
    'Deposit of an account that has proxies, in rao.',
  ]),
  constant('ProxyDepositFactor', u64, PROXY_DEPOSIT_FACTOR, ['Deposit for each proxy, in rao.']),
  constant('MaxProxies', u32, MAX_PROXIES, ['Most proxies of one account.']),
  constant('MaxPending', u32, MAX_PENDING, ['Most announcements of one proxy that wait.']),
  constant('AnnouncementDepositBase', u64, ANNOUNCEMENT_DEPOSIT_BASE, [
    'Deposit of a proxy that has announcements, in rao.',
  ]),
  constant('AnnouncementDepositFactor', u64, ANNOUNCEMENT_DEPOSIT_FACTOR, [
    'Deposit for each announcement, in rao.',
  ]),
] as const
