import { dispatchInfo } from '../frame/call.ts'
import type { RuntimeCall } from '../frame/call.ts'
import type { Context } from '../frame/context.ts'
import type { TransactionSource, TransactionValidity, ValidTransaction } from '../runtime.ts'
import { checkSignature } from './checked.ts'
import type { SignedTransaction, TransactionExtension } from './extension.ts'
import { checkExtrinsicFits } from './extensions/check-weight.ts'
import type { Extrinsic } from './extrinsic.ts'
import { combineValidity, invalid, PLAIN_VALIDITY, unknown, ValidityFailure } from './validity.ts'

/** The outermost call and eight calls inside one another (the pool only; spec: 50 §6). */
const MAX_NESTED_CALLS = 9

/** The pool's question: would this extrinsic be good in the next block? Writes nothing. */
export function validateTransaction(
  ctx: Context,
  extrinsic: Extrinsic,
  extensions: readonly TransactionExtension[],
  source: TransactionSource,
): TransactionValidity {
  return inspect(() => {
    checkNesting(extrinsic)
    if (extrinsic.kind === 'general') return invalid('UnknownOrigin')
    if (extrinsic.kind === 'bare') return validateBare(ctx, extrinsic, source)
    const who = checkSignature(ctx, extrinsic, extensions)
    const info = dispatchInfo(extrinsic.call, ctx.config)
    if (info.class === 'Mandatory') return invalid('MandatoryValidation')
    const tx = { who, call: extrinsic.call, info, length: extrinsic.length }
    return validateSigned(ctx, tx, extrinsic.explicit, extensions, source)
  })
}

/** Runs a check; the one place where a `ValidityFailure` becomes a value. */
export function inspect(check: () => ValidTransaction): TransactionValidity {
  try {
    return { ok: true, value: check() }
  } catch (error) {
    if (!(error instanceof ValidityFailure)) throw error
    return { ok: false, error: error.error }
  }
}

/** Asks every extension in order; the first refusal counts. */
export function validateSigned(
  ctx: Context,
  tx: SignedTransaction,
  explicit: readonly unknown[],
  extensions: readonly TransactionExtension[],
  source: TransactionSource,
): ValidTransaction {
  let validity = PLAIN_VALIDITY
  for (const [at, extension] of extensions.entries()) {
    const verdict = extension.validate?.(ctx, tx, explicit[at], source)
    if (verdict !== undefined) validity = combineValidity(validity, verdict)
  }
  return validity
}

/** Whether anyone vouches for an unsigned call is asked before whether a block could hold it. */
function validateBare(
  ctx: Context,
  { call, length }: Extrinsic,
  source: TransactionSource,
): ValidTransaction {
  const info = dispatchInfo(call, ctx.config)
  if (info.class === 'Mandatory') return invalid('MandatoryValidation')
  const validity = vouchFor(ctx, call, source) ?? unknown('NoUnsignedValidator')
  checkExtrinsicFits(ctx, info, length)
  return validity
}

/**
 * What the pallet of an unsigned call says of it; `undefined` where it says nothing. A block then
 * takes the call, the pool does not.
 */
export function vouchFor(
  ctx: Context,
  call: RuntimeCall,
  source: TransactionSource,
): ValidTransaction | undefined {
  const pallet = ctx.rules.pallets.find(({ id }) => id.index === call.call.pallet.index)
  const verdict = pallet?.validateUnsigned?.(ctx, call, source)
  if (verdict?.ok === false) throw new ValidityFailure(verdict.error)
  return verdict?.value
}

function checkNesting(extrinsic: Extrinsic): void {
  if (extrinsic.kind === 'signed' && extrinsic.depth > MAX_NESTED_CALLS) invalid('Call')
}
