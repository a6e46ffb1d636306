import { bytesToHex } from '@plexus/primitives'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  call,
  createRevealQueue,
  findEvent,
  getWeightsPolicy,
  registerSubnet,
  startSubnet,
  submit,
  submitWeights,
} from '../../src/index.ts'
import type { Call } from '../../src/index.ts'
import { addressOf, createWorld } from '../client/support.ts'
import type { World } from '../client/support.ts'

let world: World
let netuid: number
beforeAll(async () => {
  world = await createWorld()
  const { client, net } = world
  const { Bob } = net.accounts
  netuid = (await registerSubnet(client, { hotkey: addressOf(Bob), signer: Bob })).netuid
  await startSubnet(client, { netuid, signer: Bob })
  await net.mine(100)
}, 60_000)
afterAll(() => world.stop())

const sudo = (inner: Call) =>
  submit(world.client, call('Sudo.sudo', { call: inner }), { signer: world.net.accounts.Alice })

test('timelocks weights as soon as the chain stores pulses', async () => {
  const { client, net } = world
  expect((await getWeightsPolicy(client, { netuid })).mode).toBe('hash')
  const key = (await client.runtime()).storage('Drand.LastStoredRound').key([])
  const round = new Uint8Array(8)
  round[0] = 1
  const bytes = Uint8Array.from(Buffer.from(key.slice(2), 'hex'))
  await sudo(call('System.set_storage', { items: [[bytes, round]] }))
  expect((await getWeightsPolicy(client, { netuid })).mode).toBe('timelock')
  const signer = net.accounts.Bob
  const receipt = await submitWeights(client, {
    ...{ netuid, weights: new Map([[0, 1]]), signer },
    queue: createRevealQueue({ client, signer }),
    unixMs: Date.UTC(2026, 0, 1),
  })
  const committed = findEvent(receipt, 'SubtensorModule.TimelockedWeightsCommitted')
  expect(committed?.[0]).toBe(addressOf(signer))
  expect(committed?.[1]).toBe(netuid)
  // quicknet began at 1692803367 and has a round each 3 s; 2026 began at 1767225600.
  expect(Number(committed?.[3])).toBeGreaterThanOrEqual((1_767_225_600 - 1_692_803_367) / 3)
  expect(bytesToHex(bytes)).toBe(key)
})
