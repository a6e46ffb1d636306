import type { AccountId } from '@plexus/primitives'

/** A hotkey that takes the place of another of the same coldkey. */
export interface HotkeySwap {
  readonly coldkey: AccountId
  readonly oldHotkey: AccountId
  readonly newHotkey: AccountId
  /** Whether stake stays with the old hotkey, and what is counted by it. */
  readonly keepStake: boolean
}
