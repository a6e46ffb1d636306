import {
  bool,
  bytes,
  encode,
  equalBytes,
  fixedBytes,
  option,
  Reader,
  ScaleError,
  struct,
} from '@plexus/primitives'
import type { ValueOf } from '@plexus/primitives'
import { checkSignature } from '../executive/checked.ts'
import { ExtrinsicFormatError } from '../executive/errors.ts'
import { decodeExtrinsic } from '../executive/extrinsic.ts'
import type { Extrinsic } from '../executive/extrinsic.ts'
import { ValidityFailure } from '../executive/validity.ts'
import { extensions } from '../extensions.ts'
import { method } from '../frame/api.ts'
import type { RuntimeApi } from '../frame/api.ts'
import type { Context } from '../frame/context.ts'
import { submitEncrypted } from '../pallets/mev-shield/calls/closed.ts'
import { PendingKey } from '../pallets/mev-shield/storage.ts'
import { ExtrinsicType } from './types.ts'

const KEY_HASH_BYTES = 16
const NONCE_BYTES = 24

/** An extrinsic that only the author of a coming block can read. */
const ShieldedTransaction = struct(
  {
    key_hash: fixedBytes(KEY_HASH_BYTES),
    kem_ct: bytes,
    aead_ct: bytes,
    nonce: fixedBytes(NONCE_BYTES),
  },
  { path: ['stp_shield', 'shielded_tx', 'ShieldedTransaction'] },
)

/** What the author of a block asks about encrypted extrinsics; nobody here holds a key to them. */
export const shieldApi: RuntimeApi = {
  name: 'ShieldApi',
  methods: [
    method(
      'try_decode_shielded_tx',
      { uxt: ExtrinsicType },
      option(ShieldedTransaction),
      ({ ctx }, { uxt }) => shieldedIn(ctx, uxt),
      ['The parts of an encrypted extrinsic; nothing for any other.'],
    ),
    // The key in use is the one that waits to become the current key.
    method(
      'is_shielded_using_current_key',
      { key_hash: fixedBytes(KEY_HASH_BYTES) },
      bool,
      ({ ctx }, { key_hash }) => {
        const key = PendingKey.get(ctx)
        return key !== undefined && equalBytes(ctx.host.twox128(key), key_hash)
      },
    ),
    method(
      'try_unshield_tx',
      { dec_key_bytes: bytes, shielded_tx: ShieldedTransaction },
      option(ExtrinsicType),
      () => undefined,
    ),
  ],
}

function shieldedIn(
  ctx: Context,
  body: Uint8Array,
): ValueOf<typeof ShieldedTransaction> | undefined {
  const extrinsic = checked(ctx, body)
  return extrinsic !== undefined && submitEncrypted.is(extrinsic.call)
    ? parsed(extrinsic.call.args.ciphertext)
    : undefined
}

/** An extrinsic that decodes and whose signature, where it has one, is right. */
function checked(ctx: Context, body: Uint8Array): Extrinsic | undefined {
  try {
    const extrinsic = decodeExtrinsic(encode(bytes, body), extensions)
    if (extrinsic.kind === 'signed') checkSignature(ctx, extrinsic, extensions)
    return extrinsic
  } catch (error) {
    if (error instanceof ExtrinsicFormatError || error instanceof ValidityFailure) return undefined
    throw error
  }
}

/** Key hash, length of the key's ciphertext, that ciphertext, nonce, and the rest. */
function parsed(ciphertext: Uint8Array): ValueOf<typeof ShieldedTransaction> | undefined {
  const input = new Reader(ciphertext)
  try {
    const key_hash = input.take(KEY_HASH_BYTES)
    const kem_ct = input.take(input.u16())
    const nonce = input.take(NONCE_BYTES)
    return { key_hash, kem_ct, nonce, aead_ct: input.take(input.remaining) }
  } catch (error) {
    if (error instanceof ScaleError) return undefined
    throw error
  }
}
