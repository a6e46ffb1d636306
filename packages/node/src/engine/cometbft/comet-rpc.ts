import { Agent, request as httpRequest } from 'node:http'
import { CometRpcError } from './errors.ts'

/** What CometBFT says of itself. */
export interface CometStatus {
  readonly height: number
  /** It fetches blocks that the network has already. */
  readonly catchingUp: boolean
}

/** The JSON-RPC of the local CometBFT, over connections that are kept. */
export interface CometRpc {
  /**
   * Offers a transaction; resolves when the application has checked it.
   * @throws CometRpcError (its list has it, or is full), and errors of the network
   */
  broadcast(tx: Uint8Array): Promise<void>
  status(): Promise<CometStatus>
  /** How many nodes it is connected with. */
  peers(): Promise<number>
  close(): void
}

/** @param host where it listens; an address that stands for all of them is asked on loopback */
export function createCometRpc(port: number, host = LOOPBACK): CometRpc {
  const agent = new Agent({ keepAlive: true, maxSockets: MAX_CONNECTIONS })
  const at = { agent, port, host: ALL_ADDRESSES.includes(host) ? LOOPBACK : host }
  const ask = (method: string, params: object): Promise<Fields> => call(at, method, params)
  return {
    async broadcast(tx) {
      await ask('broadcast_tx_sync', { tx: Buffer.from(tx).toString('base64') })
    },
    async status() {
      const info = fields(await ask('status', {}), 'sync_info')
      return {
        height: Number(info['latest_block_height']),
        catchingUp: info['catching_up'] === true,
      }
    },
    peers: async () => Number((await ask('net_info', {}))['n_peers']),
    close: () => agent.destroy(),
  }
}

/** Requests at the same time. */
export const MAX_CONNECTIONS = 64
const TIMEOUT_MS = 10_000
const MAX_ANSWER_BYTES = 4 * 1024 * 1024

type Fields = Readonly<Record<string, unknown>>

const LOOPBACK = '127.0.0.1'
const ALL_ADDRESSES: readonly string[] = ['0.0.0.0', '::']

interface Place {
  readonly agent: Agent
  readonly host: string
  readonly port: number
}

async function call(at: Place, method: string, params: object): Promise<Fields> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
  const reply: unknown = JSON.parse(await post(at, body))
  const answer = asFields(reply)
  const failure = answer['error']
  if (failure !== undefined) {
    const { message, data } = asFields(failure)
    throw new CometRpcError(method, [message, data].filter(Boolean).join(': '))
  }
  return fields(answer, 'result')
}

function post(at: Place, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    const address = { ...at, method: 'POST', path: '/', headers }
    const sent = httpRequest({ ...address, timeout: TIMEOUT_MS }, (response) => {
      const chunks: Buffer[] = []
      let length = 0
      response.on('data', (chunk: Buffer) => {
        length += chunk.length
        chunks.push(chunk)
        if (length > MAX_ANSWER_BYTES) response.destroy(new Error('the answer is too long'))
      })
      response.once('end', () => resolve(Buffer.concat(chunks).toString()))
      response.once('error', reject)
    })
    sent.once('timeout', () => sent.destroy(new Error('CometBFT does not answer')))
    sent.once('error', reject)
    sent.end(body)
  })
}

const asFields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? { ...value } : {}

const fields = (of: Fields, name: string): Fields => asFields(of[name])
