import { hexToBytes } from '@plexus/primitives'
import { RpcResponseError } from './errors.ts'
import { createRuntimes } from './runtimes.ts'
import type { ChainRuntime } from './runtime.ts'
import type { RequestOptions, Transport } from './transport/transport.ts'
import { createTurns } from './turns.ts'

/** What a client is made of. */
export interface ClientOptions {
  readonly transport: Transport
  /** Ends the wait for the first answers. */
  readonly signal?: AbortSignal
}

/**
 * A connection to one chain. It holds what the chain is, and no logic of any pallet: actions are
 * functions that take a client.
 */
export interface Client {
  readonly transport: Transport
  /** Name that the node gives its chain, e.g. `Bittensor`. */
  readonly chain: string
  /** Hash of block 0, `0x…`. */
  readonly genesisHash: string
  /** Prefix of addresses; 42 on Bittensor. */
  readonly ss58Prefix: number
  /** Time between blocks, in ms. */
  readonly blockTimeMs: number
  /** @throws TransportError, RpcResponseError, or the reason of the signal */
  request(method: string, params: readonly unknown[], options?: RequestOptions): Promise<unknown>
  /** Whether the node offers a method. */
  supports(method: string): boolean
  /** The runtime at a block (its hash), or at the head. Kept by spec version. */
  runtime(at?: string, options?: RequestOptions): Promise<ChainRuntime>
  /** Runs one after the other what uses the next nonce of an account. */
  inTurn<T>(account: string, run: () => Promise<T>): Promise<T>
  /** Closes the transport. */
  close(): void
}

/**
 * Connects: reads version, metadata and constants of the chain. Works with any Substrate node
 * that has the pallets which the actions name.
 *
 * @throws TransportError `Unreachable` where no node answers; CodecError where its metadata cannot
 *   be read
 */
export async function createClient({ transport, signal }: ClientOptions): Promise<Client> {
  const options: RequestOptions = signal === undefined ? {} : { signal }
  const ask = transport.request.bind(transport)
  const optional = async (method: string): Promise<unknown> => {
    try {
      return await ask(method, [], options)
    } catch (error) {
      if (error instanceof RpcResponseError) return undefined
      throw error
    }
  }
  const [genesis, methods, chain] = await Promise.all([
    ask('chain_getBlockHash', [0], options),
    optional('rpc_methods'),
    optional('system_chain'),
  ])
  const names = methodNames(methods)
  const supports = (method: string): boolean => names.size === 0 || names.has(method)
  const runtimes = createRuntimes(transport, supports)
  const runtime = await runtimes.at(undefined, options)
  const turns = createTurns()
  return {
    transport,
    chain: typeof chain === 'string' ? chain : runtime.specName,
    genesisHash: String(genesis),
    ss58Prefix: readPrefix(runtime),
    blockTimeMs: await readBlockTime(ask, runtime, options),
    request: ask,
    supports,
    runtime: (at, bounds = {}) => runtimes.at(at, bounds),
    inTurn: (account, run) => turns(account, run),
    close() {
      runtimes.close()
      transport.close()
    },
  }
}

const DEFAULT_PREFIX = 42
const DEFAULT_BLOCK_TIME_MS = 12_000

function methodNames(answer: unknown): ReadonlySet<string> {
  const { methods } = (answer ?? {}) as { methods?: unknown }
  const list: readonly unknown[] = Array.isArray(methods) ? methods : []
  return new Set(list.filter((name): name is string => typeof name === 'string'))
}

function readPrefix(runtime: ChainRuntime): number {
  const prefix = optionalConstant(runtime, 'System.SS58Prefix')
  return typeof prefix === 'number' ? prefix : DEFAULT_PREFIX
}

/** The slot of the block producer; else twice the least time between two blocks. */
async function readBlockTime(
  ask: Client['request'],
  runtime: ChainRuntime,
  options: RequestOptions,
): Promise<number> {
  try {
    const answer = hexToBytes(
      String(await ask('state_call', ['AuraApi_slot_duration', '0x'], options)),
    )
    const view = new DataView(answer.buffer, answer.byteOffset, answer.byteLength)
    return Number(view.getBigUint64(0, true))
  } catch (error) {
    if (!(error instanceof RpcResponseError)) throw error
  }
  const period = optionalConstant(runtime, 'Timestamp.MinimumPeriod')
  return typeof period === 'bigint' ? Number(period) * 2 : DEFAULT_BLOCK_TIME_MS
}

function optionalConstant(runtime: ChainRuntime, name: string): unknown {
  const [pallet, item] = name.split('.')
  const found = runtime.metadata.pallets.find((entry) => entry.name === pallet)
  return found?.constants.some((entry) => entry.name === item) === true
    ? runtime.constant(name)
    : undefined
}
