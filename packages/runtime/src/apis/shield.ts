import { bool, bytes, encode, fixedBytes, option } from '@plexus/primitives'
import { checkSignature } from '../executive/checked.ts'
import { ExtrinsicFormatError } from '../executive/errors.ts'
import { decodeExtrinsic } from '../executive/extrinsic.ts'
import type { Extrinsic } from '../executive/extrinsic.ts'
import { isDue, shieldedIn, unshield } from '../executive/hidden.ts'
import { ValidityFailure } from '../executive/validity.ts'
import { extensions } from '../extensions.ts'
import { method } from '../frame/api.ts'
import type { RuntimeApi } from '../frame/api.ts'
import type { Context } from '../frame/context.ts'
import { KEY_HASH_BYTES, ShieldedTransaction } from '../pallets/mev-shield/payload.ts'
import { ExtrinsicType } from './types.ts'

/** What the author of a block asks about encrypted extrinsics. */
export const shieldApi: RuntimeApi = {
  name: 'ShieldApi',
  methods: [
    method(
      'try_decode_shielded_tx',
      { uxt: ExtrinsicType },
      option(ShieldedTransaction),
      ({ ctx }, { uxt }) => {
        const extrinsic = checked(ctx, uxt)
        return extrinsic === undefined ? undefined : shieldedIn(extrinsic)
      },
      ['The parts of an encrypted extrinsic; nothing for any other.'],
    ),
    method(
      'is_shielded_using_current_key',
      { key_hash: fixedBytes(KEY_HASH_BYTES) },
      bool,
      ({ ctx }, { key_hash }) => isDue(ctx, key_hash),
    ),
    method(
      'try_unshield_tx',
      { dec_key_bytes: bytes, shielded_tx: ShieldedTransaction },
      option(ExtrinsicType),
      ({ ctx }, { dec_key_bytes, shielded_tx }) => unshield(dec_key_bytes, shielded_tx, ctx.rules),
    ),
  ],
}

/** An extrinsic that decodes and whose signature, where it has one, is right. */
function checked(ctx: Context, body: Uint8Array): Extrinsic | undefined {
  try {
    const extrinsic = decodeExtrinsic(encode(bytes, body), extensions, ctx.rules)
    if (extrinsic.kind === 'signed') checkSignature(ctx, extrinsic, extensions)
    return extrinsic
  } catch (error) {
    if (error instanceof ExtrinsicFormatError || error instanceof ValidityFailure) return undefined
    throw error
  }
}
