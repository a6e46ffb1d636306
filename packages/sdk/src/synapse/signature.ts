import { bytesToHex, decodeSs58, DEFAULT_SS58_PREFIX, hexToBytes } from '@plexus/primitives'
import type { Signatures } from '@plexus/primitives'
import type { Signer } from './signer.ts'

const SIGNATURE = /^0x[0-9a-fA-F]{128}$/
/** Base58 and BLAKE2b of an address cost more than a look-up. */
const MAX_KNOWN = 4_096

/** Checks the signatures of hotkeys over texts. */
export interface TextVerifier {
  /** Whether `address` is a hotkey of this network: SS58, prefix 42. */
  isAddress(address: string): boolean
  /** Over the text or over the text in `<Bytes>`, as wallets sign (spec: 80-axon-dendrite §1.5). */
  verify(text: string, signature: string, address: string): boolean
}

/** Remembers the public keys of the last addresses; never throws. */
export function createTextVerifier({ sr25519 }: Pick<Signatures, 'sr25519'>): TextVerifier {
  const known = new Map<string, Uint8Array>()
  function publicKeyOf(address: string): Uint8Array | undefined {
    const found = known.get(address)
    if (found !== undefined) return found
    const key = decode(address)
    if (key === undefined) return undefined
    if (known.size >= MAX_KNOWN) known.clear()
    known.set(address, key)
    return key
  }
  return {
    isAddress: (address) => publicKeyOf(address) !== undefined,
    verify(text, signature, address) {
      const key = publicKeyOf(address)
      if (key === undefined || !SIGNATURE.test(signature)) return false
      const bytes = hexToBytes(signature)
      return (
        sr25519.verify(bytes, Buffer.from(text), key) ||
        sr25519.verify(bytes, Buffer.from(`<Bytes>${text}</Bytes>`), key)
      )
    },
  }
}

/** `0x` and 128 hex digits. */
export async function signText(signer: Signer, text: string): Promise<string> {
  return bytesToHex(await signer.sign(Buffer.from(text)))
}

/** Another prefix would be a second name of the same key, past every list of names. */
function decode(address: string): Uint8Array | undefined {
  try {
    const { account, prefix } = decodeSs58(address)
    return prefix === DEFAULT_SS58_PREFIX ? account : undefined
  } catch {
    // A text that is no address has no key.
    return undefined
  }
}
