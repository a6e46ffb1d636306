import { encode, u64 } from '@plexus/primitives'
import type { Context } from '../../../src/frame/context.ts'
import { Authorities } from '../../../src/pallets/aura/storage.ts'
import { mevShieldPallet } from '../../../src/pallets/mev-shield/index.ts'
import { BlockDigest, BlockNumber } from '../../../src/pallets/system/storage.ts'
import { testContext } from '../../helpers/test-context.ts'

/** A public key as far as the chain looks: 1,184 bytes. */
export const key = (byte: number): Uint8Array => new Uint8Array(1184).fill(byte)

/** An authority: 32 times the same byte. */
export const authority = (byte: number): Uint8Array => new Uint8Array(32).fill(byte)

/** A chain of these authorities; no block has begun. */
export function shieldContext(authorities: readonly Uint8Array[]): Context {
  const ctx = testContext()
  Authorities.set(ctx, authorities)
  return ctx
}

/** Begins a block in a slot; the queue is not taken up. */
export function begin(ctx: Context, number: number, slot: bigint): void {
  BlockNumber.set(ctx, number)
  const engine = new TextEncoder().encode('aura')
  BlockDigest.set(ctx, { logs: [{ type: 'PreRuntime', value: [engine, encode(u64, slot)] }] })
}

/** What the invariants of the pallet find. */
export const faults = (ctx: Context): readonly string[] =>
  (mevShieldPallet.invariants ?? []).flatMap((check) => check(ctx))
