import { createHasher, hexToBytes } from '@plexus/primitives'
import type { Changes, Insight } from '@plexus/runtime'
import { toStorageKey } from '@plexus/runtime'
import { createRpc } from '../../../src/rpc/create-rpc.ts'
import type { Rpc, RpcOptions } from '../../../src/rpc/create-rpc.ts'
import type { RpcContext } from '../../../src/rpc/context.ts'
import type { Log } from '../../../src/log.ts'
import { fakeChain } from './fake-chain.ts'
import type { FakeChain } from './fake-chain.ts'
import { fakePool } from './fake-pool.ts'
import type { FakePool } from './fake-pool.ts'
import { fakeRuntime } from './fake-runtime.ts'
import type { FakeApi } from './fake-runtime.ts'
import { rpcClient } from './rpc-client.ts'
import type { RpcClient } from './rpc-client.ts'

export interface RpcWorld {
  readonly chain: FakeChain
  readonly pool: FakePool
  readonly context: RpcContext
  readonly rpc: Rpc
  readonly logged: readonly string[]
  /** A new in-process connection. */
  client(): RpcClient
}

export interface WorldOptions extends Partial<Omit<RpcOptions, 'context'>> {
  readonly apis?: Readonly<Record<string, FakeApi>>
  readonly insight?: Partial<Insight>
  readonly context?: Partial<RpcContext>
  /** Hex keys to hex values. */
  readonly state?: Readonly<Record<string, string>>
}

/** Changes from hex keys to hex values; null removes. */
export function changes(entries: Readonly<Record<string, string | null>>): Changes {
  return new Map(
    Object.entries(entries).map(([key, value]) => [
      toStorageKey(hexToBytes(key)),
      value === null ? undefined : hexToBytes(value),
    ]),
  )
}

/** A node's RPC over fakes, from one genesis. */
export async function rpcWorld(options: WorldOptions = {}): Promise<RpcWorld> {
  const { apis, insight, context: more, state, ...rest } = options
  const hasher = await createHasher()
  const chain = fakeChain(hasher, fakeRuntime(hasher, apis ?? {}, insight), changes(state ?? {}))
  const pool = fakePool(hasher)
  const logged: string[] = []
  const log: Log = (level, message, data) => {
    logged.push(`${level} ${message} ${JSON.stringify(data)}`)
  }
  const context: RpcContext = {
    chain,
    pool,
    hasher,
    log,
    clock: { now: () => 1_700_000_000_000, after: () => ({ cancel: () => {} }) },
    node: {
      name: 'Subtensor Node',
      version: '0.1.0',
      chainName: 'Bittensor',
      chainType: 'Local',
      properties: { ss58Format: 42, tokenDecimals: 9, tokenSymbol: 'TAO' },
      startedAt: 1_700_000_000_000,
    },
    ...more,
  }
  const rpc = createRpc({ context, ...rest })
  return { chain, pool, context, rpc, logged, client: () => rpcClient(rpc) }
}
