import { accountId, encodeSs58, hexToBytes } from '@plexus/primitives'
import { describe, expect, it } from 'vitest'
import { failingApi } from './support/fake-runtime.ts'
import type { FakeApi } from './support/fake-runtime.ts'
import { rpcWorld } from './support/rpc-world.ts'

const ACCOUNT = Array.from({ length: 32 }, (_, at) => at)
const SS58 = encodeSs58(accountId(Uint8Array.from(ACCOUNT)))
const HEX = Buffer.from(ACCOUNT).toString('hex')

/** Method, parameters, runtime API and the bytes that it is asked with (little-endian, spec: 75). */
const ROWS: readonly (readonly [string, readonly unknown[], string, string])[] = [
  ['delegateInfo_getDelegates', [], 'DelegateInfoRuntimeApi_get_delegates', ''],
  ['delegateInfo_getDelegate', [ACCOUNT], 'DelegateInfoRuntimeApi_get_delegate', HEX],
  ['delegateInfo_getDelegate', [[...ACCOUNT, 9]], 'DelegateInfoRuntimeApi_get_delegate', HEX],
  ['delegateInfo_getDelegated', [ACCOUNT], 'DelegateInfoRuntimeApi_get_delegated', HEX],
  ['neuronInfo_getNeuronsLite', [258], 'NeuronInfoRuntimeApi_get_neurons_lite', '0201'],
  ['neuronInfo_getNeuronLite', [1, 2], 'NeuronInfoRuntimeApi_get_neuron_lite', '01000200'],
  ['neuronInfo_getNeurons', [1], 'NeuronInfoRuntimeApi_get_neurons', '0100'],
  ['neuronInfo_getNeuron', [1, 515], 'NeuronInfoRuntimeApi_get_neuron', '01000302'],
  ['subnetInfo_getSubnetInfo', [1], 'SubnetInfoRuntimeApi_get_subnet_info', '0100'],
  ['subnetInfo_getSubnetsInfo', [], 'SubnetInfoRuntimeApi_get_subnets_info', ''],
  ['subnetInfo_getSubnetInfo_v2', [1], 'SubnetInfoRuntimeApi_get_subnet_info_v2', '0100'],
  ['subnetInfo_getSubnetsInfo_v2', [], 'SubnetInfoRuntimeApi_get_subnets_info_v2', ''],
  ['subnetInfo_getSubnetHyperparams', [1], 'SubnetInfoRuntimeApi_get_subnet_hyperparams', '0100'],
  [
    'subnetInfo_getSubnetHyperparamsV2',
    [1],
    'SubnetInfoRuntimeApi_get_subnet_hyperparams_v2',
    '0100',
  ],
  ['subnetInfo_getAllDynamicInfo', [], 'SubnetInfoRuntimeApi_get_all_dynamic_info', ''],
  ['subnetInfo_getDynamicInfo', [1], 'SubnetInfoRuntimeApi_get_dynamic_info', '0100'],
  ['subnetInfo_getSubnetState', [1], 'SubnetInfoRuntimeApi_get_subnet_state', '0100'],
  ['subnetInfo_getAllMetagraphs', [], 'SubnetInfoRuntimeApi_get_all_metagraphs', ''],
  ['subnetInfo_getMetagraph', [1], 'SubnetInfoRuntimeApi_get_metagraph', '0100'],
  ['subnetInfo_getAllMechagraphs', [], 'SubnetInfoRuntimeApi_get_all_mechagraphs', ''],
  ['subnetInfo_getMechagraph', [1, 2], 'SubnetInfoRuntimeApi_get_mechagraph', '010002'],
  [
    'subnetInfo_getSelectiveMetagraph',
    [1, [0, 73]],
    'SubnetInfoRuntimeApi_get_selective_metagraph',
    '01000800004900',
  ],
  [
    'subnetInfo_getSelectiveMechagraph',
    [1, 2, []],
    'SubnetInfoRuntimeApi_get_selective_mechagraph',
    '01000200',
  ],
  [
    'subnetInfo_getColdkeyAutoStakeHotkey',
    [SS58, 1],
    'SubnetInfoRuntimeApi_get_coldkey_auto_stake_hotkey',
    `${HEX}0100`,
  ],
  ['subnetInfo_getSubnetAccountId', [1], 'SubnetInfoRuntimeApi_get_subnet_account_id', '0100'],
  ['stakeInfo_getColdkeyLock', [SS58, 1], 'StakeInfoRuntimeApi_get_coldkey_lock', `${HEX}0100`],
  [
    'swap_simSwapTaoForAlpha',
    [1, 256],
    'SwapRuntimeApi_sim_swap_tao_for_alpha',
    '01000001000000000000',
  ],
  [
    'swap_simSwapAlphaForTao',
    [1, '18446744073709551615'],
    'SwapRuntimeApi_sim_swap_alpha_for_tao',
    '0100ffffffffffffffff',
  ],
]

describe('questions that are passed on', () => {
  it.each(ROWS)('%s(%j) answers with a number for each byte', async (name, params, api, args) => {
    const asked: string[] = []
    const answer: FakeApi = (_view, given) => {
      asked.push(Buffer.from(given).toString('hex'))
      return Uint8Array.of(0, 1, 255)
    }
    const { client, chain } = await rpcWorld({ apis: { [api]: answer } })
    const genesis = `0x${Buffer.from(chain.genesisHash).toString('hex')}`
    const peer = client()
    expect(await peer.call(name, ...params)).toEqual([0, 1, 255])
    expect(await peer.call(name, ...params, null)).toEqual([0, 1, 255])
    expect(await peer.call(name, ...params, genesis)).toEqual([0, 1, 255])
    expect(asked).toEqual([args, args, args])
    const nowhere = `0x${'ab'.repeat(32)}`
    expect((await peer.ask(name, ...params, nowhere)).error).toMatchObject({
      code: 1,
      message: expect.stringContaining('Header was not found in the database'),
    })
  })

  it('says what could not be done, and why, with code 1', async () => {
    const apis = { SubnetInfoRuntimeApi_get_metagraph: failingApi('no') }
    const peer = (await rpcWorld({ apis })).client()
    expect((await peer.ask('subnetInfo_getMetagraph', 1)).error).toEqual({
      code: 1,
      message:
        'Unable to get dynamic subnets info: Client error: Execution failed: Execution aborted due to trap: no',
    })
    expect((await peer.ask('delegateInfo_getDelegate', ACCOUNT.slice(1))).error).toMatchObject({
      code: 1,
      message: expect.stringContaining('Unable to get delegates info: '),
    })
  })

  it.each([
    ['neuronInfo_getNeurons', []],
    ['neuronInfo_getNeurons', [-1]],
    ['neuronInfo_getNeurons', [65_536]],
    ['neuronInfo_getNeurons', ['1']],
    ['neuronInfo_getNeurons', [1.5]],
    ['neuronInfo_getNeurons', [1, 'head']],
    ['subnetInfo_getMechagraph', [1, 256]],
    ['subnetInfo_getSelectiveMetagraph', [1, 3]],
    ['subnetInfo_getSelectiveMetagraph', [1, [65_536]]],
    ['subnetInfo_getSelectiveMetagraph', [1, Array.from({ length: 1025 }, () => 0)]],
    ['delegateInfo_getDelegate', [SS58]],
    ['delegateInfo_getDelegate', [[256]]],
    ['delegateInfo_getDelegate', [Array.from({ length: 1025 }, () => 0)]],
    ['stakeInfo_getColdkeyLock', [ACCOUNT, 1]],
    ['stakeInfo_getColdkeyLock', ['5Nobody', 1]],
    ['swap_simSwapTaoForAlpha', [1, -1]],
    ['swap_simSwapTaoForAlpha', [1, 1e30]],
  ])('%s refuses %j', async (name, params) => {
    const peer = (await rpcWorld()).client()
    expect((await peer.ask(name, ...params)).error).toMatchObject({ code: -32602 })
  })
})

describe('answers that are numbers', () => {
  const answering = async (api: string, hex: string) =>
    (await rpcWorld({ apis: { [api]: () => hexToBytes(hex) } })).client()

  it('the cost of a subnet', async () => {
    const api = 'SubnetRegistrationRuntimeApi_get_network_registration_cost'
    const peer = await answering(api, '0x00a0724e18090000')
    // 10^13 rao in eight bytes, lowest first.
    expect(await peer.call('subnetInfo_getLockCost')).toBe(10_000_000_000_000)
  })

  it('the subnet to prune, or null', async () => {
    const api = 'SubnetInfoRuntimeApi_get_subnet_to_prune'
    expect(await (await answering(api, '0x010201')).call('subnetInfo_getSubnetToPrune')).toBe(258)
    expect(await (await answering(api, '0x00')).call('subnetInfo_getSubnetToPrune')).toBeNull()
  })

  it('prices', async () => {
    const one = await answering('SwapRuntimeApi_current_alpha_price', '0x00ca9a3b00000000')
    expect(await one.call('swap_currentAlphaPrice', 1)).toBe(1_000_000_000)
    const all = await answering(
      'SwapRuntimeApi_current_alpha_price_all',
      '0x08' + '0000' + '00ca9a3b00000000' + '0201' + '0100000000000000',
    )
    expect(await all.call('swap_currentAlphaPriceAll')).toEqual([
      { netuid: 0, price: 1_000_000_000 },
      { netuid: 258, price: 1 },
    ])
  })
})
