import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { Agent, createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { createKeyPair, createSignatures, encodeSs58 } from '@plexus/primitives'
import type { Signatures } from '@plexus/primitives'
import { createAxon, createDendrite } from '@plexus/sdk/node'
import type { Axon, Dendrite, Signer, SynapseSpec, Target } from '@plexus/sdk/node'
import { median, secondsOf } from '../scenario.ts'
import type { Figure, Scenario } from '../scenario.ts'

/** The environment that the conformance suites install. */
const PYTHON = join(
  process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
  'plexus/conformance/bittensor/sdk/bin/python',
)
const PYTHON_BENCH = new URL('../neurons/python-neurons.py', import.meta.url).pathname
const CONCURRENCY = 32
const MANY = 1_000_000_000

/** As in python-neurons.py. */
const TEXT = 'x'.repeat(200)
const ECHO: SynapseSpec<string, string> = {
  name: 'Echo',
  requestFields: ['text'],
  responseFields: ['answer'],
  parseRequest: ({ text }) => String(text),
  parseResponse: ({ answer }) => String(answer),
  writeRequest: (text) => ({ text }),
  writeResponse: (answer) => ({ answer }),
}

export const neurons: Scenario = {
  name: 'neurons',
  about: 'requests from a dendrite to an axon on loopback, both in one process',
  async run(size) {
    const [rounds, many] = size === 'full' ? [3_000, 10_000] : [200, 500]
    const signatures = await createSignatures()
    const { axon, target } = await startAxon(signatures)
    const bare = await startBare()
    const signer = signerOf('//Validator', signatures)
    const options = { hotkey: signer, connectionsPerAxon: CONCURRENCY }
    const plain = createDendrite({ ...options, responseSignature: 'off' }, { signatures })
    const signed = createDendrite({ ...options, responseSignature: 'require' }, { signatures })
    try {
      const bareMs = await timesOf(bare.call, rounds)
      const plainMs = await timesOf(() => ask(plain, target), rounds)
      const signedMs = await timesOf(() => ask(signed, target), rounds)
      const rate = await rateOf(plain, target, many)
      return [
        added('signed request, added to a bare HTTP call, p50', plainMs, bareMs, 1),
        added('signed request and answer, added to a bare HTTP call, p50', signedMs, bareMs),
        besidePython(rate, size === 'full' ? pythonRate() : undefined),
      ]
    } finally {
      await Promise.all([plain.close(), signed.close(), bare.stop()])
      await axon.stop()
    }
  },
}

function added(name: string, ms: number, bareMs: number, goal?: number): Figure {
  return {
    name,
    value: ms - bareMs,
    unit: 'ms',
    beside: { name: 'bare HTTP call, p50', value: bareMs, unit: 'ms' },
    ...(goal !== undefined && { goal: { atMost: goal, of: 'value' as const } }),
  }
}

/** The goal is asked only where Python's neurons run in the same run. */
function besidePython(rate: number, python: number | undefined): Figure {
  const figure = { name: `requests, ${CONCURRENCY} in flight`, value: rate, unit: 'requests/s' }
  if (python === undefined) return figure
  const beside = {
    name: 'axon and dendrite of Python bittensor',
    value: python,
    unit: 'requests/s',
  }
  return { ...figure, beside, goal: { atLeast: 10, of: 'ratio' } }
}

async function ask(dendrite: Dendrite, target: Target): Promise<void> {
  const result = await dendrite.query(target, ECHO, TEXT)
  if (!result.ok) throw new Error(result.message)
}

/** The middle of the times of calls one after the other, in ms. */
async function timesOf(call: () => Promise<void>, rounds: number): Promise<number> {
  for (let at = 0; at < rounds / 4; at += 1) await call()
  const times: number[] = []
  for (let at = 0; at < rounds; at += 1) times.push((await secondsOf(call)) * 1_000)
  return median(times)
}

async function rateOf(dendrite: Dendrite, target: Target, count: number): Promise<number> {
  const queries = Array.from({ length: count }, () => ({ target, request: TEXT }))
  const seconds = await secondsOf(async () => {
    const results = await dendrite.queryMany(queries, ECHO, { concurrency: CONCURRENCY })
    const bad = results.find((result) => !result.ok)
    if (bad !== undefined && !bad.ok) throw new Error(bad.message)
  })
  return count / seconds
}

async function startAxon(signatures: Signatures): Promise<{ axon: Axon; target: Target }> {
  const hotkey = signerOf('//Miner', signatures)
  const limits = {
    requestsPerSecond: { least: MANY, most: MANY },
    requestsPerSecondOfAddress: MANY,
    concurrency: CONCURRENCY,
  }
  const axon = createAxon({ hotkey, port: 0, host: '127.0.0.1', limits }, { signatures })
  axon.attach({ synapse: ECHO, forward: (text) => text })
  await axon.start()
  return { axon, target: { ip: '127.0.0.1', port: axon.address().port, hotkey: hotkey.address } }
}

/** A server that answers the same JSON, and a call of it over a connection that stays open. */
async function startBare(): Promise<{ call(): Promise<void>; stop(): Promise<void> }> {
  const server = createServer((incoming, reply) => {
    incoming.resume()
    incoming.once('end', () => reply.end(JSON.stringify({ answer: TEXT })))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const body = JSON.stringify({ text: TEXT })
  const headers = { 'content-type': 'application/json', 'content-length': body.length }
  return {
    call: () =>
      new Promise((resolve, reject) => {
        const options = { host: '127.0.0.1', port, agent, method: 'POST', headers }
        const sent = httpRequest(options, (reply) => {
          let text = ''
          reply.on('data', (piece: Buffer) => (text += piece.toString()))
          reply.once('end', () => {
            JSON.parse(text)
            resolve()
          })
        })
        sent.once('error', reject)
        sent.end(body)
      }),
    async stop() {
      agent.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Requests per second of Python's neurons; undefined where they are not installed. */
function pythonRate(): number | undefined {
  if (!existsSync(PYTHON)) return undefined
  const { stdout, status } = spawnSync(PYTHON, ['-B', PYTHON_BENCH, String(CONCURRENCY)], {
    encoding: 'utf8',
    timeout: 180_000,
  })
  const line = stdout.split('\n').find((text) => text.startsWith('{"rate"'))
  if (status !== 0 || line === undefined) throw new Error('the neurons of Python did not run')
  return (JSON.parse(line) as { readonly rate: number }).rate
}

function signerOf(uri: string, signatures: Signatures): Signer {
  const { publicKey, account, sign } = createKeyPair({ scheme: 'Sr25519', uri }, signatures)
  return { publicKey, address: encodeSs58(account), sign }
}
