import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  addStake,
  burnedRegister,
  call,
  chainOf,
  getCommitment,
  getMetagraph,
  getWeights,
  parseTao,
  registerSubnet,
  startSubnet,
  submit,
} from '../../src/index.ts'
import type { Call, SubnetChain } from '../../src/index.ts'
import { addressOf, createWorld } from '../client/support.ts'
import type { World } from '../client/support.ts'

let world: World
let netuid: number
let validator: SubnetChain
let saved: string | undefined
const store = { load: () => saved, save: (json: string) => void (saved = json) }

beforeAll(async () => {
  world = await createWorld()
  const { client, net } = world
  const { Alice, Bob, Charlie, Dave } = net.accounts
  const sudo = (inner: Call) =>
    submit(client, call('Sudo.sudo', { call: inner }), { signer: Alice })
  await sudo(call('AdminUtils.sudo_set_admin_freeze_window', { window: 0 }))
  await sudo(call('AdminUtils.sudo_set_network_rate_limit', { rate_limit: 0n }))
  const made = await registerSubnet(client, { hotkey: addressOf(Bob), signer: Bob })
  netuid = made.netuid
  await startSubnet(client, { netuid, signer: Bob })
  await sudo(
    call('AdminUtils.sudo_set_weights_set_rate_limit', { netuid, weights_set_rate_limit: 0n }),
  )
  await burnedRegister(client, { netuid, hotkey: addressOf(Charlie), signer: Charlie })
  await burnedRegister(client, { netuid, hotkey: addressOf(Dave), signer: Dave })
  await addStake(client, {
    ...{ netuid, hotkey: addressOf(Charlie), amount: parseTao('100'), signer: Charlie },
    slippage: 'off',
  })
  await net.mine(120)
  validator = chainOf(client, { netuid, signer: Charlie, store })
}, 120_000)
afterAll(() => world.stop())

test('tells of the neurons of the subnet', async () => {
  const neurons = await validator.neurons()
  expect(neurons.map(({ uid }) => uid)).toEqual([0, 1, 2])
  expect(neurons[1]).toMatchObject({
    hotkey: addressOf(world.net.accounts.Charlie),
    validatorPermit: true,
  })
  expect(neurons[1]?.axon).toBeUndefined()
})

test('publishes an address once', async () => {
  const miner = chainOf(world.client, { netuid, signer: world.net.accounts.Dave })
  await miner.serve({ ip: '192.0.2.7', port: 8091 })
  const before = await miner.block()
  await miner.serve({ ip: '192.0.2.7', port: 8091 })
  expect(await miner.block()).toBe(before)
  expect((await miner.neurons())[2]?.axon).toEqual({ ip: '192.0.2.7', port: 8091 })
})

test('publishes a commitment', async () => {
  const data = new TextEncoder().encode('merkle root')
  await validator.commit(data)
  const hotkey = addressOf(world.net.accounts.Charlie)
  expect((await getCommitment(world.client, { netuid, hotkey }))?.data).toEqual(data)
  await expect(validator.commit(new Uint8Array(129))).rejects.toMatchObject({ code: 'TooLong' })
})

test('commits to weights, keeps them over a restart and reveals them in their epoch', async () => {
  const { client, net } = world
  await validator.setWeights(
    new Map([
      [1, 1],
      [2, 3],
    ]),
  )
  expect(await getWeights(client, { netuid })).toEqual(new Map())
  const again = chainOf(client, { netuid, signer: net.accounts.Charlie, store })
  const tempo = (await getMetagraph(client, { netuid }))!.tempoBlocks
  for (let round = 0; round < 3 && (await getWeights(client, { netuid })).size === 0; round += 1) {
    await net.mine(tempo)
    await again.tick(await again.block())
  }
  // 3 is the largest, so 65,535; 1/3 of it is 21,845.
  const row = new Map([
    [1, 21_845],
    [2, 65_535],
  ])
  expect(await getWeights(client, { netuid })).toEqual(new Map([[1, row]]))
  expect(JSON.parse(saved!)).toEqual([])
})

test('sets weights plainly where the subnet takes them so', async () => {
  const { client, net } = world
  const enabled = call('AdminUtils.sudo_set_commit_reveal_weights_enabled', {
    netuid,
    enabled: false,
  })
  await submit(client, call('Sudo.sudo', { call: enabled }), { signer: net.accounts.Alice })
  await validator.setWeights(new Map([[2, 1]]))
  expect(await getWeights(client, { netuid })).toEqual(new Map([[1, new Map([[2, 65_535]])]]))
})
