import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { hotkeyExists } from '../subtensor/keys/ownership.ts'
import { Owner } from '../subtensor/storage/keys.ts'
import { BlockNumber } from '../system/storage.ts'
import { KeyOfAddress, KeyOwner, LastReport } from './storage.ts'

/** Whom the report of the block in progress names; nobody before the report. */
export function reportedAuthor(ctx: Context): AccountId | undefined {
  const report = LastReport.get(ctx)
  return report?.block === BlockNumber.get(ctx) ? report.author : undefined
}

/** Who earns what a proposer earns: the owner of its hotkey, or the hotkey where nobody owns it. */
export function earnerOf(ctx: Context, address: Uint8Array): AccountId | undefined {
  const key = KeyOfAddress.get(ctx, address)
  const hotkey = key === undefined ? undefined : KeyOwner.get(ctx, key)
  if (hotkey === undefined) return undefined
  return hotkeyExists(ctx, hotkey) ? Owner.get(ctx, hotkey) : hotkey
}
