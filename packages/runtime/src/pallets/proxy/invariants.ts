import { bytesToHex } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import type { Fault } from '../../frame/pallet.ts'
import { accountData } from '../system/accounts.ts'
import { announcementDeposit, proxyDeposit } from './constants.ts'
import { Announcements, LastCallResult, Proxies } from './storage.ts'
import { compareDefinitions } from './types.ts'

/** Lists of proxies are in order and have their deposit; nothing remains of call results. */
export function proxiesAreSound(ctx: Context): readonly Fault[] {
  const faults: Fault[] = []
  for (const [[account], [proxies, deposit]] of Proxies.entries(ctx)) {
    const name = bytesToHex(account)
    const ascends = proxies.every((each, at) => {
      const before = proxies[at - 1]
      return before === undefined || compareDefinitions(before, each) < 0
    })
    if (!ascends || proxies.length === 0) faults.push(`the proxies of ${name} are out of order`)
    const due = proxyDeposit(proxies.length)
    if (deposit !== due) faults.push(`${name} has ${deposit} rao of ${due} for its proxies`)
  }
  for (const [account] of LastCallResult.entries(ctx)) {
    faults.push(`a call result of ${bytesToHex(account[0])} was kept`)
  }
  return faults
}

/** Lists of announcements have their deposit, and it is reserved. */
export function announcementsAreSound(ctx: Context): readonly Fault[] {
  const faults: Fault[] = []
  for (const [[account], [pending, deposit]] of Announcements.entries(ctx)) {
    const name = bytesToHex(account)
    const due = announcementDeposit(pending.length)
    if (deposit !== due || deposit === 0n) {
      faults.push(`${name} has ${deposit} rao of ${due} for its announcements`)
    }
    const { reserved } = accountData(ctx, account)
    if (reserved < deposit) faults.push(`${name} reserves ${reserved} of ${deposit} rao`)
  }
  return faults
}
