import { errors } from '../errors.ts'
import { decreaseTake, increaseTake } from '../keys/calls/delegate-take.ts'
import { hotkeyExists, ownsHotkey } from '../keys/ownership.ts'
import { MaxDelegateTake, MinDelegateTake } from '../storage/keys.ts'
import type { Guard } from './guard.ts'

/** A take is within bounds, and set by the owner of the hotkey. */
export const checkDelegateTake: Guard = (ctx, who, value) => {
  if (!increaseTake.is(value) && !decreaseTake.is(value)) return undefined
  const { hotkey, take } = value.args
  if (take < MinDelegateTake.get(ctx)) return errors.DelegateTakeTooLow
  if (take > MaxDelegateTake.get(ctx)) return errors.DelegateTakeTooHigh
  if (!hotkeyExists(ctx, hotkey)) return errors.HotKeyAccountNotExists
  return ownsHotkey(ctx, who, hotkey) ? undefined : errors.NonAssociatedColdKey
}
