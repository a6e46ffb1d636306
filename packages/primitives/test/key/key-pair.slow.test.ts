import { inspect } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  bytesToHex,
  createKeyPair,
  createSignatures,
  decodeSs58,
  DEV_PHRASE,
  encodeSs58,
  hexToBytes,
} from '../../src/index.ts'
import type { Signatures, SignatureScheme } from '../../src/index.ts'

let signatures: Signatures
beforeAll(async () => {
  signatures = await createSignatures()
})

const SEED = '0x9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'
const SCHEMES: readonly SignatureScheme[] = ['Sr25519', 'Ed25519', 'Ecdsa']

/** Addresses that subkey and polkadot-js show. */
const ADDRESSES: readonly [scheme: SignatureScheme, uri: string, address: string][] = [
  ['Sr25519', '//Alice', '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'],
  ['Sr25519', '//Bob', '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'],
  ['Sr25519', '//Charlie', '5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y'],
  ['Sr25519', '//Dave', '5DAAnrj7VHTznn2AWBemMuyBwZWs6FNFjdyVXUeYum3PTXFy'],
  ['Sr25519', '//Eve', '5HGjWAeFDfFCWPsjFQdVV2Msvz2XtMktvgocEZcCj68kUMaw'],
  ['Sr25519', '//Ferdie', '5CiPPseXPECbkjWCa6MnjNokrgYjMqmKndv2rSnekmSK2DjL'],
  ['Sr25519', '//One', '5Fxune7f71ZbpP2FoY3mhYcmM596Erhv1gRue4nsPwkxMR4n'],
  ['Sr25519', '//Two', '5CUjxa4wVKMj3FqKdqAUf7zcEMr4MYAjXeWmUf44B41neLmJ'],
  ['Sr25519', '//900719925474099999', '5GHj2D7RG2m2DXYwGSDpXwuuxn53G987i7p2EQVDqP4NYu4q'],
  ['Sr25519', DEV_PHRASE, '5DfhGyQdFobKM8NsWvEeAKk5EQQgYe9AydgJ7rMB6E1EqRzV'],
  ['Ed25519', '//Alice', '5FA9nQDVg267DEd8m1ZypXLBnvN7SFxYwV7ndqSYGiN9TTpu'],
  ['Ecdsa', '//Alice', '5C7C2Z5sWbytvHpuLTvzKunnnRwQxft1jiqrLD5rhucQ5S9X'],
]

/** Public keys of the tests of sp_core, and of dev keys that other chains list. */
const PUBLIC_KEYS: readonly [scheme: SignatureScheme, uri: string, publicKey: string][] = [
  ['Sr25519', '/Alice', '0xd6c71059dbbe9ad2b0ed3f289738b800836eb425544ce694825285b958ca755e'],
  ['Sr25519', '//Alice', '0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d'],
  ['Sr25519', '//Three', '0x9026941b7aa2328a8c5ea4e25bb747a2bf92a066fae0cc3722faf58cf44d3502'],
  ['Sr25519', SEED, '0x44a996beb1eef7bdcab976ab6d2ca26104834164ecf28fb375600576fcc6eb0f'],
  ['Ed25519', SEED, '0xd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'],
  ['Ecdsa', SEED, '0x028db55b05db86c0b1786ca49f095d76344c9e6056b2f02701a7e7f3c20aabfd91'],
  ['Ecdsa', '//Alice', '0x020a1091341fe5664bfa1782d5e04779689068c916b04cb365ec3153755684d9a1'],
]

describe('createKeyPair', () => {
  for (const [scheme, uri, address] of ADDRESSES) {
    it(`gives the known ${scheme} account of ${uri}`, () => {
      const pair = createKeyPair({ scheme, uri }, signatures)
      expect(encodeSs58(pair.account)).toBe(address)
      expect(decodeSs58(address).account).toEqual(pair.account)
    })
  }

  for (const [scheme, uri, publicKey] of PUBLIC_KEYS) {
    it(`gives the known ${scheme} public key of ${uri}`, () => {
      expect(bytesToHex(createKeyPair({ scheme, uri }, signatures).publicKey)).toBe(publicKey)
    })
  }

  it('takes the hex seed in either case and derives below it', () => {
    const upper = `0x${SEED.slice(2).toUpperCase()}//a`
    const lower = createKeyPair({ scheme: 'Sr25519', uri: `${SEED}//a` }, signatures)
    expect(createKeyPair({ scheme: 'Sr25519', uri: upper }, signatures).publicKey).toEqual(
      lower.publicKey,
    )
  })

  it('treats an absent phrase as the dev phrase, with and without a password', () => {
    for (const scheme of SCHEMES) {
      const publicKey = (uri: string, password?: string) =>
        bytesToHex(createKeyPair({ scheme, uri, password }, signatures).publicKey)
      const protectedKey = publicKey('//Alice///password')
      expect(publicKey('//Alice'), scheme).toBe(publicKey(`${DEV_PHRASE}//Alice`))
      expect(protectedKey, scheme).toBe(publicKey(`${DEV_PHRASE}//Alice`, 'password'))
      expect(protectedKey, scheme).toBe(publicKey('//Alice///other', 'password'))
      expect(protectedKey, scheme).not.toBe(publicKey('//Alice'))
      expect(publicKey('//Alice///'), scheme).toBe(publicKey('//Alice'))
    }
  })

  it('signs what verifySignature accepts for its account, and for no other', () => {
    const message = new TextEncoder().encode('a message')
    for (const scheme of SCHEMES) {
      const pair = createKeyPair(
        { scheme, uri: '//Alice/' + (scheme === 'Sr25519' ? 'x' : '/x') },
        signatures,
      )
      const signed = { kind: scheme, signer: pair.account, signature: pair.sign(message), message }
      expect(signatures.verifySignature(signed), scheme).toBe(true)
      const other = createKeyPair({ scheme, uri: '//Bob' }, signatures).account
      expect(signatures.verifySignature({ ...signed, signer: other }), scheme).toBe(false)
    }
  })

  it('shows no secret when printed, serialised or spread', () => {
    const mini = 'fac7959dbfe72f052e5a0c3c8d6530f202b02fd8f9f5ca3580ec8deb7797479e'
    for (const scheme of SCHEMES) {
      const pair = createKeyPair({ scheme, uri: DEV_PHRASE }, signatures)
      const shown = [
        inspect(pair),
        JSON.stringify(pair),
        inspect(pair, { depth: 9, showHidden: true }),
      ]
      const bytes = JSON.stringify([...hexToBytes(mini)]).slice(1, -1)
      for (const text of [...shown, ...Object.keys(pair), pair.sign.toString()]) {
        expect(text, scheme).not.toMatch(/bottom|obey|walk/)
        expect(text.replaceAll(/\s/g, ''), scheme).not.toContain(bytes)
        expect(text, scheme).not.toContain(mini)
      }
      const fields = new Set(['scheme', 'publicKey', 'account', 'sign'])
      expect(new Set(Object.keys(pair)), scheme).toEqual(fields)
    }
  })

  const zero = `0x${'00'.repeat(32)}`
  const bad: readonly [name: string, scheme: SignatureScheme, uri: string, code: string][] = [
    ['a soft path of ed25519', 'Ed25519', '/Alice', 'SoftJunction'],
    ['a soft path of ecdsa', 'Ecdsa', '//Alice/x', 'SoftJunction'],
    ['a short seed', 'Sr25519', '0xabcdef', 'InvalidSeed'],
    ['a long seed', 'Sr25519', `${SEED}00`, 'InvalidSeed'],
    ['an odd seed', 'Sr25519', `${SEED.slice(0, -1)}g`, 'InvalidSeed'],
    ['a seed without 0x', 'Sr25519', SEED.slice(2), 'InvalidPhrase'],
    ['the zero secret of ecdsa', 'Ecdsa', zero, 'InvalidSecret'],
    [
      'the group order as an ecdsa secret',
      'Ecdsa',
      '0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141',
      'InvalidSecret',
    ],
    ['words that are no mnemonic', 'Sr25519', 'hunter2 hunter2', 'InvalidPhrase'],
    ['an open path', 'Sr25519', '//Alice//', 'InvalidUri'],
  ]
  for (const [name, scheme, uri, code] of bad) {
    it(`refuses ${name} with ${code} and quotes nothing`, () => {
      try {
        createKeyPair({ scheme, uri }, signatures)
        expect.unreachable(name)
      } catch (error) {
        expect(error).toMatchObject({ code })
        expect(String(error)).not.toMatch(/hunter2|9d61|abcdef|Alice|baaedce6/)
      }
    })
  }
})
