import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { ensure } from '../../frame/error.ts'
import { announcementDeposit, MAX_PENDING } from './constants.ts'
import { adjustDeposit } from './deposit.ts'
import { errors } from './errors.ts'
import { Announcements } from './storage.ts'
import type { Announcement } from './types.ts'

/** Adds an announcement of a proxy, who pays the deposit. @throws DispatchFailure TooMany */
export function addAnnouncement(ctx: Context, delegate: AccountId, added: Announcement): void {
  const [pending, deposit] = Announcements.get(ctx, delegate)
  ensure(pending.length < MAX_PENDING, errors.TooMany)
  const next = announcementDeposit(pending.length + 1)
  adjustDeposit(ctx, delegate, deposit, next)
  Announcements.set(ctx, delegate, [[...pending, added], next])
}

/** Removes the announcements that match; whether there was one. */
export function takeAnnouncements(
  ctx: Context,
  delegate: AccountId,
  isTaken: (announcement: Announcement) => boolean,
): boolean {
  const [pending, deposit] = Announcements.get(ctx, delegate)
  const kept = pending.filter((each) => !isTaken(each))
  if (kept.length === pending.length) return false
  const next = announcementDeposit(kept.length)
  adjustDeposit(ctx, delegate, deposit, next)
  if (kept.length === 0) Announcements.remove(ctx, delegate)
  else Announcements.set(ctx, delegate, [kept, next])
  return true
}
