import { decode, str } from '@plexus/primitives'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  call,
  commitTimelockedWeights,
  getBeacon,
  getWeightsPolicy,
  lockUntilRound,
  QUICKNET,
  readStorage,
  registerSubnet,
  startSubnet,
  submit,
} from '../../src/index.ts'
import type { Call } from '../../src/index.ts'
import { addressOf, createWorld } from '../client/support.ts'
import type { World } from '../client/support.ts'

const TEMPO = 100

let world: World
let netuid: number
beforeAll(async () => {
  world = await createWorld({ localBeacon: true })
  const { client, net } = world
  const { Bob } = net.accounts
  netuid = (await registerSubnet(client, { hotkey: addressOf(Bob), signer: Bob })).netuid
  await startSubnet(client, { netuid, signer: Bob })
  await sudo(call('AdminUtils.sudo_set_admin_freeze_window', { window: 0 }))
  await sudo(call('AdminUtils.sudo_set_tempo', { netuid, tempo: TEMPO }))
  // Until the hotkey may commit.
  await net.mine(100)
}, 60_000)
afterAll(() => world.stop())

const sudo = (inner: Call) =>
  submit(world.client, call('Sudo.sudo', { call: inner }), { signer: world.net.accounts.Alice })
const chainTime = async (): Promise<number> =>
  Number(await readStorage(world.client, 'Timestamp.Now', []))
const weights = () => readStorage(world.client, 'SubtensorModule.Weights', [netuid, 0])
const commit = async (parameters: { readonly beacon?: typeof QUICKNET }) =>
  commitTimelockedWeights(world.client, {
    ...{ netuid, weights: new Map([[0, 1]]), signer: world.net.accounts.Bob },
    ...parameters,
    unixMs: await chainTime(),
  })

test('the chain follows the beacon of its node, which is not quicknet', async () => {
  const beacon = await getBeacon(world.client)
  expect(beacon.publicKey).not.toEqual(QUICKNET.publicKey)
  expect({ ...beacon, publicKey: QUICKNET.publicKey }).toEqual(QUICKNET)
  // What was locked to quicknet would never open here.
  expect((await getWeightsPolicy(world.client, { netuid })).mode).toBe('hash')
})

test('weights that are locked to quicknet are dropped, those locked to it are set', async () => {
  const { client, net } = world
  await commit({})
  await net.mine(2 * TEMPO + 20)
  expect(await weights()).toEqual([])
  await commit({ beacon: await getBeacon(client) })
  await net.mine(2 * TEMPO + 20)
  expect(await weights()).toEqual([[0, 65_535]])
}, 60_000)

test('a locked commitment is revealed in the block of its round', async () => {
  const { client, net } = world
  const { Bob } = net.accounts
  const { publicKey } = await getBeacon(client)
  const round = (await readStorage(client, 'Drand.LastStoredRound', [])) + 3n
  const message = Uint8Array.of(5 << 2, ...new TextEncoder().encode('hello'))
  const encrypted = lockUntilRound({ message, round, publicKey })
  const field = { type: 'TimelockEncrypted', value: { encrypted, reveal_round: round } } as const
  await submit(client, call('Commitments.set_commitment', { netuid, info: [field] }), {
    signer: Bob,
  })
  const revealed = () =>
    readStorage(client, 'Commitments.RevealedCommitments', [netuid, addressOf(Bob)])
  expect(await revealed()).toBeUndefined()
  await net.mine(4 * 12)
  const [first] = (await revealed()) ?? []
  expect(first && decode(str, first[0])).toBe('hello')
}, 60_000)
