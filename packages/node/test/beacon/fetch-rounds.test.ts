import { bls, hexToBytes, verifyRound } from '@plexus/primitives'
import type { BeaconState } from '@plexus/runtime'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createDrandServers } from '../../src/beacon/drand-servers.ts'
import type { DrandServers } from '../../src/beacon/drand-servers.ts'
import { createRoundFetcher } from '../../src/beacon/fetch-rounds.ts'
import { silent } from '../../src/log.ts'
import type { Log } from '../../src/log.ts'
import { forgedRoundOf, honest, knownBeacon, roundOf, sendJson, serve } from './drand-server.ts'

/** Servers that say what rounds they have; what those are worth is tested with the real ones. */
interface FakeServers extends DrandServers {
  /** The newest round; `undefined`: nobody answers. */
  latest: bigint | undefined
  readonly asked: (bigint | 'latest')[]
  turns: number
}

function fakeServers(latest: bigint | undefined): FakeServers {
  const servers: FakeServers = {
    latest,
    asked: [],
    turns: 0,
    ask(_beacon, wanted) {
      servers.asked.push(wanted)
      const round = wanted === 'latest' ? servers.latest : wanted
      if (round === undefined || servers.latest === undefined) return Promise.resolve(undefined)
      const bytes = { randomness: new Uint8Array(32), signature: new Uint8Array(48) }
      return Promise.resolve({ round, ...bytes })
    },
    turn() {
      servers.turns += 1
    },
  }
  return servers
}

function world(chain: BeaconState, latest: bigint | undefined, log: Log = silent) {
  const servers = fakeServers(latest)
  return { servers, ...stepping(chain, servers, log) }
}

/** A fetcher whose visits the test makes, one by one. */
function stepping(chain: BeaconState, servers: DrandServers, log: Log = silent) {
  const pauses: number[] = []
  const at = { chain, now: 0 }
  let due = (): void => {}
  let planned = (): void => {}
  const clock = {
    now: () => at.now,
    after(ms: number, callback: () => void) {
      pauses.push(ms)
      due = callback
      planned()
      return { cancel: () => void (due = () => {}) }
    },
  }
  const fetcher = createRoundFetcher({ servers, beacon: () => at.chain, clock, log })
  onTestFinished(() => fetcher.stop())
  fetcher.start()
  const visit = (): Promise<void> =>
    new Promise((done) => {
      planned = done
      due()
    })
  const rounds = (): readonly bigint[] => fetcher.due(at.chain).map(({ round }) => round)
  return { pauses, at, fetcher, visit, rounds }
}

const range = (from: number, to: number): readonly bigint[] =>
  Array.from({ length: to - from + 1 }, (_, index) => BigInt(from + index))

describe('a chain without rounds', () => {
  test('begins with the latest, and goes on from there', async () => {
    const { servers, visit, rounds } = world(knownBeacon(0n), 1000n)
    expect(rounds()).toEqual([])
    await visit()
    expect(rounds()).toEqual([1000n])
    servers.latest = 1002n
    await visit()
    expect(rounds()).toEqual([1000n, 1001n, 1002n])
    expect(servers.asked).toEqual(['latest', 'latest', 1001n])
  })
})

describe('a chain with rounds', () => {
  test('gets each that it misses, once', async () => {
    const { servers, at, visit, rounds } = world(knownBeacon(7n), 10n)
    await visit()
    expect(rounds()).toEqual(range(8, 10))
    expect(servers.asked).toEqual(['latest', 8n, 9n])
    await visit()
    expect(servers.asked).toEqual(['latest', 8n, 9n, 'latest'])
    at.chain = knownBeacon(10n)
    expect(rounds()).toEqual([])
  })

  test('catches up 16 at a visit, with 50 at most waiting for a block', async () => {
    const { servers, at, visit, rounds } = world(knownBeacon(7n), 1000n)
    await visit()
    expect(rounds()).toEqual(range(8, 23))
    await visit()
    await visit()
    await visit()
    expect(rounds()).toEqual(range(8, 57))
    const asked = servers.asked.length
    await visit()
    expect(servers.asked).toHaveLength(asked)
    at.chain = knownBeacon(57n)
    await visit()
    expect(rounds()).toEqual(range(58, 73))
  })

  test('gets what was written and taken back again', async () => {
    const { at, visit, rounds } = world(knownBeacon(7n), 10n)
    await visit()
    at.chain = knownBeacon(9n)
    expect(rounds()).toEqual([10n])
    // Back at round 7, rounds 8 and 9 are gone: 10 would leave a gap.
    at.chain = knownBeacon(7n)
    expect(rounds()).toEqual([])
    await visit()
    expect(rounds()).toEqual(range(8, 10))
  })

  test('leaves out what somebody else has written', async () => {
    const { at, visit, rounds } = world(knownBeacon(7n), 10n)
    await visit()
    at.chain = knownBeacon(12n)
    expect(rounds()).toEqual([])
  })
})

test('a server that was down is up again, and one that forges is of no use', async () => {
  let isDown = true
  const answer = honest(() => 9)
  const late = await serve((request, response) =>
    isDown ? void response.writeHead(503).end() : answer(request, response),
  )
  const forger = await serve((_, response) => sendJson(response, forgedRoundOf(9)))
  const log: unknown[] = []
  const servers = createDrandServers(
    { urls: [forger.url, late.url] },
    { verifyRound, log: (level) => log.push(level) },
  )
  const { visit, rounds, pauses, fetcher, at } = stepping(knownBeacon(7n), servers)
  await visit()
  await visit()
  expect(rounds()).toEqual([])
  isDown = false
  await visit()
  expect(rounds()).toEqual([8n, 9n])
  const last = fetcher.due(at.chain).at(-1)?.signature
  expect(last).toEqual(hexToBytes(roundOf(9).signature))
  expect(pauses).toEqual([0, 6000, 12_000, 3000])
  expect(log).toEqual(['warn', 'debug', 'debug'])
})

test('another key of the chain makes rounds worthless', async () => {
  const { at, visit, rounds } = world(knownBeacon(7n), 8n)
  await visit()
  expect(rounds()).toEqual([8n])
  at.chain = { ...knownBeacon(7n), publicKey: bls.publicKey(new Uint8Array(32).fill(9)) }
  expect(rounds()).toEqual([])
})

test('a server that has nothing new is left', async () => {
  const { servers, visit } = world(knownBeacon(10n), 10n)
  await visit()
  expect(servers.turns).toBe(1)
  servers.latest = 11n
  await visit()
  expect(servers.turns).toBe(1)
})

test('pauses grow while nobody answers, up to a minute, and shrink when somebody does', async () => {
  const { servers, pauses, visit, rounds } = world(knownBeacon(7n), undefined)
  for (let visits = 0; visits < 6; visits += 1) await visit()
  expect(pauses).toEqual([0, 6000, 12_000, 24_000, 48_000, 60_000, 60_000])
  expect(rounds()).toEqual([])
  servers.latest = 8n
  await visit()
  expect(pauses.at(-1)).toBe(3000)
  expect(rounds()).toEqual([8n])
})

test('a long visit shortens the pause after it, to nothing at most', async () => {
  const { servers, at, pauses, visit } = world(knownBeacon(7n), 8n)
  const { ask } = servers
  servers.ask = (...question) => {
    at.now += 1200
    return ask(...question)
  }
  await visit()
  servers.latest = 11n
  await visit()
  // One question, then three: the latest, 9 and 10.
  expect(pauses).toEqual([0, 1800, 0])
})

test('a beacon without a rhythm is visited once a second', async () => {
  const { pauses, visit } = world({ ...knownBeacon(7n), periodSeconds: 0 }, 8n)
  await visit()
  expect(pauses).toEqual([0, 1000])
})

test('a fault of the node is an error of the log, and not the end', async () => {
  const log: unknown[] = []
  const { servers, visit, pauses } = world(knownBeacon(7n), 8n, (level) => log.push(level))
  servers.ask = () => Promise.reject(new Error('a bug'))
  await visit()
  expect(log).toEqual(['error'])
  expect(pauses).toEqual([0, 6000])
})

test('nothing is asked after the end', async () => {
  const { servers, fetcher, pauses, visit } = world(knownBeacon(7n), 8n)
  await visit()
  await fetcher.stop()
  void visit()
  expect(servers.asked).toEqual(['latest'])
  expect(pauses).toHaveLength(2)
})
