import { createHasher, createSignatures } from '@plexus/primitives'
import type { Hasher, Signatures } from '@plexus/primitives'
import { createHost, createRuntime, runtimeConfig } from '@plexus/runtime'
import type { Host, Runtime } from '@plexus/runtime'
import { assembleEngine } from './assemble-engine.ts'
import { beaconAtHead, checkBeaconOptions, createBeacon } from './beacon/create-beacon.ts'
import { rememberRounds } from './beacon/remember-rounds.ts'
import type { VerifyRound } from './beacon/remember-rounds.ts'
import { createChain } from './chain/create-chain.ts'
import type { ChainOptions } from './chain/core.ts'
import type { Chain, Unsubscribe } from './chain/interface.ts'
import { systemClock } from './clock.ts'
import type { Database } from './db/interface.ts'
import type { Engine } from './engine/interface.ts'
import type { SoloEngine } from './engine/solo/create-solo-engine.ts'
import { genesisOf, genesisSource } from './founding/genesis-of.ts'
import { silent } from './log.ts'
import { openStore } from './open-store.ts'
import { createMetrics } from './metrics/create-metrics.ts'
import type { GaugeValues, Metrics } from './metrics/create-metrics.ts'
import { serveMetrics } from './metrics/serve-metrics.ts'
import type { MetricsServer } from './metrics/serve-metrics.ts'
import { createPool } from './pool/create-pool.ts'
import { NETWORK_LIMITS } from './pool/limits.ts'
import type { Pool } from './pool/interface.ts'
import type { BftNodeOptions, NodeOptions } from './options.ts'
import { createRpc } from './rpc/create-rpc.ts'
import type { Rpc } from './rpc/create-rpc.ts'
import { DEFAULT_RPC_LIMITS } from './rpc/limits.ts'
import type { DevControls, NodeInfo } from './rpc/context.ts'
import { createRpcServer } from './rpc/server.ts'
import type { RpcServer } from './rpc/server.ts'
import { createSignatureChecker } from './signature/checker.ts'
import type { SignatureChecker } from './signature/interface.ts'
import { createSideThread } from './side/side-thread.ts'
import { NODE_NAME, NODE_VERSION } from './version.ts'

/** A node: made, started, stopped. */
export interface AnyNode {
  readonly chain: Chain
  readonly pool: Pool
  readonly engine: Engine
  /** JSON-RPC without a port. */
  readonly rpc: Rpc
  readonly metrics: Metrics
  /** Opens ports and begins to make blocks. @throws PortTakenError, UnsafeBindError and others */
  start(): Promise<void>
  /** Stops, and gives everything back: ports, threads, files. */
  stop(): Promise<void>
  /** Where the node listens, e.g. `ws://127.0.0.1:9944`; filled by `start`. */
  readonly endpoints: readonly string[]
}

/** A node that makes all blocks itself. */
export interface Node extends AnyNode {
  readonly engine: SoloEngine
  readonly dev: DevControls
}

/** Puts a node together. Nothing runs and nothing listens before `start`. */
export function createNode(options: NodeOptions): Promise<Node>
export function createNode(options: BftNodeOptions): Promise<AnyNode>
export function createNode(options: NodeOptions | BftNodeOptions): Promise<AnyNode>
export async function createNode(options: NodeOptions | BftNodeOptions): Promise<AnyNode> {
  const { log = silent, clock = systemClock } = options
  const { hasher, signatures, checker, runtime, verifyRound } = await prepareRuntime(options)
  const genesis = genesisOf(runtime, options)
  const metrics = createMetrics({ rpcMethods: () => rpc.methodNames, gauges: () => gauges() })
  const { specVersion } = runtime.version
  const store = await openStore(options, { specVersion, genesisHash: genesis.hash })
  const db = timeWrites(store, metrics)
  const chain = await openChain(db, { runtime, hasher, genesis, log }, options)
  const limits = DEFAULT_RPC_LIMITS
  const side = createSideThread({
    timing: options.timing,
    hasValidators: runtime.hasValidators,
    limits,
    log,
  })
  const pool = createPool({
    ...{ chain, hasher, signatures: checker, side, log, clock },
    ...(options.engine !== undefined && { limits: NETWORK_LIMITS }),
  })
  const beacon = createBeacon(options, { chain, signatures, verifyRound, clock, log })
  const driven = await assembleEngine(options, { chain, pool, hasher, metrics, clock, beacon })
  const { engine } = driven
  const node = { ...nodeInfo(options), ...driven.nodeInfo }
  const rpc = createRpc({
    context: { ...{ chain, pool, hasher, log, side, clock, node }, ...driven.context },
    limits,
    longReader: side,
    observe: (method, seconds, ok) => metrics.rpcCall(method, ok ? 'ok' : 'error', seconds),
  })
  const served = options.wrapProvider ? { ...rpc, ...options.wrapProvider(rpc) } : rpc
  const { hosts, origins, ports = [] } = options
  const listening = { ports, ...(hosts && { hosts }), ...(origins && { origins }) }
  const server = createRpcServer({ rpc: served, log, ...listening })
  const gauges = (): GaugeValues => measure({ chain, pool, db, rpc, server })
  let metricsServer: MetricsServer | undefined
  let warming: NodeJS.Timeout | undefined
  const unfollow = follow(chain, metrics, options)

  return {
    ...{ chain, engine, metrics, rpc: served, pool: driven.context.pool ?? pool, ...driven.dev },
    get endpoints() {
      return server.ports.map((port) => `ws://${hosts?.[0] ?? '127.0.0.1'}:${port}`)
    },
    async start() {
      await server.start()
      if (options.metricsPort !== undefined) {
        metricsServer = await serveMetrics(metrics, options.metricsPort)
      }
      pool.start()
      if (typeof options.preset !== 'string') log('info', NO_SUDO)
      await engine.start()
      beacon?.start()
      // The first that reads metadata should not wait for it; the first block goes before.
      if (ports.length > 0) {
        warming = setTimeout(() => void chain.runtime.metadata(NEWEST_METADATA), WARM_AFTER_MS)
        warming.unref()
      }
    },
    async stop() {
      clearTimeout(warming)
      await Promise.all([engine.stop(), beacon?.stop()])
      await Promise.all([server.stop(), pool.stop(), metricsServer?.close()])
      unfollow()
      await Promise.all([checker.close(), side.close()])
      await db.close()
    },
  }
}

/** What is measured where it stands. */
interface Measured {
  readonly chain: Chain
  readonly pool: Pool
  readonly db: Database
  readonly rpc: Rpc
  readonly server: RpcServer
}

function measure({ chain, pool, db, rpc, server }: Measured): GaugeValues {
  const { ready, future } = pool.size()
  return {
    poolReady: ready,
    poolFuture: future,
    rpcConnections: server.connections(),
    rpcSubscriptions: rpc.subscriptions(),
    databaseBytes: db.sizeBytes(),
    drandRound: Number(beaconAtHead(chain).lastRound),
    processMemory: process.memoryUsage.rss(),
  }
}

const NO_SUDO =
  'This chain has no sudo key: its rules are fixed until governance arrives, see docs/sovereign.md'
const NEWEST_METADATA = 15
/** PERF: metadata takes 0.1 to 0.2 s of the main thread, once. */
const WARM_AFTER_MS = 400

/** What nodes of every engine are told. */
type CommonOptions = Omit<NodeOptions, 'engine'>

/** The runtime and the host functions it asks; signatures that the pool checked are remembered. */
async function prepareRuntime(options: CommonOptions): Promise<{
  readonly hasher: Hasher
  readonly signatures: Signatures
  readonly checker: SignatureChecker
  readonly runtime: Runtime
  readonly verifyRound: VerifyRound
}> {
  const { log = silent, signatureWorkers: workers = 1 } = options
  checkBeaconOptions(options)
  const [hasher, signatures] = await Promise.all([createHasher(), createSignatures()])
  const checker = createSignatureChecker({ verify: signatures.verifySignature, workers, log })
  const { verifySignature } = checker
  const plain = createHost(hasher, signatures)
  const verifyRound = rememberRounds(plain.verifyRound)
  const host: Host = { ...plain, verifySignature, verifyRound }
  const config = runtimeConfig(options.timing)
  const runtime = createRuntime({ host, config, genesis: genesisSource(options) })
  return { hasher, signatures, checker, runtime, verifyRound }
}

/** Opens the chain; a database that cannot serve it is closed again. */
async function openChain(
  db: Database,
  modules: Omit<ChainOptions, 'db' | 'pruning'>,
  { pruning = 'archive' }: CommonOptions,
): Promise<Chain> {
  try {
    return createChain({ db, pruning, ...modules })
  } catch (error) {
    await db.close()
    throw error
  }
}

/** The same database, with its writes on the clock. */
function timeWrites(db: Database, metrics: Metrics): Database {
  return {
    ...db,
    write(batch) {
      const begin = performance.now()
      db.write(batch)
      metrics.databaseWrite((performance.now() - begin) / 1000)
    },
  }
}

function nodeInfo({ preset, clock = systemClock }: CommonOptions): NodeInfo {
  return {
    name: NODE_NAME,
    version: NODE_VERSION,
    ...chainNames(preset),
    properties: { ss58Format: 42, tokenDecimals: 9, tokenSymbol: 'TAO' },
    startedAt: clock.now(),
  }
}

/** Local chains pass for the public one, which its clients expect; others are not to be mistaken. */
function chainNames(preset: NodeOptions['preset']): Pick<NodeInfo, 'chainName' | 'chainType'> {
  if (preset === 'dev') return { chainName: 'Bittensor', chainType: 'Development' }
  if (preset === 'localnet') return { chainName: 'Bittensor', chainType: 'Local' }
  return { chainName: 'Plexus', chainType: 'Live' }
}

function follow(chain: Chain, metrics: Metrics, { log = silent }: CommonOptions): Unsubscribe {
  metrics.best(chain.head().number)
  metrics.finalized(chain.finalized().number)
  return chain.subscribe((event) => {
    metrics.best(chain.head().number)
    metrics.finalized(chain.finalized().number)
    log('debug', 'Chain event', { type: event.type, head: chain.head().number })
  })
}
