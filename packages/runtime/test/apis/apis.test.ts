import { addressOf, bytesToHex, encode } from '@plexus/primitives'
import { blake2b } from '@noble/hashes/blake2.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { API_VERSIONS } from '../../src/apis/versions.ts'
import { apis } from '../../src/apis/index.ts'
import { callOf } from '../../src/calls.ts'
import { ApiFailedError, UnknownApiError } from '../../src/executive/errors.ts'
import { RuntimeCall } from '../../src/frame/call.ts'
import { DEV_ACCOUNTS, DEV_FINALITY_KEYS } from '../../src/genesis/accounts.ts'
import { alice, bare, bob, keyOf, runtime, TestChain } from '../executive/chain-kit.ts'
import { parseMetadata } from '../metadata/blob-parser.ts'

const chain = new TestChain()
const transfer = callOf('Balances', 'transfer_keep_alive', {
  dest: addressOf(bob.account),
  value: 1_000n,
})
const ask = (method: string, ...parts: readonly (Uint8Array | readonly number[])[]): string =>
  Buffer.from(
    runtime.call(chain.state, method, Uint8Array.from(parts.flatMap((part) => [...part]))),
  ).toString('hex')
const u32 = (value: number): Buffer => {
  const out = Buffer.alloc(4)
  out.writeUInt32LE(value)
  return out
}
const u64 = (value: bigint): Buffer => {
  const out = Buffer.alloc(8)
  out.writeBigUInt64LE(value)
  return out
}
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** A client's dummy: the real thing with 64 zero bytes for a signature. */
const unsigned = chain.sign(transfer, { signature: new Uint8Array(64) })

describe('what is announced', () => {
  test.each(Object.entries(API_VERSIONS))(
    '%s has the BLAKE2b-64 of its name as id',
    (name, api) => {
      expect(api.id).toBe(bytesToHex(blake2b(Buffer.from(name), { dkLen: 8 })))
    },
  )

  test.each([
    ['Core', 5],
    ['Metadata', 2],
    ['TaggedTransactionQueue', 3],
    ['AuraApi', 1],
    ['GrandpaApi', 3],
    ['AccountNonceApi', 1],
    ['TransactionPaymentApi', 4],
    ['TransactionPaymentCallApi', 3],
    ['DelegateInfoRuntimeApi', 1],
    ['NeuronInfoRuntimeApi', 1],
    ['SubnetInfoRuntimeApi', 2],
    ['StakeInfoRuntimeApi', 1],
    ['SubnetRegistrationRuntimeApi', 1],
    ['ProxyFilterRuntimeApi', 1],
    ['SwapRuntimeApi', 1],
    ['ShieldApi', 1],
  ] as const)('%s has version %d', (name, version) => {
    expect(API_VERSIONS[name].version).toBe(version)
    expect(runtime.version.apis).toContainEqual([API_VERSIONS[name].id, version])
  })

  test('announced, served and described in metadata are the same', () => {
    const served = apis.map(({ name }) => name)
    expect(Object.keys(API_VERSIONS)).toEqual(served)
    const described = parseMetadata(runtime.metadata(15) ?? new Uint8Array(0)).apis
    const lines = described.map(({ name, methods }) => [name, methods.map((each) => each.name)])
    expect(lines).toEqual(apis.map(({ name, methods }) => [name, methods.map((m) => m.name)]))
  })
})

describe('every method answers to bytes of the wire', () => {
  const uxt = [...unsigned, ...u32(unsigned.length)]
  const call = [...encode(RuntimeCall, transfer), ...u32(100)]
  const account = [...alice.account]
  const [netuid, uid, mechid] = [[1, 0], [0, 0], [0]] as const
  const subnetMethods = [
    'get_subnet_info',
    'get_subnet_info_v2',
    'get_subnet_hyperparams',
    'get_subnet_hyperparams_v2',
    'get_subnet_hyperparams_v3',
    'get_metagraph',
    'get_dynamic_info',
    'get_subnet_state',
    'get_subnet_account_id',
    'get_next_epoch_start_block',
  ].map((method) => [`SubnetInfoRuntimeApi_${method}`, netuid] as const)
  const shielded = [...new Uint8Array(16), 0, 0, ...new Uint8Array(24)]
  const inputs: Readonly<Record<string, readonly number[]>> = {
    ...Object.fromEntries(subnetMethods),
    DelegateInfoRuntimeApi_get_delegate: account,
    DelegateInfoRuntimeApi_get_delegated: account,
    NeuronInfoRuntimeApi_get_neurons: netuid,
    NeuronInfoRuntimeApi_get_neuron: [...netuid, ...uid],
    NeuronInfoRuntimeApi_get_neurons_lite: netuid,
    NeuronInfoRuntimeApi_get_neuron_lite: [...netuid, ...uid],
    SubnetInfoRuntimeApi_get_mechagraph: [...netuid, ...mechid],
    SubnetInfoRuntimeApi_get_selective_metagraph: [...netuid, 4, 1, 0],
    SubnetInfoRuntimeApi_get_selective_mechagraph: [...netuid, ...mechid, 4, 1, 0],
    SubnetInfoRuntimeApi_get_coldkey_auto_stake_hotkey: [...account, ...netuid],
    StakeInfoRuntimeApi_get_stake_info_for_coldkey: account,
    StakeInfoRuntimeApi_get_stake_info_for_coldkeys: [4, ...account],
    StakeInfoRuntimeApi_get_stake_info_for_hotkey_coldkey_netuid: [
      ...account,
      ...account,
      ...netuid,
    ],
    StakeInfoRuntimeApi_get_stake_availability_for_coldkeys: [4, ...account, 0],
    StakeInfoRuntimeApi_get_stake_fee: [0, ...account, 0, ...account, ...new Uint8Array(8)],
    StakeInfoRuntimeApi_get_coldkey_lock: [...account, ...netuid],
    StakeInfoRuntimeApi_get_hotkey_conviction: [...account, ...netuid],
    StakeInfoRuntimeApi_get_most_convicted_hotkey_on_subnet: netuid,
    ProxyFilterRuntimeApi_get_proxy_filter: [0],
    SwapRuntimeApi_current_alpha_price: netuid,
    SwapRuntimeApi_sim_swap_tao_for_alpha: [...netuid, ...new Uint8Array(8)],
    SwapRuntimeApi_sim_swap_alpha_for_tao: [...netuid, ...new Uint8Array(8)],
    ShieldApi_try_decode_shielded_tx: [...unsigned],
    ShieldApi_is_shielded_using_current_key: [...new Uint8Array(16)],
    ShieldApi_try_unshield_tx: [0, ...shielded],
    Metadata_metadata_at_version: [15, 0, 0, 0],
    TaggedTransactionQueue_validate_transaction: [2, ...unsigned, ...chain.head.hash],
    AccountNonceApi_account_nonce: [...alice.account],
    TransactionPaymentApi_query_info: uxt,
    TransactionPaymentApi_query_fee_details: uxt,
    TransactionPaymentApi_query_weight_to_fee: [4, 0],
    TransactionPaymentApi_query_length_to_fee: [1, 0, 0, 0],
    TransactionPaymentCallApi_query_call_info: call,
    TransactionPaymentCallApi_query_call_fee_details: call,
    TransactionPaymentCallApi_query_weight_to_fee: [4, 0],
    TransactionPaymentCallApi_query_length_to_fee: [1, 0, 0, 0],
  }
  const methods = apis.flatMap(({ name, methods: own }) => own.map((m) => `${name}_${m.name}`))

  test.each(methods)('%s', (method) => {
    expect(ask(method, inputs[method] ?? []).length).toBeGreaterThan(0)
  })

  test.each(methods.filter((method) => inputs[method] !== undefined))(
    '%s refuses missing arguments',
    (method) => {
      const args = Uint8Array.from((inputs[method] ?? []).slice(0, -1))
      expect(() => runtime.call(chain.state, method, args)).toThrow(ApiFailedError)
      expect(() => runtime.call(chain.state, method, new Uint8Array(0))).toThrow(ApiFailedError)
    },
  )

  test.each(methods)('%s refuses bytes after its arguments', (method) => {
    const args = Uint8Array.from([...(inputs[method] ?? []), 0])
    expect(() => runtime.call(chain.state, method, args)).toThrow(ApiFailedError)
  })

  test('any bytes are answered or refused with ApiFailedError', () => {
    fc.assert(
      fc.property(fc.constantFrom(...methods), fc.uint8Array({ maxLength: 64 }), (method, args) => {
        try {
          runtime.call(chain.state, method, args)
        } catch (error) {
          expect(error).toBeInstanceOf(ApiFailedError)
        }
      }),
      { numRuns: 300, seed: 75 },
    )
  })

  test.each(['Core_execute', 'core_version', 'Core', '', 'BlockBuilder_finalize_block'])(
    'an unknown method is named: %s',
    (method) => {
      expect(() => ask(method)).toThrow(UnknownApiError)
      expect(() => ask(method)).toThrow(`Exported method ${method} is not found`)
    },
  )
})

describe('answers', () => {
  test('Core_version: names, versions, apis', () => {
    const name = `38${hex(Buffer.from('node-subtensor'))}`
    const entries = Object.values(API_VERSIONS).map(
      ({ id, version }) => id.slice(2) + hex(u32(version)),
    )
    const expected = [name, name, '01000000', 'a9010000', '01000000', '40', ...entries]
    expect(ask('Core_version')).toBe([...expected, '01000000', '01'].join(''))
  })

  test('metadata: V14 plain, versions 14 and 15 as an option, no other', () => {
    expect(ask('Metadata_metadata_versions')).toBe('080e0000000f000000')
    const opaque = (version: number): string => {
      const blob = runtime.metadata(version) ?? new Uint8Array(0)
      const length = u32(blob.length * 4 + 2)
      return hex(length) + hex(blob)
    }
    expect(ask('Metadata_metadata')).toBe(opaque(14))
    expect(ask('Metadata_metadata_at_version', u32(14))).toBe(`01${opaque(14)}`)
    expect(ask('Metadata_metadata_at_version', u32(15))).toBe(`01${opaque(15)}`)
    for (const version of [0, 13, 16, 0xffff_ffff]) {
      expect(ask('Metadata_metadata_at_version', u32(version))).toBe('00')
      expect(runtime.metadata(version)).toBeUndefined()
    }
  })

  test('slots and authorities', () => {
    const { One, Two, Three } = DEV_ACCOUNTS
    expect(ask('AuraApi_slot_duration')).toBe(hex(u64(250n)))
    expect(ask('AuraApi_authorities')).toBe(`0c${[One, Two, Three].map(hex).join('')}`)
    const weighed = Object.values(DEV_FINALITY_KEYS).map((key) => hex(key) + hex(u64(1n)))
    expect(ask('GrandpaApi_grandpa_authorities')).toBe(`0c${weighed.join('')}`)
    expect(ask('GrandpaApi_current_set_id')).toBe(hex(u64(0n)))
  })

  test('the nonce on chain, 0 for accounts that do not exist', () => {
    const own = new TestChain()
    own.block(own.sign(transfer))
    const nonce = (who: Uint8Array): string =>
      hex(runtime.call(own.state, 'AccountNonceApi_account_nonce', who))
    expect(nonce(alice.account)).toBe('01000000')
    expect(nonce(bob.account)).toBe('00000000')
    expect(nonce(new Uint8Array(32).fill(1))).toBe('00000000')
  })

  test('validate_transaction: the pool verdict as bytes', () => {
    const verdict = (extrinsic: Uint8Array): string =>
      ask('TaggedTransactionQueue_validate_transaction', [2], extrinsic, chain.head.hash)
    expect(verdict(chain.sign(transfer))).toBe(
      `00${hex(u64(1n))}000490${hex(alice.account)}00000000fe${'ff'.repeat(7)}01`,
    )
    expect(verdict(unsigned)).toBe('010004')
    expect(verdict(chain.sign(transfer, { signer: keyOf('//Stranger') }))).toBe('010001')
    expect(verdict(chain.sign(transfer, { metadataMode: 1 }))).toBe('010100')
    expect(verdict(bare(transfer))).toBe('010101')
  })
})

describe('fees', () => {
  const info = (extrinsic: Uint8Array): Buffer =>
    Buffer.from(ask('TransactionPaymentApi_query_info', extrinsic, u32(extrinsic.length)), 'hex')

  test('query_info does not look at the signature and gives the fee that is paid', () => {
    const own = new TestChain()
    own.block(own.sign(transfer))
    const paid = own.events().find(({ name }) => name.endsWith('TransactionFeePaid'))
    const { actual_fee: fee } = (paid?.value ?? {}) as { readonly actual_fee?: bigint }
    const found = info(unsigned)
    expect(found.readBigUInt64LE(found.length - 8)).toBe(fee)
    // The class stands before the fee: Normal.
    expect(found[found.length - 9]).toBe(0)
  })

  test('a longer length costs a rao for each byte; a tip is not part of it', () => {
    const at = (length: number, tip = 0n): bigint => {
      const extrinsic = chain.sign(transfer, { signature: new Uint8Array(64), tip })
      const found = Buffer.from(
        ask('TransactionPaymentApi_query_info', extrinsic, u32(length)),
        'hex',
      )
      return found.readBigUInt64LE(found.length - 8)
    }
    expect(at(250) - at(150)).toBe(100n)
    expect(at(150, 1_000_000n)).toBe(at(150))
  })

  test('query_fee_details: base, length and weight, whose sum is the fee', () => {
    const extrinsic = unsigned
    const found = Buffer.from(
      ask('TransactionPaymentApi_query_fee_details', extrinsic, u32(extrinsic.length)),
      'hex',
    )
    expect([found[0], found.length]).toEqual([1, 25])
    const [base, length, weight] = [1, 9, 17].map((at) => found.readBigUInt64LE(at))
    expect([base, length]).toEqual([54_078n, BigInt(extrinsic.length)])
    const total = info(extrinsic)
    expect(54_078n + BigInt(extrinsic.length) + (weight ?? 0n)).toBe(
      total.readBigUInt64LE(total.length - 8),
    )
  })

  test('unsigned extrinsics and free calls cost nothing', () => {
    const inherent = bare(callOf('Timestamp', 'set', { now: 1n }))
    const free = chain.sign(callOf('Utility', 'batch', { calls: [] }))
    for (const extrinsic of [inherent, free]) {
      expect(info(extrinsic).readBigUInt64LE(info(extrinsic).length - 8)).toBe(0n)
      const details = ask(
        'TransactionPaymentApi_query_fee_details',
        extrinsic,
        u32(extrinsic.length),
      )
      expect(details).toBe('00')
    }
  })

  test('the call API gives the same as the extrinsic that carries the call', () => {
    const call = encode(RuntimeCall, transfer)
    const found = ask('TransactionPaymentCallApi_query_call_info', call, u32(unsigned.length))
    expect(found).toBe(hex(info(unsigned)))
  })

  test.each([
    ['nothing', 0n, 0n],
    ['less than half a rao', 999n, 0n],
    ['half a rao rounds down', 1_000n, 0n],
    ['more than half rounds up', 1_001n, 1n],
    ['the base of an extrinsic', 108_157_000n, 54_078n],
    ['a second', 1_000_000_000_000n, 500_000_000n],
    ['a block and all beyond', 9_000_000_000_000n, 2_000_000_000n],
  ])('query_weight_to_fee of %s', (_name, ps, rao) => {
    const fee = ask('TransactionPaymentApi_query_weight_to_fee', compact(ps), [0])
    expect(fee).toBe(hex(u64(rao)))
  })

  test('query_length_to_fee is a rao for each byte', () => {
    expect(ask('TransactionPaymentApi_query_length_to_fee', u32(1234))).toBe(hex(u64(1234n)))
  })
})

/** A compact integer, by the SCALE specification. */
function compact(value: bigint): readonly number[] {
  if (value < 64n) return [Number(value << 2n)]
  if (value < 2n ** 14n) return [...u32(Number((value << 2n) | 1n))].slice(0, 2)
  if (value < 2n ** 30n) return [...u32(Number((value << 2n) | 2n))]
  const bytes = [...u64(value)]
  while (bytes.at(-1) === 0) bytes.pop()
  return [((bytes.length - 4) << 2) | 3, ...bytes]
}
