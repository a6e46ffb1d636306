import { describe, expect, it } from 'vitest'
import { rpcWorld } from './support/rpc-world.ts'

/** Every method and alias of the surface that clients of a local node use (spec: 70-rpc §2, §3). */
const EXPECTED = `
account_nextIndex archive_v1_body archive_v1_call archive_v1_finalizedHeight
archive_v1_genesisHash archive_v1_hashByHeight archive_v1_header archive_v1_stopStorage
archive_v1_storage archive_v1_storageDiff archive_v1_storageDiff_stopStorageDiff author_pendingExtrinsics author_submitAndWatchExtrinsic author_submitExtrinsic
author_unwatchExtrinsic chainHead_v1_body chainHead_v1_call chainHead_v1_continue
chainHead_v1_follow chainHead_v1_header chainHead_v1_stopOperation chainHead_v1_storage
chainHead_v1_unfollow chainHead_v1_unpin chainSpec_v1_chainName chainSpec_v1_genesisHash
chainSpec_v1_properties chain_getBlock chain_getBlockHash chain_getFinalisedHead
chain_getFinalizedHead chain_getHead chain_getHeader chain_getRuntimeVersion
chain_subscribeAllHeads chain_subscribeFinalisedHeads chain_subscribeFinalizedHeads
chain_subscribeNewHead chain_subscribeNewHeads chain_subscribeRuntimeVersion
chain_unsubscribeAllHeads chain_unsubscribeFinalisedHeads chain_unsubscribeFinalizedHeads
chain_unsubscribeNewHead chain_unsubscribeNewHeads chain_unsubscribeRuntimeVersion
childstate_getKeys childstate_getKeysPaged childstate_getKeysPagedAt childstate_getStorage
childstate_getStorageEntries childstate_getStorageHash childstate_getStorageSize
delegateInfo_getDelegate delegateInfo_getDelegated delegateInfo_getDelegates
neuronInfo_getNeuron neuronInfo_getNeuronLite neuronInfo_getNeurons neuronInfo_getNeuronsLite
stakeInfo_getColdkeyLock subnetInfo_getAllDynamicInfo subnetInfo_getAllMechagraphs
subnetInfo_getAllMetagraphs subnetInfo_getColdkeyAutoStakeHotkey subnetInfo_getDynamicInfo
subnetInfo_getLockCost subnetInfo_getMechagraph subnetInfo_getMetagraph
subnetInfo_getSelectiveMechagraph subnetInfo_getSelectiveMetagraph subnetInfo_getSubnetAccountId
subnetInfo_getSubnetHyperparams subnetInfo_getSubnetHyperparamsV2 subnetInfo_getSubnetInfo
subnetInfo_getSubnetInfo_v2 subnetInfo_getSubnetState subnetInfo_getSubnetToPrune
subnetInfo_getSubnetsInfo subnetInfo_getSubnetsInfo_v2 swap_currentAlphaPrice
swap_currentAlphaPriceAll swap_simSwapAlphaForTao swap_simSwapTaoForAlpha
payment_queryFeeDetails payment_queryInfo plexus_concentration plexus_explainEpoch
plexus_explainPayout rpc_methods state_call state_callAt state_getKeys
state_getKeysPaged state_getKeysPagedAt state_getMetadata state_getPairs state_getReadProof
state_getRuntimeVersion state_getStorage state_getStorageAt state_getStorageHash
state_getStorageHashAt state_getStorageSize state_getStorageSizeAt state_queryStorage
state_queryStorageAt state_subscribeRuntimeVersion state_subscribeStorage
state_unsubscribeRuntimeVersion state_unsubscribeStorage subscribe_newHead
system_accountNextIndex system_chain system_chainType system_dryRun system_dryRunAt system_health
system_localListenAddresses system_localPeerId system_name system_nodeRoles system_peers
system_properties system_syncState system_version transactionWatch_v1_submitAndWatch
transactionWatch_v1_unwatch transaction_v1_broadcast transaction_v1_stop unsubscribe_newHead
`

const sorted = (text: string): string[] =>
  text
    .trim()
    .split(/\s+/)
    .sort((a, b) => (a < b ? -1 : 1))

describe('rpc_methods', () => {
  it('lists exactly the surface of a node', async () => {
    const { client, rpc } = await rpcWorld()
    expect(await client().call('rpc_methods')).toEqual({ methods: sorted(EXPECTED) })
    expect(rpc.unsafeMethods).toEqual([])
  })

  it('leaves out what would touch keys, and answers it with an error', async () => {
    const { client } = await rpcWorld()
    const peer = client()
    for (const name of [
      'author_hasKey',
      'author_insertKey',
      'author_rotateKeys',
      'state_traceBlock',
      'engine_createBlock',
      'dev_newBlock',
      'offchain_localStorageGet',
      'eth_chainId',
    ]) {
      expect((await peer.ask(name)).error, name).toEqual({
        code: -32601,
        message: 'Method not found',
      })
    }
  })
})

it('knows no child tries', async () => {
  const { client } = await rpcWorld()
  const peer = client()
  const rows: readonly (readonly [string, readonly unknown[], unknown])[] = [
    ['childstate_getKeys', ['0x01', '0x'], []],
    ['childstate_getKeysPaged', ['0x01', null, 10, null, null], []],
    ['childstate_getKeysPagedAt', ['0x01', '0x', 10], []],
    ['childstate_getStorage', ['0x01', '0x02'], null],
    ['childstate_getStorageEntries', ['0x01', ['0x02', '0x03']], [null, null]],
    ['childstate_getStorageHash', ['0x01', '0x02'], null],
    ['childstate_getStorageSize', ['0x01', '0x02'], null],
  ]
  for (const [name, params, expected] of rows) {
    expect(await peer.call(name, ...params), name).toEqual(expected)
  }
})
