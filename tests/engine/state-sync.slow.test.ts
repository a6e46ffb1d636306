import type { AccountId } from '@plexus/primitives'
import { connectStateSync } from '@plexus/testing'
import { expect, test } from 'vitest'
import { alice, bftBench, bob, keyOf } from './bft-bench.ts'

/** 1,000 TAO on the root network, and a key that votes. */
const FOUNDER = {
  coldkey: alice.account,
  hotkey: bob.account,
  key: keyOf('//Bob', 'Ed25519').account,
  stake: 1_000_000_000_000n,
}
const FOUNDERS = [{ pubKey: { ed25519: FOUNDER.key }, power: 1_000_000_000n }]

test('a sovereign network of many accounts goes on with the set of its validators', async () => {
  // Each takes 166 bytes, so that it is two chunks of 4 MiB.
  const balances = Array.from({ length: 30_000 }, (_each, at) => {
    const account = new Uint8Array(32).fill(7)
    new DataView(account.buffer).setUint32(0, at)
    return [account as AccountId, 1_000_000_000n] as const
  })
  const sovereign = { validators: [FOUNDER], balances, params: { rotation_blocks: 4 } }
  const options = { disk: true, sovereign, validators: FOUNDERS, snapshotEvery: 3 }
  const [giver, taker] = [await bftBench(options), await bftBench(options)]
  await giver.comet.start()
  for (let height = 1; height <= 3; height += 1) await giver.comet.decide()
  const from = await connectStateSync(giver.socket)
  await expect.poll(async () => (await from.list()).length, { timeout: 20_000 }).toBe(1)
  const copy = await from.fetch(3)
  expect(copy.chunks.map(({ length }) => length)).toEqual([4_194_304, expect.any(Number)])
  for (let height = 4; height <= 9; height += 1) await giver.comet.decide()

  const to = await connectStateSync(taker.socket)
  const [theirs, { chain }] = [giver.node().chain, taker.node()]
  await to.restore(copy, theirs.hashAt(3)!)
  for (let height = 4; height <= 9; height += 1) {
    const hash = theirs.hashAt(height)!
    const block = { header: theirs.header(hash)!, extrinsics: theirs.body(hash)! }
    chain.append(chain.runtime.execute(chain.stateAt(chain.head().hash), block))
    const [ours, others] = [chain.stateAt(hash), theirs.stateAt(hash)]
    expect(chain.runtime.validatorUpdates(ours)).toEqual(theirs.runtime.validatorUpdates(others))
  }
  expect(chain.head()).toEqual(theirs.head())
  from.close()
  to.close()
  await Promise.all([giver.close(), taker.close()])
})
