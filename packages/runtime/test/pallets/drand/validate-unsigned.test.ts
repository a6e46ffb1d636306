import { concatBytes, encode, u32, u64 } from '@plexus/primitives'
import type { KeyPair } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import { drandPriority } from '../../../src/executive/extensions/drand-priority.ts'
import { dispatchInfo } from '../../../src/frame/call.ts'
import type { RuntimeCall } from '../../../src/frame/call.ts'
import type { Context } from '../../../src/frame/context.ts'
import { setBeaconConfig } from '../../../src/pallets/drand/calls/set-beacon-config.ts'
import { setOldestStoredRound } from '../../../src/pallets/drand/calls/set-oldest-stored-round.ts'
import { writePulse } from '../../../src/pallets/drand/calls/write-pulse.ts'
import { drandPallet } from '../../../src/pallets/drand/index.ts'
import { QUICKNET } from '../../../src/pallets/drand/quicknet.ts'
import { LastStoredRound, NextUnsignedAt } from '../../../src/pallets/drand/storage.ts'
import {
  BeaconConfigurationPayload,
  MultiSigner,
  PulsesPayload,
} from '../../../src/pallets/drand/types.ts'
import type { Pulse } from '../../../src/pallets/drand/types.ts'
import { BlockNumber } from '../../../src/pallets/system/storage.ts'
import { alice, bare, config, keyOf, runtime, TestChain } from '../../executive/chain-kit.ts'
import { ROUND_1000 } from '../../helpers/beacon.ts'
import { host, testContext } from '../../helpers/test-context.ts'

const BLOCK = 50
const signerOf = ({ scheme, publicKey }: KeyPair): MultiSigner => ({
  type: scheme,
  value: publicKey,
})

interface Changes {
  readonly key?: KeyPair
  readonly block?: number
  readonly pulses?: readonly Pulse[]
  readonly signature?: Uint8Array
  readonly unsigned?: boolean
}

interface Refusal extends Changes {
  readonly setUp?: (ctx: Context) => void
  readonly expected: string
}

const NO_SIGNATURE = new Uint8Array(64)

function write(changes: Changes = {}): RuntimeCall {
  const { key = alice, block = BLOCK, pulses = [ROUND_1000] } = changes
  const pulses_payload = { block_number: block, pulses, public: signerOf(key) }
  const value = changes.signature ?? key.sign(encode(PulsesPayload, pulses_payload))
  const signature = changes.unsigned === true ? undefined : { type: key.scheme, value }
  return writePulse.with({ pulses_payload, signature })
}

function configure(changes: Changes = {}): RuntimeCall {
  const { key = alice, block = BLOCK } = changes
  const config_payload = { block_number: block, config: QUICKNET, public: signerOf(key) }
  const value = changes.signature ?? key.sign(encode(BeaconConfigurationPayload, config_payload))
  const signature = changes.unsigned === true ? undefined : { type: key.scheme, value }
  return setBeaconConfig.with({ config_payload, signature })
}

function world(): Context {
  const ctx = testContext()
  BlockNumber.set(ctx, BLOCK)
  return ctx
}

function verdict(ctx: Context, call: RuntimeCall): unknown {
  const found = drandPallet.validateUnsigned?.(ctx, call, 'External')
  return found?.ok === false ? found.error.value.type : found?.value
}

/** The tag: the name with its length, 19, and a hash. */
const tag = (content: Uint8Array): Uint8Array =>
  concatBytes(
    Uint8Array.of(19 << 2),
    new TextEncoder().encode('DrandOffchainWorker'),
    host.blake2b256(content),
  )
const roundTag = (round: bigint): Uint8Array =>
  tag(concatBytes(new TextEncoder().encode('drand'), encode(u64, round)))

describe('a round that anybody signed', () => {
  test('is valid for three blocks, is not passed on, and has a tag of its own', () => {
    expect(verdict(world(), write())).toEqual({
      // 2^20 + 2^64 − 1 − 1000 is above what fits.
      priority: 2n ** 64n - 1n,
      requires: [],
      provides: [roundTag(1000n)],
      longevity: 3n,
      propagate: false,
    })
  })

  test('has less priority the later it is', () => {
    const late = { ...ROUND_1000, round: 2n ** 63n }
    expect(verdict(world(), write({ pulses: [late] }))).toMatchObject({
      priority: 2n ** 20n + 2n ** 64n - 1n - 2n ** 63n,
      provides: [roundTag(2n ** 63n)],
    })
  })

  test('may follow another in the same block', () => {
    const ctx = world()
    NextUnsignedAt.set(ctx, BLOCK)
    LastStoredRound.set(ctx, 999n)
    expect(verdict(ctx, write())).toMatchObject({ longevity: 3n })
  })

  // In the order of the checks.
  const gate = (ctx: Context): void => NextUnsignedAt.set(ctx, 51)
  const refusals: readonly (readonly [string, Refusal])[] = [
    ['without a signature', { unsigned: true, pulses: [], block: 51, expected: 'BadSigner' }],
    ['with a wrong signature', { signature: NO_SIGNATURE, block: 51, expected: 'BadProof' }],
    ['signed with ed25519', { key: keyOf('//Alice', 'Ed25519'), expected: 'BadProof' }],
    ['signed with ecdsa', { key: keyOf('//Alice', 'Ecdsa'), expected: 'BadProof' }],
    ['of a later block', { block: 51, pulses: [], expected: 'Future' }],
    ['that is none', { pulses: [], setUp: gate, expected: 'Call' }],
    ['that is two', { pulses: [ROUND_1000, ROUND_1000], setUp: gate, expected: 'Call' }],
    ['before the block that takes one', { setUp: gate, expected: 'Stale' }],
    ['that is stored', { setUp: (ctx) => LastStoredRound.set(ctx, 1000n), expected: 'Stale' }],
    ['that is older', { setUp: (ctx) => LastStoredRound.set(ctx, 1001n), expected: 'Stale' }],
  ]
  test.each(refusals)('is refused %s', (_title, { setUp, expected, ...changes }) => {
    const ctx = world()
    setUp?.(ctx)
    expect(verdict(ctx, write(changes))).toBe(expected)
  })

  test('is refused where its payload was changed after it was signed', () => {
    const { signature } = write({ block: BLOCK - 1 }).args
    const changed = { call: writePulse, args: { ...write().args, signature } }
    expect(verdict(world(), changed)).toBe('BadProof')
  })
})

describe('a configuration that anybody signed', () => {
  test('is valid for one block, although it needs Root', () => {
    const ctx = world()
    NextUnsignedAt.set(ctx, 7)
    const signer = encode(MultiSigner, signerOf(alice))
    expect(verdict(ctx, configure())).toEqual({
      priority: 2n ** 20n,
      requires: [],
      // The block that takes the next, and the key with its length, 33.
      provides: [tag(concatBytes(encode(u32, 7), Uint8Array.of(33 << 2), signer))],
      longevity: 1n,
      propagate: true,
    })
  })

  test.each([
    ['without a signature', { unsigned: true, block: 51 }, 'BadSigner'],
    ['with a wrong signature', { signature: NO_SIGNATURE, block: 51 }, 'BadProof'],
    ['of a later block', { block: 51 }, 'Future'],
    ['of a block before the one that takes it', { block: 49 }, 'Stale'],
  ] as const)('is refused %s', (_title, changes, expected) => {
    const ctx = world()
    NextUnsignedAt.set(ctx, 50)
    expect(verdict(ctx, configure(changes))).toBe(expected)
  })
})

test('no other call of the pallet goes without a signature', () => {
  expect(verdict(world(), setOldestStoredRound.with({ oldest_round: 1n }))).toBe('Call')
})

describe('in a block', () => {
  const chain = new TestChain(runtime.genesis())
  const now = (): number => chain.number + 1

  test('rounds are written without a fee, one a transaction, and not twice', () => {
    const extrinsic = bare(write({ block: now() }))
    expect(chain.verdict(extrinsic)).toBe('ok')
    expect(chain.block(extrinsic, extrinsic)).toEqual([
      { kind: 'included', dispatched: true },
      { kind: 'invalid', error: { type: 'Invalid', value: { type: 'Stale' } } },
    ])
    const names = chain.events().filter(({ phase }) => phase === '1')
    expect(names.map(({ name }) => name)).toEqual(['Drand.NewPulse', 'System.ExtrinsicSuccess'])
    expect(LastStoredRound.get(chain.read())).toBe(1000n)
    expect(chain.verdict(extrinsic)).toBe('Invalid.Stale')
  })

  test('a configuration without Root is taken in and fails', () => {
    const extrinsic = bare(configure({ block: now() }))
    expect(chain.verdict(extrinsic)).toBe('ok')
    expect(chain.block(extrinsic)).toEqual([{ kind: 'included', dispatched: false }])
  })

  test('a signed round has a priority of its own and fails', () => {
    const tx = (call: RuntimeCall) => ({
      ...{ who: alice.account, call, length: 1 },
      info: dispatchInfo(call, config),
    })
    const judge = (call: RuntimeCall): unknown =>
      drandPriority.validate?.(chain.read(), tx(call), undefined, 'External')
    expect(judge(write())).toEqual({ priority: 10_000n })
    expect(judge(configure())).toBeUndefined()
    const extrinsic = chain.sign(write({ block: now() }))
    expect(chain.block(extrinsic)).toEqual([{ kind: 'included', dispatched: false }])
  })
})
