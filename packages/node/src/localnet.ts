import { createKeyPair, createSignatures } from '@plexus/primitives'
import type { AccountId, KeyPair } from '@plexus/primitives'
import type { BlockRef, Chain } from './chain/interface.ts'
import type { NodeOptions } from './options.ts'
import type { DevControls } from './rpc/context.ts'
import type { RpcProvider } from './rpc/create-rpc.ts'
import { createNode } from './service.ts'

/** The accounts that genesis endows, with their keys: `//Alice` and so on. */
export type DevName = 'Alice' | 'Bob' | 'Charlie' | 'Dave' | 'Eve' | 'Ferdie'

const NAMES: readonly DevName[] = ['Alice', 'Bob', 'Charlie', 'Dave', 'Eve', 'Ferdie']

/** What a localnet may be told. */
export interface LocalnetOptions extends Pick<
  NodeOptions,
  'sealing' | 'finalityLag' | 'richAccount' | 'localBeacon' | 'log'
> {
  /** Default `fast`. */
  readonly timing?: NodeOptions['timing']
  /** Default `localnet`. */
  readonly preset?: NodeOptions['preset']
}

/** A whole network inside this process: no port, no file, time under control. */
export interface Localnet {
  /** JSON-RPC for any in-process transport. */
  readonly provider: RpcProvider
  readonly chain: Chain
  /** sr25519 keys of the endowed accounts. */
  readonly accounts: Readonly<Record<DevName, KeyPair>>
  /** Makes blocks at once. @param count default 1 */
  mine(count?: number): Promise<BlockRef>
  /** The timestamp of the next block, ms since 1970; time goes on from there. */
  timeTravel(timestampMs: bigint): Promise<void>
  /** Gives an account `amountRao` out of nothing. */
  fund(account: AccountId, amountRao: bigint): Promise<void>
  /** Remembers the head; `revert` with the id comes back to it. */
  snapshot(): Promise<string>
  revert(id: string): Promise<BlockRef | undefined>
  stop(): Promise<void>
}

/**
 * Starts a localnet for unit tests. Each transaction is sealed into a block of its own at once;
 * `sealing: { mode: 'manual' }` leaves blocks to `mine`.
 */
export async function createLocalnet(options: LocalnetOptions = {}): Promise<Localnet> {
  const { timing = 'fast', preset = 'localnet', sealing = { mode: 'instant' }, ...rest } = options
  const [node, signatures] = await Promise.all([
    createNode({ ...rest, timing, preset, sealing, memory: true, dev: true, signatureWorkers: 0 }),
    createSignatures(),
  ])
  await node.start()
  const keys = NAMES.map(
    (name) => [name, createKeyPair({ scheme: 'Sr25519', uri: `//${name}` }, signatures)] as const,
  )
  const controls: DevControls = node.dev
  return {
    provider: node.rpc,
    chain: node.chain,
    accounts: Object.fromEntries(keys) as Record<DevName, KeyPair>,
    mine: (count = 1) => controls.mine(count),
    timeTravel: (timestampMs) => controls.timeTravel(timestampMs),
    fund: (account, amountRao) => controls.fundAccount(account, amountRao),
    snapshot: () => controls.snapshot(),
    revert: (id) => controls.revert(id),
    stop: () => node.stop(),
  }
}
