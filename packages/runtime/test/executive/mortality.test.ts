import { mortalEra } from '@plexus/primitives'
import type { Era } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import { callOf } from '../../src/calls.ts'
import type { Hash } from '@plexus/primitives'
import { runtime, sign, TestChain } from './chain-kit.ts'

const genesis = runtime.genesis()
const remark = callOf('System', 'remark', { remark: Uint8Array.of(1) })

/** A chain of `length` empty blocks and the hash of each. */
function chainOf(length: number): { readonly chain: TestChain; readonly hashes: readonly Hash[] } {
  const chain = new TestChain(genesis)
  const hashes = [chain.head.hash]
  while (chain.number < length) {
    chain.block()
    hashes.push(chain.head.hash)
  }
  return { chain, hashes }
}

const signed = (era: Era, birth: Hash | undefined): Uint8Array =>
  sign(genesis.hash, remark, birth === undefined ? { era } : { era, birth })

describe('a transaction of period 4 that was born at block 6', () => {
  const { chain, hashes } = chainOf(6)
  const era = mortalEra(4, 6)
  const extrinsic = signed(era, hashes[6])
  // The pool judges for the block after the head.
  const expected: readonly (readonly [next: number, verdict: string])[] = [
    [7, 'ok'],
    [8, 'ok'],
    [9, 'ok'],
    [10, 'Invalid.AncientBirthBlock'],
    [11, 'Invalid.BadProof'],
    [12, 'Invalid.BadProof'],
  ]

  test('is phase 2', () => {
    expect(era).toEqual({ type: 'Mortal', period: 4, phase: 2 })
  })

  test('is good for blocks 7 to 9 and never again', () => {
    const longevity: (bigint | undefined)[] = []
    for (const [next, verdict] of expected) {
      expect(chain.number + 1).toBe(next)
      expect([next, chain.verdict(extrinsic)]).toEqual([next, verdict])
      const found = chain.validate(extrinsic)
      longevity.push(found.ok ? found.value.longevity : undefined)
      chain.block()
    }
    expect(longevity.slice(0, 3)).toEqual([3n, 2n, 1n])
  })
})

describe('birth blocks', () => {
  test('an era that is born in the future is too old as well: nobody knows its block', () => {
    const { chain } = chainOf(1)
    const era = { type: 'Mortal', period: 64, phase: 60 } as const
    expect(chain.verdict(signed(era, undefined))).toBe('Invalid.AncientBirthBlock')
  })

  test('the hash of another block than the birth block is a bad proof', () => {
    const { chain, hashes } = chainOf(3)
    const era = mortalEra(8, 2)
    expect(chain.verdict(signed(era, hashes[2]))).toBe('ok')
    expect(chain.verdict(signed(era, hashes[1]))).toBe('Invalid.BadProof')
    expect(chain.verdict(signed(era, undefined))).toBe('Invalid.BadProof')
  })

  test('an immortal transaction signs the genesis hash', () => {
    const { chain, hashes } = chainOf(3)
    const immortal = { type: 'Immortal' } as const
    expect(chain.verdict(signed(immortal, undefined))).toBe('ok')
    expect(chain.verdict(signed(immortal, hashes[1]))).toBe('Invalid.BadProof')
  })

  test('an era of the current head is good in the next block', () => {
    const { chain, hashes } = chainOf(5)
    expect(chain.block(signed(mortalEra(64, 5), hashes[5]))).toEqual([
      { kind: 'included', dispatched: true },
    ])
  })
})
