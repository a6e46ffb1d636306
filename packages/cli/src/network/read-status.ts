import type { NetworkNode } from './directory.ts'

/** What a node says of itself. */
export interface NodeAnswer {
  /** Head of the chain. */
  readonly height: number
  readonly peers: number
  readonly isSyncing: boolean
  /** Voting power; 0 for a node that is no validator. */
  readonly power: bigint
}

const PATIENCE_MS = 3_000

/** Asks a node of this machine; `undefined` where it does not answer. */
export async function askNode(
  { rpcPort, cometPort }: Pick<NetworkNode, 'rpcPort' | 'cometPort'>,
  fetchFrom: typeof fetch = fetch,
): Promise<NodeAnswer | undefined> {
  const ask = async (port: number, method: string): Promise<Fields> => {
    const response = await fetchFrom(`http://127.0.0.1:${port}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: [] }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    return fieldsOf(fieldsOf(await response.json())['result'])
  }
  try {
    const [header, health, status] = await Promise.all([
      ask(rpcPort, 'chain_getHeader'),
      ask(rpcPort, 'system_health'),
      ask(cometPort, 'status'),
    ])
    const power = fieldsOf(status['validator_info'])['voting_power']
    return {
      height: Number(header['number']),
      peers: Number(health['peers']),
      isSyncing: health['isSyncing'] === true,
      power: typeof power === 'string' && /^\d{1,19}$/.test(power) ? BigInt(power) : 0n,
    }
  } catch {
    // It starts, or it is gone.
    return undefined
  }
}

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? { ...value } : {}
