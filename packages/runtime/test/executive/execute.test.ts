import { addressOf, hash } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import { callOf } from '../../src/calls.ts'
import { BlockMismatchError, ExtrinsicFormatError } from '../../src/executive/errors.ts'
import type { RuntimeCall } from '../../src/frame/call.ts'
import { SlotError } from '../../src/pallets/aura/slot.ts'
import { BlockTimeError } from '../../src/pallets/timestamp/calls/set.ts'
import type { Block, Header } from '../../src/runtime.ts'
import { bare, bob, runtime, sign, TestChain } from './chain-kit.ts'

const genesis = runtime.genesis()
const transfer = (value: bigint): RuntimeCall =>
  callOf('Balances', 'transfer_keep_alive', { dest: addressOf(bob.account), value })
const signed = (value: bigint, nonce: number): Uint8Array =>
  sign(genesis.hash, transfer(value), { nonce })

const chain = new TestChain(genesis)
chain.block()
const parent = chain.state
const open = chain.open()
for (const nonce of [0, 1, 2]) open.apply(signed(BigInt(nonce + 1) * 1_000n, nonce))
const built = open.seal()
const { block } = built
const other = hash(new Uint8Array(32).fill(7))
const [inherent = new Uint8Array(0), ...rest] = block.extrinsics

const withHeader = (changed: Partial<Header>): Block => ({
  ...block,
  header: { ...block.header, ...changed },
})
const withExtrinsics = (extrinsics: readonly Uint8Array[]): Block => ({ ...block, extrinsics })
const fieldOf = (wrong: Block): string => {
  try {
    runtime.execute(parent, wrong)
    return 'nothing'
  } catch (error) {
    if (error instanceof BlockMismatchError) return error.field
    throw error
  }
}

test('a block that was built replays to the same hash, header and changes', () => {
  const executed = runtime.execute(parent, block)
  expect(executed.hash).toEqual(built.hash)
  expect(executed.block).toEqual(block)
  expect(executed.changes).toEqual(built.changes)
})

test('executing is a function of state and block alone', () => {
  const before = new Map(parent.entries)
  runtime.execute(parent, block)
  expect(() => runtime.execute(parent, withHeader({ stateRoot: other }))).toThrow()
  expect(parent.entries).toEqual(before)
  expect(runtime.execute(parent, block).hash).toEqual(built.hash)
})

describe('a changed header', () => {
  test.each([
    ['another parent', { parentHash: other }, 'stateRoot'],
    ['another number', { number: 3 }, 'stateRoot'],
    ['another state root', { stateRoot: other }, 'stateRoot'],
    ['another extrinsics root', { extrinsicsRoot: other }, 'extrinsicsRoot'],
    ['a digest item more', { digest: [...block.header.digest, Uint8Array.of(0, 4, 1)] }, 'digest'],
    [
      'the announcement of another engine more',
      { digest: [...block.header.digest, Uint8Array.from([6, 1, 2, 3, 4, 0])] },
      'stateRoot',
    ],
  ])('%s', (_name, changed, field) => {
    expect(fieldOf(withHeader(changed))).toBe(field)
  })

  test('no announced slot', () => {
    expect(() => runtime.execute(parent, withHeader({ digest: [] }))).toThrow(SlotError)
  })

  test.each([
    ['an earlier slot', chain.timeOf(1)],
    ['a later slot', chain.timeOf(3)],
  ])('%s', (_name, time) => {
    const digest = runtime.preDigest(time)
    expect(() => runtime.execute(parent, withHeader({ digest }))).toThrow(SlotError)
  })

  test('every byte of every root counts', () => {
    for (const name of ['stateRoot', 'extrinsicsRoot'] as const) {
      for (let at = 0; at < 32; at += 1) {
        const changed = Uint8Array.from(block.header[name])
        changed[at] = (changed[at] ?? 0) ^ 1
        expect(fieldOf(withHeader({ [name]: hash(changed) }))).toBe(name)
      }
    }
  })
})

describe('a changed body', () => {
  test.each([
    ['the last extrinsic is missing', withExtrinsics(block.extrinsics.slice(0, -1)), 'stateRoot'],
    ['one more', withExtrinsics([...block.extrinsics, signed(9n, 3)]), 'stateRoot'],
    [
      'another amount',
      withExtrinsics([...block.extrinsics.slice(0, -1), signed(1n, 2)]),
      'stateRoot',
    ],
    ['a nonce out of turn', withExtrinsics([inherent, ...rest.toReversed()]), 'extrinsics'],
    ['the same twice', withExtrinsics([...block.extrinsics, ...rest.slice(-1)]), 'extrinsics'],
    ['a signature that is none', withExtrinsics([inherent, flipped(rest[0], 50)]), 'extrinsics'],
  ])('%s', (_name, wrong, field) => {
    expect(fieldOf(wrong)).toBe(field)
  })

  test.each([
    [
      'bytes that are no extrinsic',
      [...block.extrinsics, Uint8Array.of(4, 1)],
      ExtrinsicFormatError,
    ],
    ['no time', rest, BlockTimeError],
    ['two times', [inherent, ...block.extrinsics], BlockTimeError],
    [
      'the time of another slot',
      [bare(callOf('Timestamp', 'set', { now: chain.timeOf(3) })), ...rest],
      SlotError,
    ],
  ])('%s', (_name, extrinsics, error) => {
    expect(() => runtime.execute(parent, withExtrinsics(extrinsics))).toThrow(error)
  })

  test('the time after a signed extrinsic', () => {
    const [first = new Uint8Array(0), ...others] = rest
    expect(fieldOf(withExtrinsics([first, inherent, ...others]))).toBe('extrinsics')
    const late = chain.open({ inherents: false })
    late.apply(first)
    expect(() => late.apply(inherent)).toThrow(BlockMismatchError)
  })
})

test('an error names what differs and what to look at', () => {
  expect(() => runtime.execute(parent, withHeader({ stateRoot: other }))).toThrow(
    expect.objectContaining({ code: 'BlockMismatch', field: 'stateRoot' }),
  )
})

function flipped(bytes: Uint8Array = new Uint8Array(0), at: number): Uint8Array {
  const changed = Uint8Array.from(bytes)
  changed[at] = (changed[at] ?? 0) ^ 1
  return changed
}
