import { describe, expect, test } from 'vitest'
import {
  AlphaRao,
  alphaRao,
  BlockNumber,
  blockNumber,
  checkedMinus,
  checkedPlus,
  encode,
  fixedFromRaw,
  I32F32,
  MechId,
  mechId,
  NetUid,
  netUid,
  RangeViolation,
  Rao,
  rao,
  saturatingAdd,
  saturatingMinus,
  saturatingPlus,
  Tempo,
  tempo,
  U64F64,
  Uid,
  uid,
} from '@plexus/primitives'

const ids = [
  { name: 'netUid', make: netUid, max: 0xffff },
  { name: 'uid', make: uid, max: 0xffff },
  { name: 'mechId', make: mechId, max: 0xff },
  { name: 'tempo', make: tempo, max: 0xffff },
  { name: 'blockNumber', make: blockNumber, max: 0xffff_ffff },
] as const

describe.each(ids)('$name', ({ make, max }) => {
  test('takes its whole range', () => {
    expect(make(0)).toBe(0)
    expect(make(max)).toBe(max)
  })

  test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d', (value) => {
    expect(() => make(value)).toThrow(RangeViolation)
  })

  test('refuses one more than its largest', () => {
    expect(() => make(max + 1)).toThrow(expect.objectContaining({ code: 'OutOfRange' }))
  })
})

test('ids and amounts have the bytes of their primitive', () => {
  const table = [
    [encode(NetUid, netUid(258)), [2, 1]],
    [encode(Uid, uid(3)), [3, 0]],
    [encode(MechId, mechId(9)), [9]],
    [encode(Tempo, tempo(360)), [104, 1]],
    [encode(BlockNumber, blockNumber(1)), [1, 0, 0, 0]],
    [encode(Rao, rao(513n)), [1, 2, 0, 0, 0, 0, 0, 0]],
    [encode(AlphaRao, alphaRao(1n)), [1, 0, 0, 0, 0, 0, 0, 0]],
  ] as const
  for (const [actual, expected] of table) expect([...actual]).toEqual(expected)
})

const TOP = (1n << 64n) - 1n

describe.each([
  { name: 'rao', make: rao as (amount: bigint) => Rao },
  { name: 'alphaRao', make: alphaRao as (amount: bigint) => bigint as (amount: bigint) => Rao },
])('$name', ({ make }) => {
  test('takes 0 to 2^64 - 1 and nothing else', () => {
    expect([make(0n), make(TOP)]).toEqual([0n, TOP])
    for (const amount of [-1n, TOP + 1n]) expect(() => make(amount)).toThrow(RangeViolation)
    expect(() => make(1 as unknown as bigint)).toThrow(RangeViolation)
  })

  test('saturates or answers undefined at the bounds, as named', () => {
    expect(saturatingPlus(make(TOP), make(1n))).toBe(TOP)
    expect(saturatingPlus(make(2n), make(1n))).toBe(3n)
    expect(saturatingMinus(make(1n), make(2n))).toBe(0n)
    expect(saturatingMinus(make(2n), make(1n))).toBe(1n)
    expect(checkedPlus(make(TOP), make(1n))).toBeUndefined()
    expect(checkedPlus(make(TOP - 1n), make(1n))).toBe(TOP)
    expect(checkedMinus(make(0n), make(1n))).toBeUndefined()
    expect(checkedMinus(make(1n), make(1n))).toBe(0n)
  })
})

test('brands do not mix', () => {
  const spend = (amount: Rao): bigint => amount
  const visit = (subnet: NetUid): number => subnet
  expect(spend(rao(1n))).toBe(1n)
  // @ts-expect-error alpha is not TAO
  spend(alphaRao(1n))
  // @ts-expect-error a bare bigint has no token
  spend(1n)
  // @ts-expect-error one sum, two tokens
  saturatingPlus(rao(1n), alphaRao(1n))
  // @ts-expect-error the mechanism of a subnet is not its number
  visit(mechId(1))
  // @ts-expect-error a neuron is not a subnet
  visit(uid(1))
  // @ts-expect-error two formats of fixed point
  saturatingAdd(U64F64, fixedFromRaw(U64F64, 1n), fixedFromRaw(I32F32, 1n))
  // @ts-expect-error an amount is not a fixed-point number
  saturatingAdd(U64F64, fixedFromRaw(U64F64, 1n), rao(1n))
})
