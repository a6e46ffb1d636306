import { encode } from '@plexus/primitives'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ExtrinsicFormatError } from '../../src/executive/errors.ts'
import { decodeExtrinsic, encodeBare } from '../../src/executive/extrinsic.ts'
import { extensions } from '../../src/extensions.ts'
import { callOf } from '../../src/calls.ts'
import { RuntimeCall } from '../../src/frame/call.ts'
import { alice, bare, keyOf, runtime, sign, withLength } from './chain-kit.ts'

const remark = callOf('System', 'remark', { remark: Uint8Array.of(1, 2, 3) })
const REMARK = '00000c010203'
const genesis = runtime.genesis().hash
const signed = sign(genesis, remark, { nonce: 5, tip: 7n })
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const read = (bytes: Uint8Array) => decodeExtrinsic(bytes, extensions, {})
/** The body of an extrinsic with a short length prefix. */
const bodyOf = (bytes: Uint8Array): Uint8Array => bytes.slice((bytes[0] ?? 0) & 3 ? 2 : 1)

describe('well-formed extrinsics', () => {
  test('bare version 4', () => {
    expect(hex(encodeBare(remark))).toBe(`1c04${REMARK}`)
    expect(read(encodeBare(remark))).toMatchObject({ kind: 'bare', length: 8 })
  })

  test('bare version 5', () => {
    expect(read(bare(remark, 5))).toMatchObject({ kind: 'bare', length: 8, call: remark })
  })

  test('general version 5: extension version, extensions, call', () => {
    const extra = Uint8Array.of(0, 0x14, 0x1c, 0)
    const body = withLength(Uint8Array.of(0x45, 0), extra, encode(RuntimeCall, remark))
    expect(read(body)).toMatchObject({ kind: 'general', length: body.length, call: remark })
  })

  test.each(['Sr25519', 'Ed25519', 'Ecdsa'] as const)('signed version 4 with %s', (scheme) => {
    const key = keyOf('//Alice', scheme)
    const bytes = sign(genesis, remark, { signer: key, nonce: 5, tip: 7n })
    const found = read(bytes)
    if (found.kind !== 'signed') throw new Error('the extrinsic is signed')
    expect(found.length).toBe(bytes.length)
    expect(found.signature.type).toBe(scheme)
    expect(found.address).toEqual({ type: 'Id', value: key.account })
    expect(hex(found.callBytes)).toBe(REMARK)
    expect(hex(found.explicitBytes)).toBe('00141c00')
    expect(found.explicit[5]).toBe(5)
    expect(found.explicit[7]).toBe(7n)
  })
})

describe('everything else is an ExtrinsicFormatError', () => {
  test('every other version byte', () => {
    const body = bodyOf(signed)
    for (let version = 0; version < 256; version += 1) {
      if ([0x04, 0x05, 0x45, 0x84].includes(version)) continue
      const other = withLength(Uint8Array.of(version), body.subarray(1))
      expect(() => read(other), version.toString(16)).toThrow(ExtrinsicFormatError)
    }
  })

  test.each([
    ['a signed one', signed],
    ['a bare one', bare(remark)],
  ])('%s cut anywhere, with the length before it or corrected', (_name, whole) => {
    const body = bodyOf(whole)
    for (let at = 0; at < whole.length; at += 1) {
      expect(() => read(whole.subarray(0, at))).toThrow(ExtrinsicFormatError)
    }
    for (let at = 0; at < body.length; at += 1) {
      expect(() => read(withLength(body.subarray(0, at)))).toThrow(ExtrinsicFormatError)
    }
  })

  test.each([
    ['bytes after the call', withLength(bodyOf(signed), Uint8Array.of(0))],
    ['bytes after the extrinsic', Uint8Array.from([...signed, 0])],
    ['no bytes', new Uint8Array(0)],
    ['an empty body', Uint8Array.of(0)],
    ['no length prefix', bodyOf(signed)],
    ['a length that is not canonical', Uint8Array.from([0x1d, 0, ...bodyOf(bare(remark))])],
    ['a call of no pallet', withLength(Uint8Array.of(4, 250, 0))],
    ['a call that the pallet lacks', withLength(Uint8Array.of(4, 0, 8))],
    ['an unknown address', withLength(Uint8Array.of(0x84, 5), new Uint8Array(120))],
  ])('%s', (_name, bytes) => {
    expect(() => read(bytes)).toThrow(ExtrinsicFormatError)
  })

  test('an unknown signature scheme, era, nonce or metadata mode', () => {
    const body = bodyOf(signed)
    const edits: readonly (readonly [at: number, byte: number])[] = [
      [34, 3],
      [99, 1],
      [100, 0x03],
      [102, 2],
    ]
    for (const [at, byte] of edits) {
      const changed = Uint8Array.from(body)
      changed[at] = byte
      expect(() => read(withLength(changed)), String(at)).toThrow(ExtrinsicFormatError)
    }
  })

  test('calls that nest deeper than 256', () => {
    const nested = (depth: number): Uint8Array =>
      withLength(
        Uint8Array.of(4),
        // Sudo.sudo of a call.
        Uint8Array.from({ length: depth * 2 }, (_byte, at) => (at % 2 === 0 ? 12 : 0)),
        encode(RuntimeCall, remark),
      )
    expect(read(nested(255)).kind).toBe('bare')
    expect(() => read(nested(256))).toThrow(ExtrinsicFormatError)
    expect(() => read(nested(100_000))).toThrow(ExtrinsicFormatError)
  })
})

describe('properties', () => {
  const judge = (bytes: Uint8Array): void => {
    try {
      read(bytes)
    } catch (error) {
      expect(error).toBeInstanceOf(ExtrinsicFormatError)
    }
  }

  test('any bytes are an extrinsic or an ExtrinsicFormatError', () => {
    const body = fc
      .tuple(
        fc.constantFrom(0x04, 0x05, 0x45, 0x84, 0x85),
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 0, max: 10 }),
        fc.uint8Array({ maxLength: 200 }),
      )
      .map(([version, pallet, index, rest]) =>
        withLength(Uint8Array.from([version, pallet, index, ...rest])),
      )
    fc.assert(fc.property(fc.oneof(body, fc.uint8Array()), judge), { numRuns: 1500, seed: 50 })
  })

  test('one changed byte of a good extrinsic is an extrinsic or an ExtrinsicFormatError', () => {
    const change = fc.tuple(fc.nat(signed.length - 1), fc.integer({ min: 1, max: 255 }))
    fc.assert(
      fc.property(change, ([at, by]) => {
        const changed = Uint8Array.from(signed)
        changed[at] = (signed[at] ?? 0) ^ by
        judge(changed)
      }),
      { numRuns: 1500, seed: 51 },
    )
  })

  test('the signer of the default key is Alice', () => {
    const found = read(signed)
    expect(found.kind === 'signed' ? found.address.value : undefined).toEqual(alice.account)
  })
})
