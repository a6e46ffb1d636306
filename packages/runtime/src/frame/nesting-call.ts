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
 *
 * PERF: what was found is kept with the arguments (values never change), because each level of
 * nesting asks again while it runs: 250 levels around 10,000 calls take 0.3 s instead of 1.2 s.
 */
export function nestingCall<F extends Fields>(
  pallet: Call['pallet'],
  args: F,
  { info, ...declaration }: NestingDeclaration<FieldValues<F>>,
): TypedCall<FieldValues<F>> {
  const declared = call(pallet, args, { ...declaration, weight: ZERO_WEIGHT })
  const known = new WeakMap<
    object,
    { readonly config: RuntimeConfig; readonly info: DispatchInfo }
  >()
  const infoOf: Call['info'] = (values, config) => {
    const found = known.get(values)
    if (found?.config === config) return found.info
    const fresh = info(values as FieldValues<F>, config)
    known.set(values, { config, info: fresh })
    return fresh
  }
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
