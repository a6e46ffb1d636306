import { bls, concatBytes, createHasher } from '@plexus/primitives'
import { toStorageKey } from '@plexus/runtime'
import { expect, test, vi } from 'vitest'
import { createNode } from '../../src/index.ts'
import type { Node, NodeOptions } from '../../src/index.ts'
import { honest, KNOWN_PATH, knownBeacon, QUICKNET } from './drand-server.ts'
import { ROUND_1000, sendJson, serve } from './drand-server.ts'

const OPTIONS = {
  preset: 'localnet',
  timing: 'fast',
  memory: true,
  dev: true,
  signatureWorkers: 0,
  sealing: { mode: 'manual' },
} as const satisfies NodeOptions

const lastRound = ({ chain }: Node): bigint =>
  chain.runtime.beacon(chain.stateAt(chain.head().hash)).lastRound

test('a node writes a round of quicknet that it fetched, and checks it once', async () => {
  const server = await serve((_, response) => sendJson(response, ROUND_1000))
  const checks = vi.spyOn(bls, 'verify')
  const node = await createNode({ ...OPTIONS, drand: [server.url] })
  try {
    await node.start()
    expect(lastRound(node)).toBe(0n)
    await mineUntil(node, 1000n)
    expect(checks).toHaveBeenCalledTimes(1)
    expect(server.paths[0]).toBe(`/${QUICKNET.hash}/public/latest`)
    expect(await node.metrics.render()).toContain('plexus_drand_last_round 1000\n')
    expect(roundsOf(node)).toBe(1)
    await node.dev.mine(1)
    expect(roundsOf(node)).toBe(0)
  } finally {
    checks.mockRestore()
    await node.stop()
  }
})

test('a chain of another beacon gets its rounds, and those that are published later', async () => {
  let latest = 12
  const server = await serve(honest(() => latest))
  const node = await createNode({ ...OPTIONS, drand: [server.url] })
  try {
    await followKnownBeacon(node)
    await node.start()
    await mineUntil(node, 12n)
    latest = 15
    const written = await mineUntil(node, 15n)
    // 13, 14 and 15, in as many blocks as the requests took.
    expect(written).toBe(3)
    const asked = server.paths.map((path) => path.replace(KNOWN_PATH, ''))
    expect(asked.filter((round) => round !== 'latest')).toEqual(['13', '14'])
  } finally {
    await node.stop()
  }
})

/** @returns how many rounds the blocks wrote */
async function mineUntil(node: Node, round: bigint): Promise<number> {
  let written = 0
  const mine = async (): Promise<void> => {
    await node.dev.mine(1)
    written += roundsOf(node)
    expect(lastRound(node)).toBe(round)
  }
  await vi.waitFor(mine, { timeout: 15_000, interval: 50 })
  return written
}

/** Extrinsics of the newest block beside its two inherents. */
const roundsOf = ({ chain }: Node): number => (chain.body(chain.head().hash)?.length ?? 0) - 2

/** Makes the chain follow the beacon of the tests, with a round every second. */
async function followKnownBeacon(node: Node): Promise<void> {
  const { twox128 } = await createHasher()
  const text = (value: string): Uint8Array => new TextEncoder().encode(value)
  const { publicKey, chainHash } = knownBeacon(0n)
  const key = concatBytes(twox128(text('Drand')), twox128(text('BeaconConfig')))
  const value = concatBytes(
    // Compact lengths: 96 in two bytes, others in one.
    ...[Uint8Array.of(0x81, 0x01), publicKey],
    // Period 1, genesis 1, as u32.
    Uint8Array.of(1, 0, 0, 0, 1, 0, 0, 0),
    ...[Uint8Array.of(32 << 2), chainHash, Uint8Array.of(32 << 2), chainHash],
    // Neither scheme nor name.
    Uint8Array.of(0, 0),
  )
  await node.dev.setStorage(new Map([[toStorageKey(key), value]]))
}

test('a node that is not told to makes no request', async () => {
  const asked = vi.spyOn(globalThis, 'fetch')
  const node = await createNode(OPTIONS)
  try {
    await node.start()
    await node.dev.mine(3)
    expect(lastRound(node)).toBe(0n)
    expect(asked).not.toHaveBeenCalled()
  } finally {
    asked.mockRestore()
    await node.stop()
  }
})

test.each([
  ['no server', { drand: [] }, 'DrandUrl'],
  ['a server without a scheme', { drand: ['api.drand.sh'] }, 'DrandUrl'],
  ['a server of files', { drand: ['file:///etc/passwd'] }, 'DrandUrl'],
  ['a beacon of its own and servers', { drand: 'public', localBeacon: true }, 'TwoBeacons'],
] as const)('a node is not made with %s', async (_title, options, code) => {
  await expect(createNode({ ...OPTIONS, ...options })).rejects.toMatchObject({ code })
})
