import type { Context } from '../../frame/context.ts'
import type { Fault } from '../../frame/pallet.ts'
import { BlockNumber } from '../system/storage.ts'
import { KEY_BYTES } from './config.ts'
import {
  AuthorKeys,
  CurrentKey,
  NextKey,
  NextKeyExpiresAt,
  NextPendingExtrinsicIndex,
  PendingExtrinsics,
  PendingKey,
  PendingKeyExpiresAt,
} from './storage.ts'

/** Every key is a key, and where one waits it is known until when. */
export function keysHaveExpiries(ctx: Context): readonly Fault[] {
  const faults: Fault[] = []
  const keys = [
    CurrentKey.get(ctx),
    PendingKey.get(ctx),
    NextKey.get(ctx),
    ...[...AuthorKeys.entries(ctx)].map(([, key]) => key),
  ]
  for (const key of keys) {
    if (key !== undefined && key.length !== KEY_BYTES) faults.push(`a key has ${key.length} bytes`)
  }
  for (const [key, expiry] of [
    [PendingKey, PendingKeyExpiresAt],
    [NextKey, NextKeyExpiresAt],
  ] as const) {
    if (key.has(ctx) !== expiry.has(ctx)) faults.push(`${key.name} and ${expiry.name} are not both`)
  }
  return faults
}

/** The counter counts the queue, which has nothing of an earlier block and nothing of the future. */
export function queueIsOfThisBlock(ctx: Context): readonly Fault[] {
  const faults: Fault[] = []
  const now = BlockNumber.get(ctx)
  const end = NextPendingExtrinsicIndex.get(ctx)
  const entries = [...PendingExtrinsics.entries(ctx)]
  const counted = PendingExtrinsics.counter.get(ctx)
  if (entries.length !== counted) faults.push(`${entries.length} calls wait, counted ${counted}`)
  for (const [[index], { submitted_at: at }] of entries) {
    if (index >= end) faults.push(`call ${index} waits, the next one is ${end}`)
    if (at !== now) faults.push(`call ${index} of block ${at} waits after block ${now}`)
  }
  return faults
}
