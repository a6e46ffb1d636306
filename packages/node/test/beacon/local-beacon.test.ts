import { createHasher } from '@plexus/primitives'
import { afterEach, describe, expect, test } from 'vitest'
import { localBeaconKey } from '../../src/beacon/local-beacon.ts'
import { createLocalnet, createNode } from '../../src/index.ts'
import type { Localnet, LocalnetOptions } from '../../src/index.ts'

let net: Localnet | undefined
afterEach(async () => {
  await net?.stop()
  net = undefined
})

async function start(options: LocalnetOptions = {}): Promise<Localnet> {
  net = await createLocalnet({ sealing: { mode: 'manual' }, ...options })
  return net
}

const viewOf = ({ chain }: Localnet) => chain.stateAt(chain.head().hash)
const beaconOf = (localnet: Localnet) => localnet.chain.runtime.beacon(viewOf(localnet))
/** The newest round at the time of the head. */
function newestRound(localnet: Localnet): bigint {
  const seconds = localnet.chain.runtime.timestamp(viewOf(localnet)) / 1000n
  return (seconds - 1_692_803_367n) / 3n + 1n
}

describe('a local beacon', () => {
  test('has its newest round in the first block, and all that follow', async () => {
    const localnet = await start({ localBeacon: true })
    const { blake2b256 } = await createHasher()
    expect(beaconOf(localnet)).toEqual({
      chainHash: blake2b256(localBeaconKey()),
      publicKey: localBeaconKey(),
      genesisUnixSeconds: 1_692_803_367,
      periodSeconds: 3,
      lastRound: 0n,
    })
    await localnet.mine()
    const first = beaconOf(localnet).lastRound
    expect(first).toBe(newestRound(localnet))
    // 24 blocks of 250 ms are two rounds.
    await localnet.mine(24)
    expect(beaconOf(localnet).lastRound).toBe(first + 2n)
  })

  test('goes on after a jump of time, from the hundredth round before', async () => {
    const localnet = await start({ localBeacon: true })
    await localnet.mine()
    const now = localnet.chain.runtime.timestamp(viewOf(localnet))
    await localnet.timeTravel(now + 3_600_000n)
    await localnet.mine()
    const jumped = newestRound(localnet)
    expect(beaconOf(localnet).lastRound).toBe(jumped - 99n + 7n)
  })

  test('is not for nodes that anybody may reach', async () => {
    const options = { preset: 'dev', timing: 'fast', memory: true, localBeacon: true } as const
    await expect(createNode(options)).rejects.toMatchObject({ code: 'LocalBeaconRefused' })
  })

  test('has another key than quicknet, which nobody here signs for', async () => {
    const localnet = await start()
    await localnet.mine(20)
    const { publicKey, lastRound } = beaconOf(localnet)
    expect(lastRound).toBe(0n)
    expect(publicKey).not.toEqual(localBeaconKey())
  })
})
