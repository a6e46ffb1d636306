import type { Context } from '../../frame/context.ts'
import { wantedSet } from './candidates.ts'
import { REPEAT_BLOCKS, UPDATE_DELAY } from './constants.ts'
import { events } from './events.ts'
import { isBarred } from './jail.ts'
import { difference, expel, rotate } from './rotation.ts'
import { Active, KeyOwner, LastUpdate, Missed, Params, Updates } from './storage.ts'
import type { Validator } from './types.ts'

/** Decides what this block tells the engine. */
export function updateSet(ctx: Context, blockNumber: number): void {
  const before = Active.get(ctx)
  const kept = expel(before, (key) => isBarred(ctx, key))
  const after = isRotation(ctx, blockNumber) ? towardsWanted(ctx, kept) : kept
  const changed = difference(before, after)
  if (changed.length > 0) changeSet(ctx, after, changed)
  tell(ctx, blockNumber, changed.length > 0 ? changed : repetition(ctx, blockNumber, after))
}

/** The set that is told now makes its first block when a period begins. */
const isRotation = (ctx: Context, blockNumber: number): boolean =>
  (blockNumber + UPDATE_DELAY) % Params.get(ctx).rotation_blocks === 0

/** Without any candidate the set stays: a chain without validators would stand still. */
function towardsWanted(ctx: Context, active: readonly Validator[]): readonly Validator[] {
  const wanted = wantedSet(ctx)
  if (wanted.length === 0) return active
  const { max_churn_permille: maxChurnPermille, max_validators: maxValidators } = Params.get(ctx)
  return rotate(active, wanted, {
    maxChurnPermille,
    maxValidators,
    isBarred: (key) => isBarred(ctx, key),
  })
}

function changeSet(ctx: Context, after: readonly Validator[], updates: readonly Validator[]): void {
  Active.set(ctx, after)
  for (const { key, power } of updates) {
    const hotkey = KeyOwner.get(ctx, key)
    if (power === 0n && hotkey !== undefined) Missed.remove(ctx, hotkey)
  }
  ctx.deposit(events, { type: 'SetChanged', value: { updates } })
}

function repetition(
  ctx: Context,
  blockNumber: number,
  active: readonly Validator[],
): readonly Validator[] {
  return blockNumber - LastUpdate.get(ctx) >= REPEAT_BLOCKS ? active.slice(0, 1) : []
}

function tell(ctx: Context, blockNumber: number, updates: readonly Validator[]): void {
  if (updates.length > 0) {
    LastUpdate.set(ctx, blockNumber)
    Updates.set(ctx, updates)
  } else if (Updates.has(ctx)) Updates.remove(ctx)
}
