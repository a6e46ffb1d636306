import { blockNumber, concatBytes, encode, hash, u64 } from '@plexus/primitives'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { describe, expect, test } from 'vitest'
import type { RuntimeCall } from '../../../../src/frame/call.ts'
import type { Context } from '../../../../src/frame/context.ts'
import { ROOT } from '../../../../src/frame/origin.ts'
import { RuntimePanic } from '../../../../src/frame/panic.ts'
import { TotalIssuance as BalancesIssuance } from '../../../../src/pallets/balances/index.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import { faucet } from '../../../../src/pallets/subtensor/registration/calls/faucet.ts'
import { meetsDifficulty } from '../../../../src/pallets/subtensor/registration/work.ts'
import { TotalIssuance } from '../../../../src/pallets/subtensor/storage/emission.ts'
import { UsedWork } from '../../../../src/pallets/subtensor/storage/legacy.ts'
import { BlockHash } from '../../../../src/pallets/system/storage.ts'
import { fails, succeeds } from '../../../helpers/expect-call.ts'
import { asOwner, atBlock, economy, freeOf, namesOf, OWNER, TAO } from '../economy-kit.ts'

const PARENT = hash(new Uint8Array(32).fill(3))
const DIFFICULTY = 1_000_000n

/** A chain at block 10 that knows the hash of block 8. */
function atTen(): Context {
  const ctx = economy()
  atBlock(ctx, 10)
  BlockHash.set(ctx, blockNumber(8), PARENT)
  return ctx
}

/** spec: 20-calls §7.8, with another implementation of the hashes. */
const seal = (nonce: bigint): Uint8Array =>
  keccak_256(sha256(concatBytes(encode(u64, nonce), keccak_256(concatBytes(PARENT, OWNER)))))

const value = (work: Uint8Array): bigint =>
  BigInt(`0x${Buffer.from(work).reverse().toString('hex')}`)

/** The first nonce whose work is hard enough; one in a million is. */
const NONCE = 163_376n

const callWith = (nonce: bigint, work: Uint8Array, block_number = 8n): RuntimeCall =>
  faucet.with({ block_number, nonce, work })

const EASY = new Uint8Array(32)

describe('the faucet fails', () => {
  test('for Root', () => {
    fails(atTen(), callWith(0n, EASY), ROOT, { type: 'BadOrigin' })
  })

  test.each([
    [11n, 'is still to come'],
    [7n, 'is three blocks old'],
    [2n ** 64n - 1n, 'can never come'],
  ])('for work on block %d, which %s', (block) => {
    fails(atTen(), callWith(0n, EASY, block), asOwner, errors.InvalidWorkBlock)
  })

  test('for work that is too easy', () => {
    fails(atTen(), callWith(0n, new Uint8Array(32).fill(255)), asOwner, errors.InvalidDifficulty)
  })

  test('for work of another nonce', () => {
    fails(atTen(), callWith(0n, EASY), asOwner, errors.InvalidSeal)
  })

  test.each([0, 31, 33])('with a trap for work of %d bytes, as in the reference', (length) => {
    const call = callWith(0n, new Uint8Array(length))
    expect(() => atTen().dispatch(call, asOwner)).toThrow(RuntimePanic)
  })
})

describe('work meets a difficulty', () => {
  // 2^256 = 10^6 · q + r; only q and what is below stays under 2^256.
  const quotient = (1n << 256n) / DIFFICULTY
  const bytesOf = (number: bigint): Uint8Array =>
    Uint8Array.from({ length: 32 }, (_, at) => Number((number >> BigInt(8 * at)) & 255n))

  test.each([
    [0n, true],
    [quotient, true],
    [quotient + 1n, false],
    [(1n << 256n) - 1n, false],
  ])('as a little-endian number: %d', (number, isMet) => {
    expect(meetsDifficulty(bytesOf(number), DIFFICULTY)).toBe(isMet)
  })

  test('always at difficulty 1', () => {
    expect(meetsDifficulty(new Uint8Array(32).fill(255), 1n)).toBe(true)
  })
})

test('the faucet mints 1,000 TAO for work that was done', () => {
  const ctx = atTen()
  const work = seal(NONCE)
  expect(value(work) * DIFFICULTY < 1n << 256n, 'the nonce meets the difficulty').toBe(true)
  const issued = BalancesIssuance.get(ctx)
  const events = succeeds(ctx, callWith(NONCE, work), asOwner)
  expect(freeOf(ctx, OWNER)).toBe(101_000n * TAO)
  expect(BalancesIssuance.get(ctx)).toBe(issued + 1_000n * TAO)
  expect(TotalIssuance.get(ctx)).toBe(1_000n * TAO)
  expect(UsedWork.get(ctx, work)).toBe(10n)
  expect(namesOf(events)).toEqual(['Balances.Issued', 'Balances.Deposit', 'SubtensorModule.Faucet'])
  expect(events.at(-1)?.[1]).toEqual([OWNER, 1_000n * TAO])
})
