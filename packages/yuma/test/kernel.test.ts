import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createKernel, decodeRow, encodeRow, parseEpochCase, referenceEpoch } from '../src/index.ts'
import type { EpochInput } from '../src/index.ts'
import { instantiateKernel } from '../src/kernel/instantiate.ts'
import { epochInput } from './arbitrary-epoch.ts'
import { readCases } from './vectors.ts'

const kernel = createKernel()

/** A recorded epoch with 256 uids. */
function largeInput(): EpochInput {
  const cases = readCases<{ readonly class: string }>('epochs.json')
  const position = cases.findIndex((recorded) => recorded.class === 'large/64x192x1')
  const [input] = parseEpochCase(cases[position], position).inputs
  if (input === undefined) throw new Error('the case has no mechanism')
  return input
}

describe('kernel', () => {
  test('equals the reference on any epoch', () => {
    fc.assert(
      fc.property(epochInput, (input) => {
        expect(kernel.epoch(input)).toEqual(referenceEpoch(input))
      }),
      { numRuns: 1000, seed: 20_260_101 },
    )
  }, 60_000)

  test('forgets an epoch: others in between change nothing', () => {
    const input = largeInput()
    const first = kernel.epoch(input)
    for (const other of fc.sample(epochInput, { numRuns: 50, seed: 5 })) kernel.epoch(other)
    expect(kernel.epoch(input)).toEqual(first)
  })

  test('answers copies that later epochs leave alone', () => {
    const [small] = fc.sample(epochInput, { numRuns: 1, seed: 6 })
    const answer = kernel.epoch(largeInput())
    const copy = structuredClone(answer)
    kernel.epoch(small!)
    expect(answer).toEqual(copy)
  })

  test('grows its memory once for epochs of one size', () => {
    const instance = instantiateKernel()
    instance.prepare(256, 100_000, 100_000)
    const { buffer } = instance.memory
    instance.prepare(256, 100_000, 100_000)
    instance.prepare(16, 1000, 1000)
    expect(instance.memory.buffer).toBe(buffer)
  })

  test('imports nothing', () => {
    // Instantiation without an import object fails where one is needed.
    expect(() => instantiateKernel()).not.toThrow()
  })

  test.each([
    ['a row that is cut off', Uint8Array.of(4, 0, 0)],
    ['bytes after a row', Uint8Array.of(0, 0)],
    ['a length of eight bytes', Uint8Array.of(3, 0, 0, 0, 0)],
    ['a length that is cut off', Uint8Array.of(1)],
  ])('%s is refused with its place', (_, bytes) => {
    const input = largeInput()
    const withRow = (rows: EpochInput['bonds'], uid: number): EpochInput['bonds'] =>
      Array.from({ length: input.n }, (_none, own) => (own === uid ? bytes : rows[own]))
    const bonds = withRow(input.bonds, 7)
    expect(() => kernel.epoch({ ...input, bonds })).toThrow('row of bonds of uid 7')
    const weights = withRow(input.weights, 3)
    expect(() => kernel.epoch({ ...input, weights })).toThrow('row of weights of uid 3')
  })
})

describe('stored rows', () => {
  test('come back as they went', () => {
    const pair = fc.tuple(fc.nat({ max: 65_535 }), fc.nat({ max: 65_535 }))
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 200, size: 'max' }), (row) => {
        expect(decodeRow(encodeRow(row))).toEqual(row)
      }),
    )
  })

  test.each([
    [0, 1],
    [63, 1],
    [64, 2],
    [16_383, 2],
    [16_384, 4],
  ])('a length of %i takes %i bytes', (length, bytes) => {
    const row = Array.from({ length }, (_, uid) => [uid, 65_535 - uid] as const)
    expect(encodeRow(row)).toHaveLength(bytes + 4 * length)
    expect(decodeRow(encodeRow(row))).toEqual(row)
  })
})
