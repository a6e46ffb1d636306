import { equalBytes } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { ensure, fail } from '../../frame/error.ts'
import { ensureSigned } from '../../frame/origin.ts'
import type { Origin } from '../../frame/origin.ts'
import { errors } from './errors.ts'
import { Crowdloans, CurrentCrowdloanId } from './storage.ts'
import type { CrowdloanInfo } from './types.ts'

/** A crowdloan and its number. */
export interface NumberedCrowdloan {
  readonly id: number
  readonly loan: CrowdloanInfo
}

/** @throws DispatchFailure InvalidCrowdloanId */
export const crowdloanOf = (ctx: Context, id: number): CrowdloanInfo =>
  Crowdloans.get(ctx, id) ?? fail(errors.InvalidCrowdloanId)

/**
 * A crowdloan that has not been finalised, whose creator signed.
 *
 * @throws DispatchFailure BadOrigin, InvalidCrowdloanId, AlreadyFinalized, InvalidOrigin
 */
export function openCrowdloanOf(ctx: Context, origin: Origin, id: number): CrowdloanInfo {
  const who = ensureSigned(origin)
  const loan = crowdloanOf(ctx, id)
  ensure(!loan.finalized, errors.AlreadyFinalized)
  ensure(equalBytes(who, loan.creator), errors.InvalidOrigin)
  return loan
}

/** The crowdloan whose call runs now. @throws DispatchFailure InvalidCrowdloanId */
export function crowdloanBeingFinalized(ctx: Context): NumberedCrowdloan {
  const id = CurrentCrowdloanId.get(ctx) ?? fail(errors.InvalidCrowdloanId)
  return { id, loan: crowdloanOf(ctx, id) }
}
