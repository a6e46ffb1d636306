import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hexToBytes, verifyRound } from '@plexus/primitives'
import { expect, test } from 'vitest'
import { createDrandServers } from '../../src/beacon/drand-servers.ts'
import type { DrandServersOptions } from '../../src/beacon/drand-servers.ts'
import { forgedRoundOf, honest, KNOWN_PATH, knownBeacon } from './drand-server.ts'
import { QUICKNET, ROUND_1000, roundOf, sendJson, serve } from './drand-server.ts'

const quicknet = { chainHash: hexToBytes(QUICKNET.hash), publicKey: QUICKNET.publicKey }
const known = knownBeacon(0n)

function asking(options: DrandServersOptions) {
  const log: unknown[] = []
  const servers = createDrandServers(options, {
    verifyRound,
    log: (level, message, data) => log.push([level, message, data]),
  })
  const { signal } = new AbortController()
  return { servers, log, signal }
}

test('has a round of quicknet from where servers of drand have it', async () => {
  const server = await serve((_, response) => sendJson(response, ROUND_1000))
  const { servers, signal, log } = asking({ urls: [`${server.url}/`] })
  expect(await servers.ask(quicknet, 'latest', signal)).toMatchObject({ round: 1000n })
  expect(await servers.ask(quicknet, 1000n, signal)).toMatchObject({ round: 1000n })
  const path = `/${QUICKNET.hash}/public`
  expect(server.paths).toEqual([`${path}/latest`, `${path}/1000`])
  expect(log).toEqual([])
})

/** What a server may do instead of giving round 5, and whether an operator hears of it. */
const FAULTS: readonly (readonly [string, Parameters<typeof serve>[0], string, boolean])[] = [
  ['says 500', (_, response) => void response.writeHead(500).end(), 'Status', false],
  [
    'sends elsewhere',
    (_, response) => void response.writeHead(302, { location: '/other' }).end(),
    'Unreachable',
    false,
  ],
  ['breaks off', (_, response) => void response.destroy(), 'Unreachable', false],
  ['hangs', () => {}, 'Timeout', false],
  [
    'hangs in the middle',
    (_, response) => void response.writeHead(200).write('{"round":'),
    'Timeout',
    false,
  ],
  [
    'never ends',
    (_, response) => void response.writeHead(200).write(' '.repeat(5000)),
    'TooLong',
    true,
  ],
  ['sends a page', (_, response) => void response.end('<html>'), 'NotARound', true],
  ['gives another round', (_, response) => sendJson(response, roundOf(4)), 'OtherRound', true],
  [
    'lies about randomness',
    (_, response) => sendJson(response, { ...roundOf(5), randomness: '11'.repeat(32) }),
    'BadRandomness',
    true,
  ],
  ['forges a round', (_, response) => sendJson(response, forgedRoundOf(5)), 'BadSignature', true],
]

test.each(FAULTS)('passes over a server that %s', async (_title, answer, fault, isTold) => {
  const bad = await serve(answer)
  // Signed before the clock of the request runs.
  const round = roundOf(5)
  const good = await serve((_, response) => sendJson(response, round))
  const limit = fault === 'Timeout' ? { timeoutMs: 500 } : {}
  const alone = asking({ urls: [bad.url], ...limit })
  const wrong = ['warn', 'A drand server gave a wrong answer, which is not used']
  const told = isTold ? [[...wrong, { server: new URL(bad.url).host, fault }]] : []
  const failed = ['debug', 'No drand server has the round', { round: 5n, faults: [fault] }]

  expect(await alone.servers.ask(known, 5n, alone.signal)).toBeUndefined()
  expect(alone.log).toEqual([...told, failed])
  // A fault of its own is told once.
  expect(await alone.servers.ask(known, 5n, alone.signal)).toBeUndefined()
  expect(alone.log).toEqual([...told, failed, failed])

  const both = asking({ urls: [bad.url, good.url], ...limit })
  expect(await both.servers.ask(known, 5n, both.signal)).toMatchObject({ round: 5n })
  expect(both.log).toEqual(told)
  expect(good.paths).toEqual([`${KNOWN_PATH}5`])
})

test('stays with a server that answers, and leaves it when told', async () => {
  const bad = await serve((_, response) => void response.writeHead(404).end())
  const good = await serve(honest(() => 5))
  const { servers, signal } = asking({ urls: [bad.url, good.url] })
  await servers.ask(known, 4n, signal)
  await servers.ask(known, 5n, signal)
  expect([bad.paths.length, good.paths.length]).toEqual([1, 2])
  servers.turn()
  await servers.ask(known, 5n, signal)
  expect([bad.paths.length, good.paths.length]).toEqual([2, 3])
})

test('a port without a server is one line of the log', async () => {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  const { servers, signal, log } = asking({ urls: [`http://127.0.0.1:${port}`] })
  expect(await servers.ask(known, 'latest', signal)).toBeUndefined()
  const data = { round: 'latest', faults: ['Unreachable'] }
  expect(log).toEqual([['debug', 'No drand server has the round', data]])
})

test('an end takes an open request with it, in silence', async () => {
  const controller = new AbortController()
  const server = await serve(() => controller.abort())
  const { servers, log } = asking({ urls: [server.url, server.url] })
  expect(await servers.ask(known, 'latest', controller.signal)).toBeUndefined()
  expect(server.paths).toHaveLength(1)
  expect(log).toEqual([])
})
