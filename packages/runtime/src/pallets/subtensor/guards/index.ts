import type { AccountId } from '@plexus/primitives'
import type { RuntimeCall } from '../../../frame/call.ts'
import type { Context, DispatchRules } from '../../../frame/context.ts'
import { fail } from '../../../frame/error.ts'
import type { ModuleError } from '../../../frame/error.ts'
import { checkColdkeySwap } from './check-coldkey-swap.ts'
import { checkDelegateTake } from './check-delegate-take.ts'
import { checkEvmKey } from './check-evm-key.ts'
import { checkRateLimits } from './check-rate-limits.ts'
import { checkServing } from './check-serving.ts'
import { checkWeights } from './check-weights.ts'
import type { Guard } from './guard.ts'

const ORDER: readonly Guard[] = [
  checkColdkeySwap,
  checkWeights,
  checkRateLimits,
  checkDelegateTake,
  checkServing,
  checkEvmKey,
]

/** Checks before every signed dispatch, nested ones too, in their order (spec: 20-calls §2). */
export const guards: DispatchRules['guards'] = ORDER.map((guard) => (ctx, origin, call) => {
  const fault = origin.kind === 'Signed' ? guard(ctx, origin.who, call) : undefined
  if (fault !== undefined) fail(fault)
})

/** What the first guard that minds has against a call of this signer. */
export function guardFault(
  ctx: Context,
  who: AccountId,
  call: RuntimeCall,
): ModuleError | undefined {
  for (const guard of ORDER) {
    const fault = guard(ctx, who, call)
    if (fault !== undefined) return fault
  }
  return undefined
}
