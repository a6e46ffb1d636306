import type { AccountId } from '@plexus/primitives'
import type { RuntimeCall } from './call.ts'
import type { Context } from './context.ts'
import { failWith } from './dispatch-error.ts'

/** Whether a call may be dispatched. */
export type CallFilter = (call: RuntimeCall, ctx: Context) => boolean

/** Who dispatches a call, and which filters follow it into nested calls (a proxy's type). */
export type Origin =
  | { readonly kind: 'Root' }
  | { readonly kind: 'Signed'; readonly who: AccountId; readonly filters: readonly CallFilter[] }
  | { readonly kind: 'None' }

export const ROOT: Origin = { kind: 'Root' }
export const NONE: Origin = { kind: 'None' }

/** The origin of a signer. */
export const signed = (who: AccountId, filters: readonly CallFilter[] = []): Origin => ({
  kind: 'Signed',
  who,
  filters,
})

/** The signer. @throws DispatchFailure BadOrigin */
export function ensureSigned(origin: Origin): AccountId {
  if (origin.kind !== 'Signed') return failWith({ type: 'BadOrigin' })
  return origin.who
}

/** @throws DispatchFailure BadOrigin unless the origin is Root. */
export function ensureRoot(origin: Origin): void {
  if (origin.kind !== 'Root') failWith({ type: 'BadOrigin' })
}

/** @throws DispatchFailure BadOrigin unless nobody signed (inherents). */
export function ensureNone(origin: Origin): void {
  if (origin.kind !== 'None') failWith({ type: 'BadOrigin' })
}

/** The signer, or `undefined` for Root. @throws DispatchFailure BadOrigin */
export function ensureSignedOrRoot(origin: Origin): AccountId | undefined {
  return origin.kind === 'Root' ? undefined : ensureSigned(origin)
}
