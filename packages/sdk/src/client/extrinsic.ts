import { compact, concatBytes, encode, u32 } from '@plexus/primitives'
import type { SignatureScheme } from '@plexus/primitives'
import { Blake2256 } from '@polkadot-api/substrate-bindings'
import type { ExtensionBytes } from './extensions.ts'
import type { Signer } from './signer.ts'
import { signerAccount } from './signer.ts'

const SIGNED_V4 = 0x84
const MULTI_ADDRESS_ID = 0
const SIGNATURE_KIND: Readonly<Record<SignatureScheme, number>> = {
  Ed25519: 0,
  Sr25519: 1,
  Ecdsa: 2,
}
const SIGNATURE_BYTES: Readonly<Record<SignatureScheme, number>> = {
  Ed25519: 64,
  Sr25519: 64,
  Ecdsa: 65,
}
/** Longer payloads are hashed before they are signed (spec: 50-fees-and-extensions §1). */
const MAX_PAYLOAD = 256

/** Signs a call. */
export async function signExtrinsic(
  call: Uint8Array,
  extensions: ExtensionBytes,
  signer: Signer,
): Promise<Uint8Array> {
  const payload = concatBytes(call, extensions.explicit, extensions.implicit)
  const signed = payload.length > MAX_PAYLOAD ? Blake2256(payload) : payload
  return assemble(call, extensions.explicit, signer, await signer.sign(signed))
}

/** The same with a signature of zeros: what fees are estimated with. */
export const unsignedExtrinsic = (
  call: Uint8Array,
  extensions: ExtensionBytes,
  signer: Pick<Signer, 'scheme' | 'publicKey'>,
): Uint8Array =>
  assemble(call, extensions.explicit, signer, new Uint8Array(SIGNATURE_BYTES[signer.scheme]))

function assemble(
  call: Uint8Array,
  explicit: Uint8Array,
  signer: Pick<Signer, 'scheme' | 'publicKey'>,
  signature: Uint8Array,
): Uint8Array {
  const body = concatBytes(
    Uint8Array.of(SIGNED_V4, MULTI_ADDRESS_ID),
    signerAccount(signer),
    Uint8Array.of(SIGNATURE_KIND[signer.scheme]),
    signature,
    explicit,
    call,
  )
  return concatBytes(encode(compact(u32), body.length), body)
}
