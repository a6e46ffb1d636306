import { blake2b } from '@noble/hashes/blake2.js'
import { base58 } from '@scure/base'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bytesToHex,
  concatBytes,
  decodeSs58,
  encodeSs58,
  hexToBytes,
  RangeViolation,
  Ss58Error,
} from '../../src/index.ts'

const ALICE = '0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d'
const text = (value: string) => new TextEncoder().encode(value)
const evmAccount = (address: string) =>
  bytesToHex(blake2b(concatBytes(text('evm:'), hexToBytes(address)), { dkLen: 32 }))

const ADDRESSES: readonly [name: string, account: string, prefix: number, address: string][] = [
  ['Alice', ALICE, 42, '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'],
  ['Alice on Polkadot', ALICE, 0, '15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5'],
  ['Alice on Kusama', ALICE, 2, 'HNZata7iMYWmk5RvZRTiAsSDhV8366zq2YGb3tLH5Upf74F'],
  ['Alice with two prefix bytes', ALICE, 252, 'xw8P6urbSAronL3zZFB7dg8p7LLSgKCUFDUgjohnf1iP434ic'],
  [
    'the zero account',
    `0x${'00'.repeat(32)}`,
    42,
    '5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM',
  ],
  [
    'Alith',
    evmAccount('0xf24FF3a9CF04c71Dbc94D0b566f7A27B94566cac'),
    42,
    '5Fghzk1AJt88PeFEzuRfXzbPchiBbsVGTTXcdx599VdZzkTA',
  ],
  [
    'Baltathar',
    evmAccount('0x3Cd0A705a2DC65e5b1E1205896BaA2be8A07c6e0'),
    42,
    '5GeqNhKWj1KG78VHzbmo3ZjZgUTrCuWeamdgiA114XHGdaEr',
  ],
]

function addressOf(payload: Uint8Array): string {
  const hash = blake2b(concatBytes(text('SS58PRE'), payload), { dkLen: 64 })
  return base58.encode(concatBytes(payload, hash.slice(0, 2)))
}

function codeOf(call: () => unknown): string {
  try {
    call()
  } catch (error) {
    if (error instanceof Ss58Error) return error.code
    throw error
  }
  return 'no error'
}

describe('ss58', () => {
  for (const [name, account, prefix, address] of ADDRESSES) {
    it(`writes and reads ${name}`, () => {
      expect(encodeSs58(hexToBytes(account), prefix)).toBe(address)
      const decoded = decodeSs58(address)
      expect(bytesToHex(decoded.account)).toBe(account)
      expect(decoded.prefix).toBe(prefix)
    })
  }

  it('reads what it writes for every account and prefix', () => {
    const prefixes = fc.integer({ min: 0, max: 16_383 }).filter((at) => at !== 46 && at !== 47)
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), prefixes, (account, prefix) => {
        const address = encodeSs58(account, prefix)
        expect(decodeSs58(address)).toEqual({ account, prefix })
      }),
      { seed: 4 },
    )
  })

  it('never reads an address with one character changed', () => {
    const digits = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
    const address = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
    let survivors = 0
    for (let at = 1; at < address.length; at += 1) {
      for (const digit of digits) {
        const changed = address.slice(0, at) + digit + address.slice(at + 1)
        if (changed !== address && codeOf(() => decodeSs58(changed)) === 'no error') survivors += 1
      }
    }
    // The checksum has 16 bits: of 2,679 changes 0.04 pass by chance.
    expect(survivors).toBe(0)
  })

  const account = hexToBytes(ALICE)
  const bad: readonly [name: string, input: string, code: string][] = [
    ['nothing', '', 'BadLength'],
    ['one byte', '2', 'BadLength'],
    ['a foreign character', '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQ0', 'BadBase58'],
    ['a space', ' 5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY', 'BadBase58'],
    ['a cut end', '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKut', 'BadLength'],
    ['a very long text', '5'.repeat(1_000_000), 'BadLength'],
    ['a wrong checksum', '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQZ', 'InvalidChecksum'],
    [
      'a 33-byte key (sp_core vector)',
      'KWAfgC2aRG5UVD6CpbPQXCx4YZZUhvWqqAJE6qcYc9Rtr6g5C',
      'BadLength',
    ],
    ['reserved 46', addressOf(concatBytes(Uint8Array.of(46), account)), 'FormatNotAllowed'],
    ['reserved 47', addressOf(concatBytes(Uint8Array.of(47), account)), 'FormatNotAllowed'],
    [
      '42 in two bytes',
      addressOf(concatBytes(Uint8Array.of(0x4a, 0x80), account)),
      'InvalidPrefix',
    ],
    [
      'a first byte of 128',
      addressOf(concatBytes(Uint8Array.of(128, 0), account)),
      'InvalidPrefix',
    ],
  ]
  for (const [name, input, code] of bad) {
    it(`refuses ${name} with ${code}`, () => {
      expect(codeOf(() => decodeSs58(input))).toBe(code)
    })
  }

  for (const prefix of [-1, 16_384, 1.5, Number.NaN]) {
    it(`refuses to write the prefix ${prefix}`, () => {
      expect(codeOf(() => encodeSs58(account, prefix))).toBe('InvalidPrefix')
    })
  }

  it('refuses to write a reserved prefix or another length', () => {
    expect(codeOf(() => encodeSs58(account, 46))).toBe('FormatNotAllowed')
    expect(() => encodeSs58(account.subarray(1))).toThrow(RangeViolation)
  })
})
