import { bytesToHex, compareBytes } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import type { Fault } from '../../frame/pallet.ts'
import { accountData } from '../system/accounts.ts'
import { DEPOSIT_BASE, DEPOSIT_FACTOR } from './constants.ts'
import { Multisigs } from './storage.ts'

/** Operations hold ascending approvals and a deposit that their depositor has reserved. */
export function openOperationsAreSound(ctx: Context): readonly Fault[] {
  const faults: Fault[] = []
  const deposits = new Map<string, bigint>()
  for (const [[account], { depositor, deposit, approvals }] of Multisigs.entries(ctx)) {
    const name = `operation of ${bytesToHex(account)}`
    const ascends = approvals.every((each, at) => {
      const before = approvals[at - 1]
      return before === undefined || compareBytes(before, each) < 0
    })
    if (!ascends || approvals.length === 0) faults.push(`${name} has approvals out of order`)
    const least = DEPOSIT_BASE + 2n * DEPOSIT_FACTOR
    if (deposit < least) faults.push(`${name} has a deposit of ${deposit} rao`)
    const key = bytesToHex(depositor)
    const total = (deposits.get(key) ?? 0n) + deposit
    deposits.set(key, total)
    const { reserved } = accountData(ctx, depositor)
    if (reserved < total) faults.push(`${key} reserves ${reserved} rao for ${total} of deposits`)
  }
  return faults
}
