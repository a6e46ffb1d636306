import { bytesToHex, encodeSs58 } from '@plexus/primitives'
import type { Random } from '@plexus/testing'
import { runtimeCall } from './blobs.ts'
import { validTransfer } from './extrinsics.ts'
import type { World } from './world.ts'

/**
 * Kinds of the parameters of each method that has some (spec: 70-rpc). Methods without a row
 * take a small number, if anything.
 */
const PARAMETERS: Readonly<Record<string, string>> = {
  account_nextIndex: 'account',
  archive_v1_body: 'hash',
  archive_v1_call: 'hash api',
  archive_v1_hashByHeight: 'number',
  archive_v1_header: 'hash',
  archive_v1_storage: 'hash items none',
  author_submitAndWatchExtrinsic: 'transfer',
  author_submitExtrinsic: 'transfer',
  chain_getBlock: 'block',
  chain_getBlockHash: 'number',
  chain_getHead: 'number',
  chain_getHeader: 'block',
  chainHead_v1_body: 'follow hash',
  chainHead_v1_call: 'follow hash api',
  chainHead_v1_continue: 'follow id',
  chainHead_v1_follow: 'bool',
  chainHead_v1_header: 'follow hash',
  chainHead_v1_stopOperation: 'follow id',
  chainHead_v1_storage: 'follow hash items none',
  chainHead_v1_unpin: 'follow hash',
  childstate_getKeys: 'key key block',
  childstate_getKeysPaged: 'key key number key block',
  childstate_getKeysPagedAt: 'key key number key block',
  childstate_getStorage: 'key key block',
  childstate_getStorageEntries: 'key keys block',
  childstate_getStorageHash: 'key key block',
  childstate_getStorageSize: 'key key block',
  delegateInfo_getDelegate: 'accountBytes block',
  delegateInfo_getDelegated: 'accountBytes block',
  neuronInfo_getNeuron: 'number number block',
  neuronInfo_getNeuronLite: 'number number block',
  payment_queryFeeDetails: 'transfer block',
  payment_queryInfo: 'transfer block',
  plexus_concentration: 'number block',
  plexus_explainEpoch: 'number number number',
  plexus_explainPayout: 'account number number',
  stakeInfo_getColdkeyLock: 'account number block',
  state_call: 'api block',
  state_callAt: 'api block',
  state_getKeys: 'key block',
  state_getKeysPaged: 'key number key block',
  state_getKeysPagedAt: 'key number key block',
  state_getMetadata: 'block',
  state_getPairs: 'key block',
  state_getReadProof: 'keys block',
  state_getRuntimeVersion: 'block',
  state_getStorage: 'key block',
  state_getStorageAt: 'key block',
  state_getStorageHash: 'key block',
  state_getStorageSize: 'key block',
  state_queryStorage: 'keys hash block',
  state_queryStorageAt: 'keys block',
  state_subscribeStorage: 'keys',
  subnetInfo_getColdkeyAutoStakeHotkey: 'account number block',
  subnetInfo_getMechagraph: 'number number block',
  subnetInfo_getSelectiveMechagraph: 'number number numbers block',
  subnetInfo_getSelectiveMetagraph: 'number numbers block',
  swap_simSwapAlphaForTao: 'number number block',
  swap_simSwapTaoForAlpha: 'number number block',
  system_accountNextIndex: 'account',
  system_dryRun: 'transfer block',
  transaction_v1_broadcast: 'transfer',
  transactionWatch_v1_submitAndWatch: 'transfer',
}
const ENDS = /unsubscribe|unwatch|unfollow|_stop/i
const PREFIXES = [
  '',
  '26aa394eea5630e07c48ae0c9558cef7',
  '3a636f6465',
  '658faa385070e074c85bf6b568cf0555',
]
const QUERIES = [
  'value',
  'hash',
  'descendantsValues',
  'descendantsHashes',
  'closestDescendantMerkleValue',
]

/** Parameters that a method accepts, as far as one can tell without its state. */
export function validParameters(method: string, world: World, random: Random): readonly unknown[] {
  const kinds = PARAMETERS[method] ?? (ENDS.test(method) ? 'id' : 'number')
  return kinds.split(' ').flatMap((kind) => valuesOf(kind, world, random))
}

function valuesOf(kind: string, world: World, random: Random): readonly unknown[] {
  switch (kind) {
    case 'account':
      return [encodeSs58(random.pick(world.signers).account)]
    case 'accountBytes':
      return [[...random.pick(world.signers).account]]
    case 'api': {
      const { name, args } = runtimeCall(world, random)
      return [name, bytesToHex(args)]
    }
    case 'block':
      return [random.pick([null, '', undefined, hashText(world, random)])]
    case 'bool':
      return [random.oneIn(2)]
    case 'follow':
      return [random.oneIn(4) ? 'nobody' : world.follow]
    case 'hash':
      return [hashText(world, random)]
    case 'id':
      return [random.pick<unknown>(['nobody', random.below(100), world.follow.slice(1)])]
    case 'items':
      return [
        Array.from({ length: random.below(4) }, () => ({
          key: keyText(random),
          type: random.pick(QUERIES),
        })),
      ]
    case 'key':
      return [keyText(random)]
    case 'keys':
      return [Array.from({ length: random.below(6) }, () => keyText(random))]
    case 'numbers':
      return [Array.from({ length: random.below(80) }, () => random.below(80))]
    case 'none':
      return [null]
    case 'transfer':
      return [bytesToHex(validTransfer(world, random))]
    default:
      return [random.below(200)]
  }
}

const hashText = (world: World, random: Random): string =>
  bytesToHex(random.oneIn(3) ? random.bytes(32) : world.genesisHash)

const keyText = (random: Random): string =>
  `0x${random.pick(PREFIXES)}${bytesToHex(random.bytes(random.below(24))).slice(2)}`
