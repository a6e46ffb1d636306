import type { Context } from '../../../frame/context.ts'
import type { Weight } from '../../../frame/weight.ts'
import { ZERO_WEIGHT } from '../../../frame/weight.ts'

/** What happens to the economy at the start of every block (spec: 30-block-step §3). */
export function blockStep(_ctx: Context, _blockNumber: number): Weight {
  return ZERO_WEIGHT
}
