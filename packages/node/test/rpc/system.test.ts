import { expect, it } from 'vitest'
import { rpcWorld } from './support/rpc-world.ts'

const ALICE = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'

it('says who and what the node is', async () => {
  const { client } = await rpcWorld()
  const peer = client()
  const facts: readonly (readonly [string, unknown])[] = [
    ['system_chain', 'Bittensor'],
    ['system_name', 'Subtensor Node'],
    ['system_version', '0.1.0'],
    ['system_chainType', 'Local'],
    ['system_properties', { ss58Format: 42, tokenDecimals: 9, tokenSymbol: 'TAO' }],
    ['system_health', { peers: 0, isSyncing: false, shouldHavePeers: false }],
    ['system_peers', []],
    ['system_nodeRoles', ['Authority']],
    ['system_localPeerId', ''],
    ['system_localListenAddresses', []],
    ['system_syncState', { startingBlock: 0, currentBlock: 0, highestBlock: 0 }],
    ['chainSpec_v1_chainName', 'Bittensor'],
    ['chainSpec_v1_properties', { ss58Format: 42, tokenDecimals: 9, tokenSymbol: 'TAO' }],
  ]
  for (const [name, expected] of facts) expect(await peer.call(name), name).toEqual(expected)
})

it('reports the health and identity of a networked node', async () => {
  const base = await rpcWorld()
  const health = { peers: 3, isSyncing: true, shouldHavePeers: true }
  const node = {
    ...base.context.node,
    peerId: '12D3',
    listenAddresses: ['/ip4/127.0.0.1/tcp/30333'],
    health: () => health,
  }
  const peer = (await rpcWorld({ context: { node } })).client()
  expect(await peer.call('system_health')).toEqual(health)
  expect(await peer.call('system_localPeerId')).toBe('12D3')
  expect(await peer.call('system_localListenAddresses')).toEqual(['/ip4/127.0.0.1/tcp/30333'])
})

it('follows the head in its sync state', async () => {
  const { client, chain } = await rpcWorld()
  chain.produce()
  expect(await client().call('system_syncState')).toMatchObject({ currentBlock: 1 })
})

it('gives the next nonce under both names', async () => {
  const { client } = await rpcWorld()
  const peer = client()
  expect(await peer.call('system_accountNextIndex', ALICE)).toBe(7)
  expect(await peer.call('account_nextIndex', ALICE)).toBe(7)
})

it.each([
  ['nothing', []],
  ['a number', [5]],
  ['a typing error', [ALICE.replace('G', 'H')]],
  ['hex', [`0x${'00'.repeat(32)}`]],
  ['a long text', ['5'.repeat(10_000)]],
])('refuses %s for an address', async (_name, params) => {
  const { client } = await rpcWorld()
  expect((await client().ask('account_nextIndex', ...params)).error?.code).toBe(-32602)
})

it('dry-runs an extrinsic, and tells when it is none', async () => {
  const { client } = await rpcWorld()
  const peer = client()
  expect(await peer.call('system_dryRun', '0x0404')).toBe('0x0000')
  expect(await peer.call('system_dryRunAt', '0x0404', null)).toBe('0x0000')
  expect((await peer.ask('system_dryRun', '0x04')).error).toMatchObject({
    code: 4003,
    message: 'Client error: Execution failed: Execution aborted due to trap: too short',
  })
})
