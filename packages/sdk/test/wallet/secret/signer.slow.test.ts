import { format, inspect } from 'node:util'
import { createSignatures, hexToBytes } from '@plexus/primitives'
import { describe, expect, it } from 'vitest'
import { verifyMessage } from '../../../src/node.ts'
import { fromPhrase } from '../../../src/wallet/secret/key-source.ts'
import { createSigner } from '../../../src/wallet/secret/signer.ts'
import { keys, PHRASE } from '../fixtures.ts'

const { sr25519 } = await createSignatures()
const message = new TextEncoder().encode('a request')

describe('signers', () => {
  it('signs so that everybody can verify', async () => {
    const signer = createSigner(fromPhrase(PHRASE), sr25519)
    const { publicKey, address, scheme } = signer
    expect([address, scheme]).toStrictEqual([keys.phrase.address, 'Sr25519'])
    const signature = signer.sign(message)
    expect(await verifyMessage({ publicKey, message, signature })).toBe(true)
    expect(await verifyMessage({ publicKey, message: publicKey, signature })).toBe(false)
  })

  it('shows its address and nothing else', () => {
    const secret = fromPhrase(PHRASE)
    const hidden = Buffer.from(secret.pair.subarray(0, 64)).toString('hex')
    const signer = createSigner(secret, sr25519)
    const { address } = keys.phrase
    expect(JSON.stringify({ signer })).toBe(`{"signer":"${address}"}`)
    expect(String(signer)).toBe(address)
    for (const shown of [inspect(signer), inspect({ signer }), format('%o', signer)]) {
      expect(shown).toContain(`WalletSigner <${address}>`)
    }
    const everything = inspect(signer, { showHidden: true, depth: 9, customInspect: false })
    expect(everything.replaceAll(/[^0-9a-f]/g, '')).not.toContain(hidden.slice(0, 16))
    const values = Reflect.ownKeys(signer).map((key) => Reflect.get(signer, key) as unknown)
    expect(values.filter((value) => value instanceof Uint8Array)).toStrictEqual([signer.publicKey])
    expect(() => structuredClone(signer)).toThrow('could not be cloned')
  })

  it('overwrites its secret when disposed, and signs no more', () => {
    const secret = fromPhrase(PHRASE)
    const signer = createSigner(secret, sr25519)
    signer.dispose()
    signer.dispose()
    expect([...secret.pair, ...(secret.seed ?? [])].every((byte) => byte === 0)).toBe(true)
    expect(() => signer.sign(message)).toThrow(expect.objectContaining({ code: 'SignerDisposed' }))
  })

  it('does not sign otherwise when its public key is written over', async () => {
    const signer = createSigner(fromPhrase(PHRASE), sr25519)
    signer.publicKey.fill(0)
    const signature = signer.sign(message)
    const publicKey = hexToBytes(keys.phrase.publicKey)
    expect(await verifyMessage({ publicKey, message, signature })).toBe(true)
  })
})

describe('verifyMessage', () => {
  it.each(Object.entries(keys))('takes what the official wallet signed with %s', async (_, row) => {
    const publicKey = hexToBytes(row.publicKey)
    const signature = hexToBytes(row.signature)
    const signed = { publicKey, message: hexToBytes(row.message), signature }
    expect(await verifyMessage(signed)).toBe(true)
    const other = Uint8Array.from(signed.message).fill(1, 0, 1)
    expect(await verifyMessage({ ...signed, message: other })).toBe(false)
  })

  it('takes a message that a browser wallet wrapped', async () => {
    const signer = createSigner(fromPhrase(PHRASE), sr25519)
    const signature = signer.sign(new TextEncoder().encode('<Bytes>a request</Bytes>'))
    expect(await verifyMessage({ ...signer, message, signature })).toBe(true)
  })

  it.each([
    ['a short signature', { signature: new Uint8Array(63) }],
    ['a short key', { publicKey: new Uint8Array(31) }],
    ['the key of zeros', { publicKey: new Uint8Array(32) }],
  ])('is false for %s', async (_, part) => {
    const signed = { publicKey: new Uint8Array(32).fill(1), message, signature: new Uint8Array(64) }
    expect(await verifyMessage({ ...signed, ...part })).toBe(false)
  })
})
