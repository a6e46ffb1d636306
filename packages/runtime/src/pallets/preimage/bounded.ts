import {
  bounded,
  bytes,
  encode,
  enumeration,
  H256,
  holding,
  naming,
  Reader,
  ScaleError,
  u32,
  u8,
} from '@plexus/primitives'
import type { AnyType, Hash, Type, ValueOf } from '@plexus/primitives'
import { RuntimeCall } from '../../frame/call.ts'
import type { Context } from '../../frame/context.ts'
import { failWith } from '../../frame/dispatch-error.ts'
import { describedOnly } from '../../frame/outer.ts'
import { MAX_PREIMAGE_BYTES } from './limits.ts'
import { note } from './note.ts'
import { request, unrequest } from './request.ts'
import { fetchPreimage, preimageLength } from './query.ts'

/** Longest call that is kept in place, in bytes; longer ones become preimages. */
const MAX_INLINE_BYTES = 128
/** What a preimage of unknown length is weighed as, in bytes. */
const LEGACY_BYTES = 1_000_000

const BlakeTwo256: AnyType = describedOnly({
  path: ['sp_runtime', 'traits', 'BlakeTwo256'],
  params: [],
  def: { kind: 'composite', fields: [] },
})

/** `frame_support::traits::preimages::Bounded<RuntimeCall>`: a call, in place or by its hash. */
export const BoundedCall = enumeration(
  {
    Legacy: naming(0, { hash: H256 }),
    Inline: holding(1, bounded('bounded_vec', 'BoundedVec', u8, bytes, MAX_INLINE_BYTES)),
    Lookup: naming(2, { hash: H256, len: u32 }),
  },
  {
    path: ['frame_support', 'traits', 'preimages', 'Bounded'],
    params: [
      { name: 'T', type: RuntimeCall as Type<RuntimeCall> as AnyType },
      { name: 'H', type: BlakeTwo256 },
    ],
  },
)

export type BoundedCall = ValueOf<typeof BoundedCall>

/** A call that was found again. */
export interface Peeked {
  readonly call: RuntimeCall
  /** Length in bytes of the preimage it came from; `undefined` when it was in place. */
  readonly lookupLength: number | undefined
}

/**
 * A call made small enough to be stored: in place up to 128 bytes, else as a noted and requested
 * preimage.
 *
 * @throws DispatchFailure Exhausted above 4 MiB
 */
export function bound(ctx: Context, call: RuntimeCall): BoundedCall {
  const encoded = encode(RuntimeCall, call)
  if (encoded.length <= MAX_INLINE_BYTES) return { type: 'Inline', value: encoded }
  if (encoded.length > MAX_PREIMAGE_BYTES) return failWith({ type: 'Exhausted' })
  const { hash } = note(ctx, encoded)
  return { type: 'Lookup', value: { hash, len: encoded.length } }
}

/** The call again, or why there is none: Unavailable, Corruption. What backs it stays. */
export function peek(
  ctx: Context,
  value: BoundedCall,
): Peeked | { readonly error: 'Unavailable' | 'Corruption' } {
  const encoded = value.type === 'Inline' ? value.value : storedBytes(ctx, value)
  if (encoded === undefined) return { error: 'Unavailable' }
  const call = decodeCall(ctx, encoded)
  if (call === undefined) return { error: 'Corruption' }
  return { call, lookupLength: value.type === 'Inline' ? undefined : encoded.length }
}

/** The call again, which will not be needed any more. @throws DispatchFailure as `peek` answers */
export function realize(ctx: Context, value: BoundedCall): Peeked {
  const peeked = peek(ctx, value)
  if ('error' in peeked) return failWith({ type: peeked.error })
  drop(ctx, value)
  return peeked
}

/** Asks for what the call needs to be found again. */
export function requestCall(ctx: Context, value: BoundedCall): void {
  const hash = lookupHash(value)
  if (hash !== undefined) request(ctx, hash)
}

/** Says that the call is not needed any more. Never fails. */
export function drop(ctx: Context, value: BoundedCall): void {
  const hash = lookupHash(value)
  if (hash !== undefined) unrequest(ctx, hash)
}

/** Whether the call can be found again. */
export function have(ctx: Context, value: BoundedCall): boolean {
  return value.type === 'Inline' || preimageLength(ctx, value.value.hash) !== undefined
}

/** The hash of the preimage behind a call that is not in place. */
export function lookupHash(value: BoundedCall): Hash | undefined {
  return value.type === 'Inline' ? undefined : value.value.hash
}

/** Most bytes that finding the call again reads; `undefined` when it is in place. */
export function lookupLength(value: BoundedCall): number | undefined {
  switch (value.type) {
    case 'Inline':
      return undefined
    case 'Legacy':
      return LEGACY_BYTES
    case 'Lookup':
      return value.value.len
  }
}

function storedBytes(
  ctx: Context,
  value: Exclude<BoundedCall, { type: 'Inline' }>,
): Uint8Array | undefined {
  const { hash } = value.value
  return fetchPreimage(ctx, hash, value.type === 'Lookup' ? value.value.len : undefined)
}

/** As the reference decodes it: sets in any order, bytes after the call ignored. */
function decodeCall(ctx: Context, encoded: Uint8Array): RuntimeCall | undefined {
  try {
    const { meanings } = ctx.rules
    return RuntimeCall.decodeFrom(new Reader(encoded, { unsortedSets: true, meanings }))
  } catch (error) {
    if (!(error instanceof ScaleError)) throw error
    return undefined
  }
}
