import { afterAll, beforeAll, expect, test } from 'vitest'
import { call, estimateFee, findEvent, readStorage, submit } from '../../src/index.ts'
import { addressOf, createWorld } from './support.ts'
import type { World } from './support.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.stop())

test('submits a transfer and tells what it caused', async () => {
  const { client, net } = world
  const { Alice, Eve } = net.accounts
  const transfer = call('Balances.transfer_keep_alive', {
    dest: { type: 'Id', value: addressOf(Eve) },
    value: 5_000_000_000n,
  })
  const before = await readStorage(client, 'System.Account', [addressOf(Eve)])
  const fee = await estimateFee(client, transfer, { signer: Alice })
  const receipt = await submit(client, transfer, { signer: Alice })
  const after = await readStorage(client, 'System.Account', [addressOf(Eve)])
  expect(after.data.free - before.data.free).toBe(5_000_000_000n)
  expect(receipt.feeRao).toBe(fee)
  expect(findEvent(receipt, 'Balances.Transfer')).toEqual({
    from: addressOf(Alice),
    to: addressOf(Eve),
    amount: 5_000_000_000n,
  })
  expect(await client.request('chain_getBlockHash', [receipt.blockNumber])).toBe(receipt.blockHash)
})
