import { join } from 'node:path'
import type { Hasher } from '@plexus/primitives'
import type { Beacon } from './beacon/beacon.ts'
import type { Chain } from './chain/interface.ts'
import type { Clock } from './clock.ts'
import { SNAPSHOT_DIRECTORY } from './db/open.ts'
import { DatabaseDamagedError, DatabaseFullError } from './db/errors.ts'
import { createDevControls } from './dev/controls.ts'
import type { Engine, Sealing } from './engine/interface.ts'
import { createShieldKeys } from './engine/shield-keys.ts'
import { createSoloEngine } from './engine/solo/create-solo-engine.ts'
import type { SoloEngine } from './engine/solo/create-solo-engine.ts'
import { presetName } from './founding/preset-of.ts'
import { silent } from './log.ts'
import type { Metrics } from './metrics/create-metrics.ts'
import type { BftNodeOptions, NodeOptions } from './options.ts'
import type { Pool } from './pool/interface.ts'
import type { DevControls, NodeInfo, RpcContext } from './rpc/context.ts'

/** What the engine works with. */
export interface EngineModules {
  readonly chain: Chain
  readonly pool: Pool
  readonly hasher: Hasher
  readonly metrics: Metrics
  readonly clock: Clock
  readonly beacon: Beacon | undefined
}

/** An engine, and what it means for the rest of the node. */
export interface AssembledEngine {
  readonly engine: Engine
  /** What JSON-RPC may do, and to what it submits. */
  readonly context: Partial<Pick<RpcContext, 'manualSeal' | 'dev' | 'pool' | 'whyAbsent'>>
  readonly nodeInfo: Partial<NodeInfo>
  /** Power over the chain, where one node has it. */
  readonly dev: { readonly dev?: DevControls }
}

/** The engine that the options ask for. */
export async function assembleEngine(
  options: NodeOptions | BftNodeOptions,
  modules: EngineModules,
): Promise<AssembledEngine> {
  return options.engine === undefined
    ? assembleSolo(options, modules)
    : assembleNetwork(options, modules)
}

function assembleSolo(options: NodeOptions, modules: EngineModules): AssembledEngine {
  const engine = createSolo(options, modules)
  const controls = createDevControls({ chain: modules.chain, engine })
  return {
    engine,
    context: {
      ...(options.sealing && options.sealing.mode !== 'interval' && { manualSeal: engine }),
      ...(options.dev === true && { dev: controls }),
    },
    nodeInfo: {},
    dev: { dev: controls },
  }
}

async function assembleNetwork(
  options: BftNodeOptions,
  modules: EngineModules,
): Promise<AssembledEngine> {
  // Loaded only where it is wanted: its message types take some 50 ms.
  const { createNetworkEngine, foundingOf } =
    await import('./engine/cometbft/create-network-engine.ts')
  const { chain, pool, hasher, metrics, clock, beacon } = modules
  const { log = silent, onFatal, preset, timing, path, pruning } = options
  const shouldHavePeers = (options.engine.peers ?? []).length > 0
  const network = createNetworkEngine({
    ...{ chain, pool, hasher, clock, log, network: options.engine },
    founding: foundingOf(chain, { preset: presetName(preset), timing }),
    blockTimeMs: options.blockTimeMs ?? chain.runtime.slotDurationMs,
    snapshots: {
      ...(path !== undefined && { directory: join(path, SNAPSHOT_DIRECTORY) }),
      ...(pruning && { pruning }),
    },
    ...(beacon && { ownExtrinsics: (timestampMs) => beacon.extrinsics(timestampMs) }),
    ...(onFatal && { onFatal }),
    onCommitted({ ref, seconds, transactions }) {
      metrics.block(seconds, transactions)
      options.onBlock?.(ref)
    },
  })
  return {
    engine: network.engine,
    context: { pool: network.pool, whyAbsent },
    nodeInfo: {
      health() {
        const { peers, catchingUp } = network.view()
        return { peers, isSyncing: catchingUp, shouldHavePeers }
      },
    },
    dev: {},
  }
}

/** One node of a network cannot do what the network decides. */
function whyAbsent(method: string): string | undefined {
  if (!method.startsWith('dev_') && !method.startsWith('engine_')) return undefined
  return 'the validators of this network decide about blocks and time together'
}

function createSolo(options: NodeOptions, modules: EngineModules): SoloEngine {
  const { chain, pool, hasher, metrics, clock, beacon } = modules
  const { finalityLag, onFatal, shieldSeed: seed, log = silent } = options
  const intervalMs = options.blockTimeMs ?? chain.runtime.slotDurationMs
  const sealing: Sealing = options.sealing ?? { mode: 'interval', intervalMs }
  return createSoloEngine({
    chain,
    pool,
    clock,
    log,
    sealing,
    shield: createShieldKeys({ hasher, changing: keysChange(sealing), ...(seed && { seed }) }),
    lastTimestamp: () => chain.runtime.timestamp(chain.stateAt(chain.head().hash)),
    ...(finalityLag !== undefined && { finalityLag }),
    ...(beacon && { ownExtrinsics: (timestampMs) => beacon.extrinsics(timestampMs) }),
    // What is wrong with the disk is the operator's to mend and says how; anything else is a bug.
    ...(onFatal && {
      onFatal: (error) => onFatal(isOfDisk(error.cause) ? error.cause : error),
    }),
    onSealed({ ref, seconds, transactions }) {
      metrics.block(seconds, transactions)
      options.onBlock?.(ref)
    },
  })
}

/**
 * A key that changed with each block would be gone before a sender has used it where blocks come
 * faster than people, or when asked for; the reference keeps one for all blocks there, too.
 */
const keysChange = (sealing: Sealing): boolean =>
  sealing.mode === 'interval' && sealing.intervalMs >= PUBLIC_SLOT_MS

const PUBLIC_SLOT_MS = 12_000

const isOfDisk = (cause: unknown): cause is DatabaseFullError | DatabaseDamagedError =>
  cause instanceof DatabaseFullError || cause instanceof DatabaseDamagedError
