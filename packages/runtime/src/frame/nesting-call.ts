import type { Fields, FieldValues } from '@plexus/primitives'
import { call, dispatchInfo } from './call.ts'
import type { Call, CallDeclaration, DispatchInfo, RuntimeCall, TypedCall } from './call.ts'
import type { RuntimeConfig } from './config.ts'
import type { DispatchOutcome } from './dispatch.ts'
import { minWeight, ZERO_WEIGHT } from './weight.ts'
import type { Weight } from './weight.ts'

/** The declaration of a call that holds calls. */
export interface NestingDeclaration<A> extends Omit<
  CallDeclaration<A>,
  'weight' | 'class' | 'pays'
> {
  info(args: A, config: RuntimeConfig): DispatchInfo
}

/**
 * Declares a call that holds calls. Its weight, class and fee rule come from one look at them:
 * asked for one by one, each level of nesting would triple the work.
 */
export function nestingCall<F extends Fields>(
  pallet: Call['pallet'],
  args: F,
  { info, ...declaration }: NestingDeclaration<FieldValues<F>>,
): TypedCall<FieldValues<F>> {
  const declared = call(pallet, args, { ...declaration, weight: ZERO_WEIGHT })
  const infoOf: Call['info'] = (values, config) => info(values as FieldValues<F>, config)
  return Object.assign(declared, { info: infoOf })
}

/** What a dispatched call used: what it reports, at most what it announced. */
export function usedWeight(
  call: RuntimeCall,
  { post }: DispatchOutcome,
  config: RuntimeConfig,
): Weight {
  const { weight } = dispatchInfo(call, config)
  return post.actualWeight === undefined ? weight : minWeight(post.actualWeight, weight)
}
