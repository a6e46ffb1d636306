import type { Context } from '../../frame/context.ts'
import type { Pulse } from './types.ts'

const ZERO = 0x30
const X = 0x78

/** What was locked until the round of a pulse; `undefined` where the pulse does not open it. */
export function openWithPulse(
  ctx: Context,
  pulse: Pulse,
  ciphertext: Uint8Array,
): Uint8Array | undefined {
  const signature = withoutPrefix(pulse.signature)
  const opening = ctx.host.openTimelocked({ ciphertext, signature })
  return opening.ok ? opening.message : undefined
}

/** The reference takes the letters `0x` off a signature; those that `write_pulse` stores have none. */
const withoutPrefix = (signature: Uint8Array): Uint8Array =>
  signature[0] === ZERO && signature[1] === X ? signature.subarray(2) : signature
