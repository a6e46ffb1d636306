import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { saturatingBlock } from '../../frame/saturating.ts'
import { BlockNumber } from '../system/storage.ts'
import { FOR_EVER } from './constants.ts'
import { events } from './events.ts'
import { slashRootStake } from './slash.ts'
import { Jailed, KeyOfAddress, KeyOwner, Missed, Params, Tombstoned } from './storage.ts'
import type { MisbehaviourType } from './types.ts'
import type { ValueOf } from '@plexus/primitives'

/** Whether a key may not be in the set: it signed twice, or its hotkey is in jail. */
export function isBarred(ctx: Context, key: Uint8Array): boolean {
  if (Tombstoned.has(ctx, key)) return true
  const hotkey = KeyOwner.get(ctx, key)
  return hotkey === undefined || Jailed.has(ctx, hotkey)
}

/** Jails a hotkey that missed too many blocks. Its window begins anew. */
export function jailForAbsence(ctx: Context, hotkey: AccountId): void {
  const until = saturatingBlock(BlockNumber.get(ctx), Params.get(ctx).jail_blocks)
  Missed.remove(ctx, hotkey)
  Jailed.set(ctx, hotkey, until)
  ctx.deposit(events, { type: 'Jailed', value: { hotkey, until } })
}

/** Bars the key and its hotkey for ever and takes a part of the stake; once for each key. */
export function punish(ctx: Context, offence: ValueOf<typeof MisbehaviourType>): void {
  const { kind, address, height } = offence
  const key = KeyOfAddress.get(ctx, address)
  const hotkey = key === undefined ? undefined : KeyOwner.get(ctx, key)
  if (key === undefined || hotkey === undefined || Tombstoned.has(ctx, key)) return
  Tombstoned.set(ctx, key, BlockNumber.get(ctx))
  Missed.remove(ctx, hotkey)
  Jailed.set(ctx, hotkey, FOR_EVER)
  const slashed = slashRootStake(ctx, hotkey, Params.get(ctx).slash_permille)
  ctx.deposit(events, { type: 'Misbehaved', value: { hotkey, key, kind, height, slashed } })
}
