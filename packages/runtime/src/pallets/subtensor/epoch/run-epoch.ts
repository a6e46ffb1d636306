import type { AccountId, AlphaRao, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'

/** What the epoch gave one hotkey, in 10⁻⁹ alpha. */
export interface HotkeyEmission {
  readonly hotkey: AccountId
  /** For its work. */
  readonly incentive: AlphaRao
  /** For its judgements. */
  readonly dividend: AlphaRao
}

/** Runs the epoch of every mechanism, stores its vectors (spec: 30-block-step §10.1). @returns by hotkey, ascending */
export function runEpoch(
  _ctx: Context,
  _netuid: NetUid,
  _emission: AlphaRao,
): readonly HotkeyEmission[] {
  throw new Error('not built')
}
