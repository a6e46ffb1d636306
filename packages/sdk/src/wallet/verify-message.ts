import { concatBytes, createSignatures } from '@plexus/primitives'

const OPEN = new TextEncoder().encode('<Bytes>')
const CLOSE = new TextEncoder().encode('</Bytes>')

/**
 * Whether a key signed a message, as it is or wrapped in `<Bytes>` as browser wallets do
 * (spec: 80-axon-dendrite §1.5). Bad input of any kind is `false`.
 *
 * @param signed `publicKey` of 32 bytes, `signature` of 64, `message` of at most 16 MiB.
 */
export async function verifyMessage(signed: {
  readonly publicKey: Uint8Array
  readonly message: Uint8Array
  readonly signature: Uint8Array
}): Promise<boolean> {
  const { publicKey, message, signature } = signed
  const { sr25519 } = await createSignatures()
  return (
    sr25519.verify(signature, message, publicKey) ||
    sr25519.verify(signature, concatBytes(OPEN, message, CLOSE), publicKey)
  )
}
