import { addressOf, EMPTY_TRIE_ROOT, encode, hash } from '@plexus/primitives'
import { blake2b } from '@noble/hashes/blake2.js'
import { beforeEach, describe, expect, test } from 'vitest'
import { callOf } from '../../src/calls.ts'
import { finalizeBlock, initializeBlock } from '../../src/executive/block.ts'
import { createContext } from '../../src/executive/context.ts'
import type { RuntimeCall } from '../../src/frame/call.ts'
import type { Pallet } from '../../src/frame/pallet.ts'
import { weight } from '../../src/frame/weight.ts'
import { DEV_ACCOUNTS } from '../../src/genesis/accounts.ts'
import { BlockTimeError } from '../../src/pallets/timestamp/calls/set.ts'
import { SlotError } from '../../src/pallets/aura/slot.ts'
import {
  Account,
  AllExtrinsicsLen,
  BlockHash,
  BlockNumber,
  BlockWeight,
  ParentHash,
} from '../../src/pallets/system/storage.ts'
import { Now } from '../../src/pallets/timestamp/storage.ts'
import { host } from '../helpers/test-context.ts'
import { alice, bare, bob, config, MapState, runtime, sign, TestChain } from './chain-kit.ts'

const genesis = runtime.genesis()
let chain: TestChain
beforeEach(() => {
  chain = new TestChain(genesis)
})
const signed = (call: RuntimeCall, nonce = 0, tip = 0n): Uint8Array =>
  sign(genesis.hash, call, { nonce, tip })
const transfer = (value: bigint): RuntimeCall =>
  callOf('Balances', 'transfer_keep_alive', { dest: addressOf(bob.account), value })

describe('hooks', () => {
  test('run in the order of the pallets, and their weight counts as mandatory', () => {
    const seen: string[] = []
    const probe = (name: string): Pallet => ({
      id: { name, index: 0, path: [] },
      onInitialize(ctx, number) {
        seen.push(`${name} starts ${number} ${ctx.phase.type}`)
        return weight(1_000n)
      },
      onFinalize: (ctx, number) => void seen.push(`${name} ends ${number} ${ctx.phase.type}`),
    })
    const pallets = [probe('A'), probe('B')]
    const rules = { pallets, filter: () => true, guards: [] }
    const view = new MapState([])
    const ctx = createContext({ host, config, rules }, view)
    const parentHash = hash(new Uint8Array(32).fill(9))
    initializeBlock(ctx, { number: 1, parentHash, digest: [] })
    expect(ctx.phase).toEqual({ type: 'ApplyExtrinsic', value: 0 })
    const { mandatory, normal } = BlockWeight.get(ctx)
    const { block } = finalizeBlock(ctx, view, [])
    expect(seen).toEqual([
      'A starts 1 Initialization',
      'B starts 1 Initialization',
      'A ends 1 Finalization',
      'B ends 1 Finalization',
    ])
    const { base_block: base } = limits()
    expect(mandatory.ref_time - base).toBe(2_000n)
    expect(normal.ref_time).toBe(0n)
    expect(block.header).toMatchObject({ number: 1, parentHash, digest: [] })
    expect(block.header.extrinsicsRoot).toEqual(EMPTY_TRIE_ROOT)
  })

  test('pallets are assembled in the order of their indices', () => {
    const indices = chain.read().rules.pallets.map(({ id }) => id.index)
    expect(indices).toEqual([...indices].sort((a, b) => a - b))
  })
})

describe('a block', () => {
  test('leaves number, parent, time and its own weight in state, and no length', () => {
    const parent = chain.head.hash
    chain.block()
    const ctx = chain.read()
    expect(BlockNumber.get(ctx)).toBe(1)
    expect(ParentHash.get(ctx)).toEqual(parent)
    expect(BlockHash.get(ctx, 0)).toEqual(parent)
    expect(Now.get(ctx)).toBe(chain.timeOf(1))
    expect(AllExtrinsicsLen.has(ctx)).toBe(false)
    expect(runtime.timestamp(chain.state)).toBe(chain.timeOf(1))
  })

  test('its hash is the BLAKE2b-256 of its header: parent, compact number, roots, digest', () => {
    chain.block()
    const { header } = chain.head.block
    const bytes = Uint8Array.from([
      ...header.parentHash,
      header.number << 2,
      ...header.stateRoot,
      ...header.extrinsicsRoot,
      header.digest.length << 2,
      ...header.digest.flatMap((item) => [...item]),
    ])
    expect(runtime.encodeHeader(header)).toEqual(bytes)
    expect(chain.head.hash).toEqual(blake2b(bytes, { dkLen: 32 }))
  })

  test('announces its slot: pre-runtime, engine aura, slot as eight bytes', () => {
    chain.block()
    const [item] = chain.head.block.header.digest
    const slot = chain.timeOf(1) / 250n
    const little = Buffer.alloc(8)
    little.writeBigUInt64LE(slot)
    expect(item).toEqual(Uint8Array.from([6, ...Buffer.from('aura'), 32, ...little]))
  })

  test('holds its extrinsics byte for byte, refused ones not', () => {
    const good = signed(transfer(1n))
    const open = chain.open()
    expect(open.apply(signed(transfer(1n), 5)).kind).toBe('invalid')
    open.apply(good)
    const { block } = chain.push(open)
    expect(block.extrinsics).toEqual([...runtime.inherents(chain.timeOf(1)), good])
  })

  test('cannot be changed once it is sealed', () => {
    const open = chain.open()
    open.seal()
    expect(() => open.apply(signed(transfer(1n)))).toThrow('sealed')
    expect(() => open.seal()).toThrow('sealed')
  })

  test('forgets the hash of the block 2,400 before its parent, never that of genesis', () => {
    const entries = new Map(chain.state.entries)
    for (const number of [1, 2, 3]) {
      entries.set(BlockHash.key({ host }, number), Uint8Array.from(chain.genesis.hash))
    }
    const known = (number: number): readonly number[] => {
      const view = new MapState(entries)
      const digest = runtime.preDigest(chain.timeOf(1))
      const open = runtime.open(view, { parentHash: chain.genesis.hash, number, digest })
      for (const inherent of runtime.inherents(chain.timeOf(1))) open.apply(inherent)
      const after = view.after(open.seal().changes)
      return [0, 1, 2, 3].filter((n) => after.get(BlockHash.key({ host }, n)) !== undefined)
    }
    expect(known(2401)).toEqual([0, 1, 2, 3])
    expect(known(2402)).toEqual([0, 2, 3])
    expect(known(2404)).toEqual([0, 1, 2])
  })
})

describe('a block is void', () => {
  test('without its time', () => {
    expect(() => chain.open({ inherents: false }).seal()).toThrow(BlockTimeError)
  })

  test('with two times', () => {
    const [again] = runtime.inherents(chain.timeOf(1))
    expect(() => chain.open().apply(again ?? new Uint8Array(0))).toThrow(BlockTimeError)
  })

  test.each([
    ['the slot before', -1n],
    ['the slot after', 250n],
  ])('with a time in %s', (_name, shift) => {
    const set = callOf('Timestamp', 'set', { now: chain.timeOf(1) + shift })
    expect(() => chain.open({ inherents: false }).apply(bare(set))).toThrow(SlotError)
  })

  test('with a slot that does not follow its parent', () => {
    chain.block()
    const digest = runtime.preDigest(chain.timeOf(1))
    const start = { parentHash: chain.head.hash, number: 2, digest }
    expect(() => runtime.open(chain.state, start)).toThrow(SlotError)
  })
})

describe('events', () => {
  /** Each block mints first of all; what no subnet gets is taken back without an event. */
  const EMISSION = 'Initialization Balances.Issued'

  test('a transfer: fee, transfer, fee paid, success last; all in the phase of its extrinsic', () => {
    chain.block(signed(transfer(1_000n)))
    const names = chain.events().map(({ phase, name }) => `${phase} ${name}`)
    expect(names.slice(0, 2)).toEqual([EMISSION, '0 System.ExtrinsicSuccess'])
    expect(names.slice(2).every((name) => name.startsWith('1 '))).toBe(true)
    expect(names.slice(2, 4)).toEqual(['1 Balances.Withdraw', '1 Balances.Transfer'])
    expect(names.slice(-2)).toEqual([
      '1 TransactionPayment.TransactionFeePaid',
      '1 System.ExtrinsicSuccess',
    ])
  })

  test('what hooks do at the start of a block is in the phase Initialization', () => {
    const call = callOf('System', 'remark', { remark: new Uint8Array(1) })
    const when = 2
    const later = callOf('Scheduler', 'schedule', {
      when,
      maybe_periodic: undefined,
      priority: 0,
      call,
    })
    chain.block(signed(callOf('Sudo', 'sudo', { call: later })))
    chain.block()
    const names = chain.events().map(({ phase, name }) => `${phase} ${name}`)
    expect(names).toEqual([
      EMISSION,
      'Initialization Scheduler.Dispatched',
      '0 System.ExtrinsicSuccess',
    ])
  })

  test('the events of a block replace those of its parent', () => {
    chain.block(signed(transfer(1n)))
    chain.block()
    const names = chain.events().map(({ phase, name }) => `${phase} ${name}`)
    expect(names).toEqual([EMISSION, '0 System.ExtrinsicSuccess'])
  })
})

test('a call that fails keeps fee and nonce and nothing else', () => {
  const other = new TestChain(genesis)
  other.block()
  const tooMuch = signed(transfer(2_000_000_000_000_000n), 0, 5n)
  expect(chain.block(tooMuch)).toEqual([{ kind: 'included', dispatched: false }])
  const failed = chain.events().at(-1)
  expect(failed).toMatchObject({
    phase: '1',
    name: 'System.ExtrinsicFailed',
    value: { dispatch_error: { type: 'Token', value: 'FundsUnavailable' } },
  })
  const paid = chain.events().find(({ name }) => name.endsWith('TransactionFeePaid'))
  const { actual_fee: fee = 0n } = (paid?.value ?? {}) as { readonly actual_fee?: bigint }
  const before = Account.get(other.read(), alice.account)
  const after = Account.get(chain.read(), alice.account)
  expect(after).toEqual({
    ...before,
    nonce: 1,
    data: { ...before.data, free: before.data.free - fee },
  })
  // Block 1 has slot 6,800,000,001, a multiple of three: the first of three authorities.
  const author = DEV_ACCOUNTS.One
  const keys = [...chain.state.entries.keys()].filter(
    (key) => !Buffer.from(chain.state.get(key) ?? []).equals(other.state.get(key) ?? Buffer.of()),
  )
  const expected = [alice.account, author].map((who) => Account.key({ host }, who))
  const items = keys.filter((key) => !isBookkeeping(key))
  expect(items.toSorted()).toEqual(expected.toSorted())
  const gain = (of: TestChain): bigint => Account.get(of.read(), author).data.free
  expect(gain(chain) - gain(other)).toBe(fee)
})

/** Events, their number and the weight of the block. */
function isBookkeeping(key: string): boolean {
  const names = ['Events', 'EventCount', 'BlockWeight']
  const item = (name: string): string =>
    Buffer.from([
      ...host.twox128(Buffer.from('System')),
      ...host.twox128(Buffer.from(name)),
    ]).toString('latin1')
  return names.some((name) => key.startsWith(item(name)))
}

/** The base weight of a block as metadata publishes it. */
function limits(): { readonly base_block: bigint } {
  const { rules } = chain.read()
  const system = rules.pallets.find(({ id }) => id.name === 'System')
  const constant = system?.constants?.find(({ name }) => name === 'BlockWeights')
  const value = constant?.valueOf(config) as { readonly base_block: { readonly ref_time: bigint } }
  expect(encode(constant?.type as never, value as never).length).toBeGreaterThan(0)
  return { base_block: value.base_block.ref_time }
}
