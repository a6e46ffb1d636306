import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { bls, bytesToHex, hexToBytes, signRound } from '@plexus/primitives'
import type { BeaconState } from '@plexus/runtime'
import { onTestFinished } from 'vitest'

/** Public key and chain hash of quicknet (spec: 80-axon-dendrite Part 5). */
export const QUICKNET = {
  hash: '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971',
  publicKey: hexToBytes(
    '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c' +
      '8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb' +
      '5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a',
  ),
}

/** Its round 1000, as its servers give it. */
export const ROUND_1000 = {
  round: 1000,
  randomness: 'fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd',
  signature:
    'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125' +
    'e342b73a8dd2bacbe47e4b6b63ed5e39',
}

const SECRET = new Uint8Array(32).fill(7)
const OTHER_SECRET = new Uint8Array(32).fill(8)
const CHAIN_HASH = new Uint8Array(32).fill(0xab)

/** A beacon whose secret the tests know, as a chain with this last round sees it. */
export const knownBeacon = (lastRound: bigint): BeaconState => ({
  chainHash: CHAIN_HASH,
  publicKey: bls.publicKey(SECRET),
  genesisUnixSeconds: 1000,
  periodSeconds: 3,
  lastRound,
})

/** The base of the paths under which servers have that beacon. */
export const KNOWN_PATH = `/${'ab'.repeat(32)}/public/`

/** A round of that beacon as a server gives it. PERF: 10 ms. */
export const roundOf = (round: number, secret: Uint8Array = SECRET) => {
  const signature = signRound(secret, BigInt(round))
  const randomness = createHash('sha256').update(signature).digest('hex')
  return { round, randomness, signature: bytesToHex(signature).slice(2) }
}

/** The same round signed by somebody else, and otherwise in order. */
export const forgedRoundOf = (round: number) => roundOf(round, OTHER_SECRET)

/** A server of that beacon that has rounds up to the latest. */
export const honest =
  (latest: () => number) =>
  ({ url = '' }: IncomingMessage, response: ServerResponse): void => {
    const wanted = url.replace(KNOWN_PATH, '')
    const round = wanted === 'latest' ? latest() : Number(wanted)
    if (Number.isInteger(round) && round <= latest()) sendJson(response, roundOf(round))
    else response.writeHead(404).end()
  }

export const sendJson = (response: ServerResponse, body: unknown): void =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))

/** A server on a free port of loopback, which ends with the test. */
export async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ readonly url: string; readonly paths: readonly string[] }> {
  const paths: string[] = []
  const server = createServer((request, response) => {
    paths.push(request.url ?? '')
    answer(request, response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(
    () =>
      new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  )
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, paths }
}
