import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { bytesToHex } from '@plexus/primitives'
import { systemClock } from '../../clock.ts'
import { silent } from '../../log.ts'
import type { CometBftOptions } from '../../options.ts'
import type { Pool } from '../../pool/interface.ts'
import type { Engine } from '../interface.ts'
import { chainIdOf } from './app-state.ts'
import type { AppState } from './app-state.ts'
import { checkFirstBlock } from './check-first-block.ts'
import { createCometProcess } from './comet-process.ts'
import type { CometProcess, CometProcessOptions } from './comet-process.ts'
import { createCometRpc } from './comet-rpc.ts'
import { createCometBftEngine } from './create-cometbft-engine.ts'
import type { CometBftEngineOptions } from './create-cometbft-engine.ts'
import { ConsensusFailureError, GenesisMissingError, StateSyncFailedError } from './errors.ts'
import { foundNetwork, genesisFileOf, isFounded, prepareHome, takeGenesis } from './home.ts'
import { checkGenesis, genesisTimeOf } from './read-genesis.ts'
import { createRelay } from './relay.ts'
import { createRestoredGuard } from './restored.ts'
import { cometEnvironment } from './settings.ts'
import type { CometSettings } from './settings.ts'
import { createNetworkWatch } from './watch-comet.ts'
import type { NetworkView } from './watch-comet.ts'

/** What a node of a network is made of. */
export interface NetworkEngineOptions extends Omit<CometBftEngineOptions, 'socket'> {
  readonly network: CometBftOptions
  readonly blockTimeMs: number
}

/** The engine of a node of a network, with CometBFT beside it. */
export interface NetworkEngine {
  readonly engine: Engine
  /** For those who submit: what it takes is told to the other nodes. */
  readonly pool: Pool
  view(): NetworkView
}

export function createNetworkEngine(options: NetworkEngineOptions): NetworkEngine {
  const { network, chain, pool, hasher, blockTimeMs } = options
  const { clock = systemClock, log = silent, onFatal = () => {} } = options
  const { home, snapshotEvery } = network
  const socket = join(home, 'abci.sock')
  const logFile = join(home, 'cometbft.log')
  const comet = createCometRpc(network.rpcPort ?? DEFAULT_RPC_PORT, network.rpcHost)
  const relay = createRelay({ pool, comet, hasher, clock, log })
  const height = (): number => chain.head().number
  const patienceMs = Math.max(MIN_PATIENCE_MS, blockTimeMs * PATIENCE_BLOCKS)
  const watch = createNetworkWatch({ comet, height, clock, log, patienceMs })
  const restored = createRestoredGuard({ home, votes: () => !watch.view().catchingUp })
  const abci = createCometBftEngine({
    ...{ ...options, socket, clock, log },
    snapshots: {
      ...options.snapshots,
      ...(snapshotEvery !== undefined && { every: snapshotEvery }),
    },
    onCommitted(block) {
      restored.sawBlock()
      options.onCommitted?.(block)
    },
  })
  const told = tellComet(options, { socket, silentBlocks: restored.silentBlocks })
  const process: CometProcess | undefined =
    network.external === true
      ? undefined
      : createCometProcess({
          binary: network.binary ?? 'cometbft',
          home,
          ...told,
          logFile,
          clock,
          log,
          onRestart: relay.offerAll,
          onConsensusFailure: () => onFatal(new ConsensusFailureError(height(), logFile)),
          onStateSyncFailure: () => onFatal(new StateSyncFailedError(logFile)),
          onGivenUp: onFatal,
        })
  return {
    pool: relay.pool,
    view: watch.view,
    engine: {
      async start() {
        mkdirSync(home, { recursive: true, mode: 0o700 })
        if (process !== undefined) {
          prepare(network, options.founding, clock.now())
          checkFirstBlock(chain, genesisTimeOf(genesisFileOf(home)), home)
        }
        await abci.start()
        await process?.start()
        watch.start()
      },
      async stop() {
        watch.stop()
        relay.stop()
        // First whoever asks, then what answers.
        await process?.stop()
        await abci.stop()
        comet.close()
      },
    },
  }
}

/**
 * What the operator sets goes before our defaults, but we are the application.
 * @throws StateSyncOptionsError
 */
function tellComet(
  { network, chain, blockTimeMs }: NetworkEngineOptions,
  { socket, silentBlocks }: Pick<CometSettings, 'socket' | 'silentBlocks'>,
): Pick<CometProcessOptions, 'env' | 'settings'> {
  const { rpcPort = DEFAULT_RPC_PORT, p2pPort = DEFAULT_P2P_PORT, rpcHost = LOOPBACK } = network
  const { peers = [], sharedAddress = false, stateSync } = network
  const settings = cometEnvironment({
    ...{ socket, p2pPort, rpcHost, rpcPort, peers, sharedAddress, blockTimeMs, silentBlocks },
    // Where CometBFT died between our last chunk and its own note of it, it has to ask again.
    ...(chain.restoration.isPossible() && stateSync && { stateSync }),
  })
  const { CMT_PROXY_APP } = settings
  return { env: { ...settings, ...network.env, CMT_PROXY_APP }, settings: Object.keys(settings) }
}

/** @throws HomeDamagedError, GenesisFileError, GenesisMissingError, GenesisMismatchError */
function prepare(network: CometBftOptions, founding: AppState, now: number): void {
  const { home, genesisFile, peers = [], stateSync } = network
  const { validatorKey } = prepareHome(home)
  if (isFounded(home)) return checkGenesis(genesisFileOf(home), founding)
  if (genesisFile !== undefined) {
    checkGenesis(genesisFile, founding)
    return takeGenesis(home, genesisFile)
  }
  const isOfOthers = peers.length > 0 || stateSync !== undefined
  // Only the founders of a sovereign network can say who its validators are.
  if (isOfOthers || founding.preset === 'sovereign') throw new GenesisMissingError(home)
  foundNetwork(home, {
    chainId: chainIdOf(founding.genesisHash),
    genesisTimeMs: now,
    validators: [{ publicKey: validatorKey, power: 1, name: 'validator' }],
    appState: founding,
  })
}

/** What the genesis file says about a chain. */
export function foundingOf(
  chain: Pick<CometBftEngineOptions['chain'], 'genesisHash'>,
  { preset, timing }: Omit<AppState, 'genesisHash'>,
): AppState {
  return { preset, timing, genesisHash: bytesToHex(chain.genesisHash) }
}

const LOOPBACK = '127.0.0.1'
const DEFAULT_P2P_PORT = 26_656
const DEFAULT_RPC_PORT = 26_657
/** A network that takes longer than this for a block is worth a word. */
const PATIENCE_BLOCKS = 10
const MIN_PATIENCE_MS = 10_000
