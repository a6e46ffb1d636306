import type { Context } from '../../frame/context.ts'
import type { Weight } from '../../frame/weight.ts'
import { exit } from './calls/force-exit.ts'
import { EnteredUntil } from './storage.ts'
import { safeModeWeights } from './weights.ts'

/** Leaves safe mode in the first block after the last one that it was entered for. */
export function exitOnTimeout(ctx: Context, blockNumber: number): Weight {
  const until = EnteredUntil.get(ctx)
  if (until === undefined || blockNumber <= until) return safeModeWeights.onInitializeNoop
  exit(ctx, 'Timeout')
  return safeModeWeights.onInitializeExit
}
