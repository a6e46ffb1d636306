import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createKeyPair, createSignatures } from '@plexus/primitives'
import { createNode } from '@plexus/node'
import { createClient, custom, readStorage } from '@plexus/sdk'
import { regenerateKey, walletAt } from '@plexus/sdk/node'
import type { ReferenceSubnet } from '@plexus/subnets'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { castOf } from '../../src/up/cast.ts'
import type { Participant, SubnetCast } from '../../src/up/cast.ts'
import { foundNetwork } from '../../src/up/found-network.ts'
import { readStandings } from '../../src/up/read-standings.ts'
import { keysOf } from '../../src/up/wallets.ts'
import type { Keys } from '../../src/up/wallets.ts'

/** Only what founding looks at. */
const reference = (name: string, hotkeys: readonly number[]): ReferenceSubnet =>
  ({
    manifest: { name },
    validators: ['judge-1', 'judge-2', 'weight-copier'],
    cast: hotkeys.map((count, at) => ({ name: `miner-${at}`, hotkeys: count })),
    quality: new Map([['miner-0', 0.5]]),
  }) as unknown as ReferenceSubnet

let path = ''
const closing: (() => unknown)[] = []
beforeAll(async () => {
  path = await mkdtemp(join(tmpdir(), 'plexus-up-'))
})
afterAll(async () => {
  for (const close of closing) await close()
  await rm(path, { recursive: true, force: true })
})

/** From seeds: to stretch the words of a mnemonic takes long. */
async function writeKeys({ wallet, hotkeys }: Participant): Promise<void> {
  const { coldkey } = walletAt({ path, name: wallet })
  const handles = hotkeys.map((hotkey) => walletAt({ path, name: wallet, hotkey }).hotkey)
  for (const handle of [coldkey, ...handles]) {
    const source = { kind: 'seed', seed: randomBytes(32) } as const
    await regenerateKey(handle, source, { format: 'plaintext' })
  }
}

async function world() {
  const node = await createNode({
    preset: 'localnet',
    timing: 'fast',
    memory: true,
    sealing: { mode: 'instant' },
    signatureWorkers: 0,
  })
  await node.start()
  const client = await createClient({ transport: custom(node.rpc) })
  closing.push(
    () => client.close(),
    () => node.stop(),
  )
  const casts = [castOf(reference('one', [1, 8])), castOf(reference('two', [1]))]
  const keys = new Map<string, Keys>()
  for (const { owner, miners, validators } of casts) {
    for (const one of [owner, ...miners, ...validators]) {
      await writeKeys(one)
      keys.set(one.wallet, await keysOf(path, one))
    }
  }
  const root = createKeyPair({ scheme: 'Sr25519', uri: '//Alice' }, await createSignatures())
  const steps: string[] = []
  const found = (): Promise<ReadonlyMap<string, number>> =>
    foundNetwork({
      client,
      root,
      casts,
      keysOf: ({ wallet }: Participant) => keys.get(wallet)!,
      onStep: (text) => steps.push(text),
    })
  return { client, casts, keys, found, steps, node }
}

it('founds subnets with neurons and stakes, once', async () => {
  const { client, casts, keys, found } = await world()
  const netuids = await found()
  expect([...netuids]).toEqual([
    ['one', 2],
    ['two', 3],
  ])
  // Owner, 1 + 8 miners and 3 validators; owner, 1 miner and 3 validators.
  expect(await readStorage(client, 'SubtensorModule.SubnetworkN', [2])).toBe(13)
  expect(await readStorage(client, 'SubtensorModule.SubnetworkN', [3])).toBe(5)
  const block = await readStorage(client, 'System.Number', [])
  expect(await found()).toEqual(netuids)
  expect(await readStorage(client, 'SubtensorModule.SubnetworkN', [2])).toBe(13)
  // Only Root's settings are sent again.
  expect((await readStorage(client, 'System.Number', [])) - block).toBe(1)
  const standings = await readStandings({
    client,
    subnets: casts.map((cast: SubnetCast) => ({
      cast,
      netuid: netuids.get(cast.reference.manifest.name) ?? 0,
      hotkeysOf: (name) => keys.get(`${cast.reference.manifest.name}-${name}`)!.hotkeys,
      shareOf: () => 0.25,
    })),
  })
  expect(standings.subnets[0]?.miners.map(({ name, score }) => [name, score])).toEqual([
    ['miner-0', 0.25],
    ['miner-1', 2],
  ])
  expect(standings.subnets[0]?.validators[0]?.stakeAlphaRao).toBeGreaterThan(0n)
  expect(standings.subnets[0]?.blocksToEpoch).toBeLessThanOrEqual(20)
}, 60_000)
