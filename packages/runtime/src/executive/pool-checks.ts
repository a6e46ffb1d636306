import { encode, result } from '@plexus/primitives'
import type { Hash } from '@plexus/primitives'
import { extensions } from '../extensions.ts'
import type { Context } from '../frame/context.ts'
import { DispatchResult } from '../frame/dispatch-error.ts'
import { toResult } from '../frame/dispatch.ts'
import type { SignatureClaim } from '../frame/host.ts'
import { RuntimePanic } from '../frame/panic.ts'
import { BlockHash, BlockNumber } from '../pallets/system/storage.ts'
import type { StateView } from '../state/view.ts'
import { applyExtrinsic } from './apply.ts'
import type { Applied } from './apply.ts'
import { signatureClaim } from './checked.ts'
import { createContext } from './context.ts'
import type { Environment } from './context.ts'
import { ApiFailedError } from './errors.ts'
import { decodeExtrinsic } from './extrinsic.ts'
import { TransactionValidityErrorType, ValidityFailure } from './validity.ts'

/** `ApplyExtrinsicResult`. */
const ApplyExtrinsicResult = result(DispatchResult, TransactionValidityErrorType)

/** The state as the block after `parent` begins to see it. */
export function pendingContext(environment: Environment, view: StateView, parent: Hash): Context {
  const ctx = createContext(environment, view)
  const number = BlockNumber.get(ctx)
  BlockHash.set(ctx, number, parent)
  BlockNumber.set(ctx, number + 1)
  return ctx
}

/** What to verify for an extrinsic; nothing where it is refused before its signature matters. */
export function signatureCheckOf(ctx: Context, extrinsic: Uint8Array): SignatureClaim | undefined {
  const decoded = decodeExtrinsic(extrinsic, extensions, ctx.rules)
  if (decoded.kind !== 'signed') return undefined
  try {
    return signatureClaim(ctx, decoded, extensions)
  } catch (error) {
    if (error instanceof ValidityFailure) return undefined
    throw error
  }
}

/**
 * Applies an extrinsic to a context that is thrown away; SCALE `ApplyExtrinsicResult`.
 *
 * @throws ApiFailedError where the runtime panics
 */
export function dryRun(ctx: Context, extrinsic: Uint8Array): Uint8Array {
  ctx.phase = { type: 'ApplyExtrinsic', value: 0 }
  const applied = applyOrFail(ctx, extrinsic)
  return encode(
    ApplyExtrinsicResult,
    applied.kind === 'included'
      ? { ok: true, value: toResult(applied.outcome) }
      : { ok: false, error: applied.error },
  )
}

function applyOrFail(ctx: Context, extrinsic: Uint8Array): Applied {
  try {
    return applyExtrinsic(ctx, decodeExtrinsic(extrinsic, extensions, ctx.rules), extensions)
  } catch (cause) {
    if (!(cause instanceof RuntimePanic)) throw cause
    throw new ApiFailedError('BlockBuilder_apply_extrinsic', cause.message, { cause })
  }
}
