import { accountId, concatBytes, encode } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import type { Context } from '../frame/context.ts'
import type { SignatureClaim } from '../frame/host.ts'
import type { TransactionExtension } from './extension.ts'
import type { Extrinsic } from './extrinsic.ts'
import { invalid, unknown } from './validity.ts'

/** A payload longer than this is signed by its BLAKE2b-256 hash. */
const MAX_PLAIN_PAYLOAD_BYTES = 256

export type SignedExtrinsic = Extract<Extrinsic, { kind: 'signed' }>

/** The account that claims to have signed; only plain ids are resolved. */
export function signerOf(extrinsic: SignedExtrinsic): AccountId {
  if (extrinsic.address.type !== 'Id') return unknown('CannotLookup')
  return accountId(extrinsic.address.value)
}

/**
 * What the signer signed: call, explicit and implicit bytes.
 *
 * @throws ValidityFailure where an implicit part cannot be had (an era too old).
 */
export function signatureClaim(
  ctx: Context,
  extrinsic: SignedExtrinsic,
  extensions: readonly TransactionExtension[],
): SignatureClaim {
  const signer = signerOf(extrinsic)
  const implicit = extensions.map((extension, at) =>
    encode(extension.implicit, extension.implicitOf?.(ctx, extrinsic.explicit[at])),
  )
  const payload = [extrinsic.callBytes, extrinsic.explicitBytes, ...implicit]
  const length = payload.reduce((sum, part) => sum + part.length, 0)
  const message =
    length > MAX_PLAIN_PAYLOAD_BYTES ? ctx.host.blake2b256Of(payload) : concatBytes(...payload)
  const { type: kind, value: signature } = extrinsic.signature
  return { kind, signer, signature, message }
}

/** Checks the signature and gives the signer. @throws ValidityFailure BadProof and others */
export function checkSignature(
  ctx: Context,
  extrinsic: SignedExtrinsic,
  extensions: readonly TransactionExtension[],
): AccountId {
  const claim = signatureClaim(ctx, extrinsic, extensions)
  if (!ctx.host.verifySignature(claim)) invalid('BadProof')
  return claim.signer
}
