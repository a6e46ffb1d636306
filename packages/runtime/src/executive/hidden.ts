import { bytes, decodePrefix, encode, equalBytes, openSealed, ScaleError } from '@plexus/primitives'
import { extensions } from '../extensions.ts'
import type { Context } from '../frame/context.ts'
import { submitEncrypted } from '../pallets/mev-shield/calls/submit-encrypted.ts'
import { parseShielded } from '../pallets/mev-shield/payload.ts'
import type { ShieldedTransaction } from '../pallets/mev-shield/payload.ts'
import { PendingKey } from '../pallets/mev-shield/storage.ts'
import type { HiddenExtrinsic } from '../runtime.ts'
import { ExtrinsicFormatError } from './errors.ts'
import { decodeExtrinsic } from './extrinsic.ts'
import type { Extrinsic, Meanings } from './extrinsic.ts'

/**
 * What an extrinsic hides from the author of a block. Bytes that are no extrinsic hide nothing.
 *
 * @param parent the state before the block, in which the keys have not moved up yet
 * @param read decodes the extrinsic
 */
export function hiddenIn(parent: Context, read: () => Extrinsic): HiddenExtrinsic | undefined {
  const shielded = unlessMalformed(() => shieldedIn(read()))
  if (shielded === undefined) return undefined
  return {
    keyHash: shielded.key_hash,
    isDue: isDue(parent, shielded.key_hash),
    open(secretKey) {
      const body = unshield(secretKey, shielded, parent.rules)
      return body === undefined ? undefined : encode(bytes, body)
    },
  }
}

/** What an extrinsic carries encrypted. A call inside others is none that an author looks at. */
export function shieldedIn({ call }: Extrinsic): ShieldedTransaction | undefined {
  return submitEncrypted.is(call) ? parseShielded(call.args.ciphertext) : undefined
}

/** Whether the author of the block after this state has the key: it waits to become current. */
export function isDue(ctx: Context, keyHash: Uint8Array): boolean {
  const key = PendingKey.get(ctx)
  return key !== undefined && equalBytes(ctx.host.twox128(key), keyHash)
}

/** The extrinsic that was encrypted, without its length prefix; `undefined` where there is none. */
export function unshield(
  secretKey: Uint8Array,
  { kem_ct: kemCiphertext, nonce, aead_ct: ciphertext }: ShieldedTransaction,
  meanings: Meanings,
): Uint8Array | undefined {
  const opened = openSealed(secretKey, { kemCiphertext, nonce, ciphertext })
  if (opened === undefined) return undefined
  return unlessMalformed(() => {
    // What follows the extrinsic does not matter.
    const body = decodePrefix(bytes, opened)
    decodeExtrinsic(encode(bytes, body), extensions, meanings)
    return body
  })
}

function unlessMalformed<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof ScaleError || error instanceof ExtrinsicFormatError) return undefined
    throw error
  }
}
