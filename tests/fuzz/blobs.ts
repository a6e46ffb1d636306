import { bytes, bytesToHex, compact, concatBytes, encode, u32 } from '@plexus/primitives'
import type { Random } from '@plexus/testing'
import { corrupt } from './corrupt.ts'
import { validCall, validTransfer } from './extrinsics.ts'
import { requestFrame } from './world.ts'
import type { Frame, Generator, World } from './world.ts'

/**
 * Arguments of every runtime API that the chain announces (spec: 75-runtime-apis), those that a
 * node may leave out included: leaving out is an error reply as well.
 */
const APIS: Readonly<Record<string, string>> = {
  Core: 'version: initialize_block:header execute_block:block',
  Metadata: 'metadata: metadata_at_version:u32 metadata_versions:',
  BlockBuilder:
    'apply_extrinsic:tx finalize_block: inherent_extrinsics:inherents check_inherents:block,inherents',
  GenesisBuilder: 'build_state:bytes get_preset:optional preset_names:',
  TaggedTransactionQueue: 'validate_transaction:u8,tx,hash',
  OffchainWorkerApi: 'offchain_worker:header',
  AuraApi: 'slot_duration: authorities:',
  SessionKeys: 'generate_session_keys:optional decode_session_keys:bytes',
  GrandpaApi: 'grandpa_authorities: current_set_id: generate_key_ownership_proof:u64,account',
  AccountNonceApi: 'account_nonce:account',
  TransactionPaymentApi:
    'query_info:tx,u32 query_fee_details:tx,u32 query_weight_to_fee:weight query_length_to_fee:u32',
  TransactionPaymentCallApi:
    'query_call_info:call,u32 query_call_fee_details:call,u32 query_weight_to_fee:weight query_length_to_fee:u32',
  DelegateInfoRuntimeApi: 'get_delegates: get_delegate:account get_delegated:account',
  NeuronInfoRuntimeApi:
    'get_neurons:u16 get_neuron:u16,u16 get_neurons_lite:u16 get_neuron_lite:u16,u16',
  SubnetInfoRuntimeApi:
    'get_subnet_info:u16 get_subnets_info: get_subnet_info_v2:u16 get_subnets_info_v2: get_subnet_hyperparams:u16 ' +
    'get_subnet_hyperparams_v2:u16 get_subnet_hyperparams_v3:u16 get_all_dynamic_info: get_dynamic_info:u16 ' +
    'get_all_metagraphs: get_metagraph:u16 get_all_mechagraphs: get_mechagraph:u16,u8 ' +
    'get_selective_metagraph:u16,indexes get_selective_mechagraph:u16,u8,indexes get_subnet_state:u16 ' +
    'get_coldkey_auto_stake_hotkey:account,u16 get_subnet_to_prune: get_subnet_account_id:u16 ' +
    'get_next_epoch_start_block:u16',
  StakeInfoRuntimeApi:
    'get_stake_info_for_coldkey:account get_stake_info_for_coldkeys:accounts ' +
    'get_stake_info_for_hotkey_coldkey_netuid:account,account,u16 ' +
    'get_stake_availability_for_coldkeys:accounts,optional ' +
    'get_stake_fee:optional,account,optional,account,u64 get_coldkey_lock:account,u16 ' +
    'get_hotkey_conviction:account,u16 get_most_convicted_hotkey_on_subnet:u16',
  SubnetRegistrationRuntimeApi: 'get_network_registration_cost:',
  SwapRuntimeApi:
    'current_alpha_price:u16 current_alpha_price_all: sim_swap_tao_for_alpha:u16,u64 sim_swap_alpha_for_tao:u16,u64',
  ProxyFilterRuntimeApi: 'get_proxy_types: get_proxy_filter:optional',
  ShieldApi:
    'try_decode_shielded_tx:tx is_shielded_using_current_key:key16 try_unshield_tx:bytes,bytes',
}
const METHODS = Object.entries(APIS).flatMap(([api, methods]) =>
  methods.split(' ').map((method) => {
    const [name, shape] = method.split(':')
    return {
      name: `${api}_${name}`,
      shape: shape === '' || shape === undefined ? [] : shape.split(','),
    }
  }),
)
const ODD_NAMES = [
  '',
  '_',
  'Core_',
  'Core_versions',
  '__proto__',
  'constructor_constructor',
  'toString',
  'Core.version',
]
const WIDTHS: Readonly<Record<string, number>> = {
  u8: 1,
  u16: 2,
  u32: 4,
  u64: 8,
  key16: 16,
  hash: 32,
}

/** SCALE bytes where the node decodes: runtime APIs, storage keys, dry runs, `chainHead` calls. */
export const blobs: Generator = (world, random, at) => {
  const kind = random.below(10)
  if (kind < 5) return apiCall(world, random, at)
  if (kind < 8) return storageRead(world, random, at)
  return extrinsicRead(world, random, at)
}

/** A runtime API with arguments of its types. */
export function runtimeCall(
  world: World,
  random: Random,
): { readonly name: string; readonly args: Uint8Array } {
  const { name, shape } = random.pick(METHODS)
  return { name, args: concatBytes(...shape.map((kind) => argument(kind, world, random))) }
}

function argument(kind: string, world: World, random: Random): Uint8Array {
  const width = WIDTHS[kind]
  if (width !== undefined) return random.oneIn(3) ? random.bytes(width) : small(width, random)
  const account = (): Uint8Array => random.pick(world.signers).account
  const list = (item: () => Uint8Array): Uint8Array => {
    const length = random.below(5)
    return concatBytes(encode(compact(u32), length), ...Array.from({ length }, item))
  }
  switch (kind) {
    case 'account':
      return account()
    case 'accounts':
      return list(account)
    case 'indexes':
      return list(() => small(2, random))
    case 'tx':
      return validTransfer(world, random)
    case 'call':
      return validCall(world, random)
    case 'weight':
      return concatBytes(encode(compact(u32), random.below(1 << 30)), Uint8Array.of(0))
    case 'bytes':
      return encode(bytes, random.bytes(random.below(60)))
    case 'header':
      return header(random)
    case 'block':
      return concatBytes(
        header(random),
        list(() => validTransfer(world, random)),
      )
    default:
      return Uint8Array.of(0)
  }
}

/** Parent, number, two roots, no logs. */
const header = (random: Random): Uint8Array =>
  concatBytes(random.bytes(32), Uint8Array.of(4), random.bytes(64), Uint8Array.of(0))

function small(width: number, random: Random): Uint8Array {
  const value = new Uint8Array(width)
  value[0] = random.below(4)
  return value
}

function apiCall(world: World, random: Random, id: number): Frame {
  const call = runtimeCall(world, random)
  const name = random.oneIn(20) ? random.pick(ODD_NAMES) : call.name
  const args = bytesToHex(random.oneIn(4) ? call.args : corrupt(call.args, random))
  const genesis = bytesToHex(world.genesisHash)
  const { method, params } = random.pick([
    { method: 'state_call', params: [name, args.slice(random.oneIn(2) ? 2 : 0)] },
    { method: 'state_call', params: [name, args, genesis] },
    { method: 'archive_v1_call', params: [genesis, name, args] },
    { method: 'chainHead_v1_call', params: [world.follow, genesis, name, args] },
  ])
  return requestFrame(`${method} ${name}`, random, { id, method, params })
}

function storageRead(world: World, random: Random, id: number): Frame {
  const genesis = bytesToHex(world.genesisHash)
  const length = random.pick([0, 1, 15, 16, 17, 31, 32, 33, 48, 4_095, 4_096, 4_097, 20_000])
  const even = bytesToHex(random.bytes(length))
  const key = random.pick([
    even,
    even,
    even.slice(0, -1),
    even.slice(2),
    even.toUpperCase(),
    `${even}g`,
  ])
  const other = bytesToHex(random.bytes(random.below(40)))
  const items = [
    { key, type: 'descendantsValues', paginationStartKey: other },
    { key: other, type: 'hash' },
  ]
  const { method, params } = random.pick<{ method: string; params: readonly unknown[] }>([
    { method: 'state_getStorage', params: [key] },
    { method: 'state_getStorageSize', params: [key, genesis] },
    { method: 'state_queryStorageAt', params: [[key, other, key]] },
    { method: 'state_queryStorage', params: [[key], genesis] },
    {
      method: 'state_getKeysPaged',
      params: [key, random.pick([0, 1, 1_000, 1_001, 2 ** 32]), other],
    },
    { method: 'state_getReadProof', params: [[key, other]] },
    { method: 'state_getKeys', params: [key] },
    { method: 'state_getPairs', params: [other] },
    { method: 'childstate_getStorage', params: [key, other] },
    { method: 'archive_v1_storage', params: [genesis, items, null] },
    { method: 'chainHead_v1_storage', params: [world.follow, genesis, items, null] },
  ])
  return requestFrame(`${method} of ${length} bytes`, random, { id, method, params })
}

function extrinsicRead(world: World, random: Random, id: number): Frame {
  const method = random.pick(['system_dryRun', 'payment_queryInfo', 'payment_queryFeeDetails'])
  const blob = corrupt(validTransfer(world, random), random)
  return requestFrame(`${method} of a blob`, random, { id, method, params: [bytesToHex(blob)] })
}
