import { dispatchInfo } from '../frame/call.ts'
import type { DispatchInfo, PostInfo, RuntimeCall } from '../frame/call.ts'
import type { Context } from '../frame/context.ts'
import type { DispatchOutcome } from '../frame/dispatch.ts'
import { NONE, signed } from '../frame/origin.ts'
import { addWeights, minWeight } from '../frame/weight.ts'
import type { Weight } from '../frame/weight.ts'
import { events } from '../pallets/system/events.ts'
import { BASE_EXTRINSIC } from '../pallets/system/limits.ts'
import type { ApplyResult } from '../runtime.ts'
import { checkSignature } from './checked.ts'
import type { SignedExtrinsic } from './checked.ts'
import type { Settlement, TransactionExtension } from './extension.ts'
import {
  checkExtrinsicFits,
  returnUnusedWeight,
  takeBlockSpace,
} from './extensions/check-weight.ts'
import type { Extrinsic } from './extrinsic.ts'
import { validateSigned, vouchFor } from './validate.ts'
import { invalid, ValidityFailure } from './validity.ts'

/** As `ApplyResult`, with what the call gave. */
export type Applied =
  | {
      readonly kind: 'included'
      readonly dispatched: boolean
      readonly outcome: DispatchOutcome
    }
  | Extract<ApplyResult, { kind: 'invalid' }>

/**
 * Applies an extrinsic to the block in progress. A refused one leaves no trace; an included one
 * whose call fails keeps its fee and its nonce.
 */
export function applyExtrinsic(
  ctx: Context,
  extrinsic: Extrinsic,
  extensions: readonly TransactionExtension[],
): Applied {
  try {
    const outcome = ctx.transactional(() => {
      switch (extrinsic.kind) {
        case 'general':
          return invalid('UnknownOrigin')
        case 'bare':
          return applyBare(ctx, extrinsic.call, extrinsic.length)
        case 'signed':
          return applySigned(ctx, extrinsic, extensions)
      }
    })
    return { kind: 'included', dispatched: outcome.ok, outcome }
  } catch (error) {
    if (!(error instanceof ValidityFailure)) throw error
    return { kind: 'invalid', error: error.error }
  }
}

function applySigned(
  ctx: Context,
  extrinsic: SignedExtrinsic,
  extensions: readonly TransactionExtension[],
): DispatchOutcome {
  const who = checkSignature(ctx, extrinsic, extensions)
  const { call, explicit, length } = extrinsic
  const tx = { who, call, info: dispatchInfo(call, ctx.config), length }
  validateSigned(ctx, tx, explicit, extensions, 'InBlock')
  const prepared = extensions.map((extension, at) => extension.prepare?.(ctx, tx, explicit[at]))
  const outcome = ctx.dispatch(call, signed(who))
  const settlement = settle(tx.info, outcome)
  for (const [at, extension] of extensions.entries()) {
    extension.postDispatch?.(ctx, tx, prepared[at], settlement)
  }
  finish(ctx, tx.info, outcome, settlement.actualWeight)
  return outcome
}

function applyBare(ctx: Context, call: RuntimeCall, length: number): DispatchOutcome {
  vouchFor(ctx, call, 'InBlock')
  const info = dispatchInfo(call, ctx.config)
  checkExtrinsicFits(ctx, info, length)
  takeBlockSpace(ctx, info, length)
  const outcome = ctx.dispatch(call, NONE)
  const { actualWeight } = settle(info, outcome)
  returnUnusedWeight(ctx, info, actualWeight)
  finish(ctx, info, outcome, actualWeight)
  return outcome
}

function settle(info: DispatchInfo, outcome: DispatchOutcome): Settlement {
  const { actualWeight: used } = outcome.post
  const actualWeight = used === undefined ? info.weight : minWeight(used, info.weight)
  return { post: outcome.post, actualWeight, ok: outcome.ok }
}

function finish(
  ctx: Context,
  info: DispatchInfo,
  outcome: DispatchOutcome,
  actualWeight: Weight,
): void {
  if (!outcome.ok && info.class === 'Mandatory') invalid('BadMandatory')
  const dispatch_info = {
    weight: addWeights(actualWeight, BASE_EXTRINSIC),
    class: info.class,
    pays_fee: paysFee(info, outcome.post) ? 'Yes' : 'No',
  } as const
  if (outcome.ok) ctx.deposit(events, { type: 'ExtrinsicSuccess', value: { dispatch_info } })
  else {
    const value = { dispatch_error: outcome.error, dispatch_info }
    ctx.deposit(events, { type: 'ExtrinsicFailed', value })
  }
}

/** A call that is free beforehand stays free; one that pays may turn out free. */
export const paysFee = (info: DispatchInfo, post: PostInfo): boolean =>
  info.paysFee && (post.paysFee ?? true)
