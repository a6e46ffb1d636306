import { expect, test } from 'vitest'
import {
  accountId,
  addressOf,
  bytesToHex,
  decode,
  Digest,
  encode,
  hexToBytes,
  MultiAddress,
  MultiSignature,
  RangeViolation,
  Weight,
} from '@plexus/primitives'

const filled = (length: number, byte: number): Uint8Array => new Uint8Array(length).fill(byte)
const hex = (length: number, byte: string): string => byte.repeat(length)

const addresses = [
  { value: addressOf(accountId(filled(32, 7))), wire: `0x00${hex(32, '07')}` },
  { value: { type: 'Index', value: undefined }, wire: '0x01' },
  { value: { type: 'Raw', value: filled(2, 1) }, wire: '0x02080101' },
  { value: { type: 'Address32', value: filled(32, 2) }, wire: `0x03${hex(32, '02')}` },
  { value: { type: 'Address20', value: filled(20, 3) }, wire: `0x04${hex(20, '03')}` },
] as const satisfies readonly { value: MultiAddress; wire: string }[]

test.each(addresses)('an address of kind $value.type', ({ value, wire }) => {
  expect(bytesToHex(encode(MultiAddress, value))).toBe(wire)
  expect(decode(MultiAddress, hexToBytes(wire))).toEqual(value)
})

const signatures = [
  { value: { type: 'Ed25519', value: filled(64, 1) }, wire: `0x00${hex(64, '01')}` },
  { value: { type: 'Sr25519', value: filled(64, 2) }, wire: `0x01${hex(64, '02')}` },
  { value: { type: 'Ecdsa', value: filled(65, 3) }, wire: `0x02${hex(65, '03')}` },
] as const satisfies readonly { value: MultiSignature; wire: string }[]

test.each(signatures)('a signature of kind $value.type', ({ value, wire }) => {
  expect(bytesToHex(encode(MultiSignature, value))).toBe(wire)
  expect(decode(MultiSignature, hexToBytes(wire))).toEqual(value)
})

test('a digest keeps the order of its notes', () => {
  const aura = hexToBytes('0x61757261')
  const value: Digest = {
    logs: [
      { type: 'PreRuntime', value: [aura, filled(2, 9)] },
      { type: 'Consensus', value: [aura, filled(1, 8)] },
      { type: 'Other', value: filled(1, 7) },
      { type: 'RuntimeEnvironmentUpdated', value: undefined },
      { type: 'Seal', value: [aura, filled(0, 0)] },
    ],
  }
  const wire = '0x1406617572610809090461757261040800040708056175726100'
  expect(bytesToHex(encode(Digest, value))).toBe(wire)
  expect(decode(Digest, hexToBytes(wire))).toEqual(value)
})

test('a weight is two compact numbers', () => {
  const value: Weight = { ref_time: 1n << 30n, proof_size: 5n }
  expect(bytesToHex(encode(Weight, value))).toBe('0x030000004014')
  expect(decode(Weight, hexToBytes('0x030000004014'))).toEqual(value)
})

test('an account has 32 bytes', () => {
  expect(() => accountId(filled(31, 0))).toThrow(RangeViolation)
})
