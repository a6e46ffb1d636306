import { compareBytes, encode, equalBytes } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { dispatchInfo, RuntimeCall } from '../../frame/call.ts'
import type { PostInfo } from '../../frame/call.ts'
import type { Context } from '../../frame/context.ts'
import { toResult } from '../../frame/dispatch.ts'
import { ensure } from '../../frame/error.ts'
import { signed } from '../../frame/origin.ts'
import { addWeights, allAtLeast } from '../../frame/weight.ts'
import type { Weight } from '../../frame/weight.ts'
import { reserve, unreserve } from '../balances/index.ts'
import { BlockNumber } from '../system/storage.ts'
import { depositOf } from './constants.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { membersWith, multisigAccount } from './members.ts'
import { Multisigs } from './storage.ts'
import type { MultisigOperation, Timepoint } from './types.ts'
import { multisigWeights } from './weights.ts'

/** What a member of a multisig agrees to. */
export interface Approval {
  readonly threshold: number
  readonly others: readonly AccountId[]
  readonly timepoint: Timepoint | undefined
  /** The call itself, or only its hash. */
  readonly subject: { readonly call: RuntimeCall } | { readonly callHash: Uint8Array }
  readonly maxWeight: Weight
}

interface Operation {
  readonly who: AccountId
  readonly account: AccountId
  readonly others: number
  readonly callHash: Uint8Array
  readonly call: RuntimeCall | undefined
  readonly callBytes: number
}

/** Opens an operation, adds an approval, or runs the call when the approvals suffice. */
export function operate(ctx: Context, who: AccountId, approval: Approval): PostInfo {
  const { threshold, others, timepoint, subject, maxWeight } = approval
  ensure(threshold >= 2, errors.MinimumThreshold)
  const account = multisigAccount(ctx, membersWith(who, others), threshold)
  const operation = { who, account, others: others.length, ...hashed(ctx, subject) }
  const open = Multisigs.get(ctx, account, operation.callHash)
  if (open === undefined) {
    ensure(timepoint === undefined, errors.UnexpectedTimepoint)
    return start(ctx, operation, threshold)
  }
  ensure(timepoint !== undefined, errors.NoTimepoint)
  ensure(isAt(open.when, timepoint), errors.WrongTimepoint)

  const isNew = !open.approvals.some((each) => equalBytes(each, who))
  const counts = isNew && open.approvals.length < threshold
  const approvals = open.approvals.length + (counts ? 1 : 0)
  const { call } = operation
  if (call !== undefined && approvals >= threshold) {
    return execute(ctx, { ...operation, call }, open, maxWeight)
  }
  ensure(counts, errors.AlreadyApproved)
  return approve(ctx, operation, open)
}

/** Whether two timepoints are the same. */
export const isAt = (a: Timepoint, b: Timepoint): boolean =>
  a.height === b.height && a.index === b.index

function hashed(
  { host }: Context,
  subject: Approval['subject'],
): Pick<Operation, 'call' | 'callHash' | 'callBytes'> {
  if ('callHash' in subject) {
    return { call: undefined, callHash: subject.callHash, callBytes: 0 }
  }
  const encoded = encode(RuntimeCall, subject.call)
  return { call: subject.call, callHash: host.blake2b256(encoded), callBytes: encoded.length }
}

function start(ctx: Context, operation: Operation, threshold: number): PostInfo {
  const { who, account, callHash, others, callBytes } = operation
  const deposit = depositOf(threshold)
  reserve(ctx, who, deposit)
  const when = timepointOf(ctx)
  Multisigs.set(ctx, account, callHash, { when, deposit, depositor: who, approvals: [who] })
  const value = { approving: who, multisig: account, call_hash: callHash }
  ctx.deposit(events, { type: 'NewMultisig', value })
  return { actualWeight: multisigWeights.create(others, callBytes) }
}

function approve(ctx: Context, operation: Operation, open: MultisigOperation): PostInfo {
  const { who, account, callHash, others, callBytes } = operation
  const approvals = [...open.approvals, who].sort(compareBytes)
  Multisigs.set(ctx, account, callHash, { ...open, approvals })
  const value = { approving: who, timepoint: open.when, multisig: account, call_hash: callHash }
  ctx.deposit(events, { type: 'MultisigApproval', value })
  return { actualWeight: multisigWeights.approve(others, callBytes) }
}

function execute(
  ctx: Context,
  operation: Operation & { readonly call: RuntimeCall },
  open: MultisigOperation,
  maxWeight: Weight,
): PostInfo {
  const { who, account, callHash, call, others, callBytes } = operation
  ensure(allAtLeast(maxWeight, dispatchInfo(call, ctx.config).weight), errors.MaxWeightTooLow)
  // The operation is closed before the call runs, so that the call cannot run it again.
  Multisigs.remove(ctx, account, callHash)
  unreserve(ctx, open.depositor, open.deposit)
  const outcome = ctx.dispatch(call, signed(account))
  ctx.deposit(events, {
    type: 'MultisigExecuted',
    value: {
      approving: who,
      timepoint: open.when,
      multisig: account,
      call_hash: callHash,
      result: toResult(outcome),
    },
  })
  const { actualWeight } = outcome.post
  if (actualWeight === undefined) return {}
  return { actualWeight: addWeights(multisigWeights.complete(others, callBytes), actualWeight) }
}

/** The block in progress and the extrinsic in it. */
export function timepointOf(ctx: Context): Timepoint {
  const index = ctx.phase.type === 'ApplyExtrinsic' ? ctx.phase.value : 0
  return { height: BlockNumber.get(ctx), index }
}
