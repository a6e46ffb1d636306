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
   * Offers transactions, `MAX_BATCH` at most; resolves before the application has checked them.
   * @returns for each what keeps it out of the list (it is there already, or there is no room)
   * @throws CometRpcError where the whole is refused, and errors of the network
   */
  broadcast(txs: readonly Uint8Array[]): Promise<readonly (CometRpcError | undefined)[]>
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
    async broadcast(txs) {
      const method = 'broadcast_tx_async'
      const requests = txs.map((tx, id) => ({
        ...{ jsonrpc: '2.0', id, method },
        params: { tx: Buffer.from(tx).toString('base64') },
      }))
      const reply: unknown = JSON.parse(await post(at, JSON.stringify(requests)))
      // One answer comes without a list around it.
      const answers = (Array.isArray(reply) ? reply : [reply]).map(asFields)
      return txs.map((_tx, id) => {
        const answer = answers.find((each) => each['id'] === id)
        // Such as that too many were sent: it is about none of them.
        if (answer === undefined) throw refusalOf(method, answers[0]) ?? new Error('no answer')
        return refusalOf(method, answer)
      })
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
export const MAX_CONNECTIONS = 16
/** Transactions of one request: CometBFT takes no longer lists by default. */
export const MAX_BATCH = 10
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
  const refusal = refusalOf(method, answer)
  if (refusal !== undefined) throw refusal
  return fields(answer, 'result')
}

function refusalOf(method: string, answer: Fields | undefined): CometRpcError | undefined {
  const failure = answer?.['error']
  if (failure === undefined) return undefined
  const { message, data } = asFields(failure)
  return new CometRpcError(method, [message, data].filter(Boolean).join(': '))
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
