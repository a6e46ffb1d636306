import { isIPv6 } from 'node:net'
import type { StateSyncOptions } from '../../options.ts'
import { StateSyncOptionsError } from './errors.ts'

/** What the configuration of CometBFT depends on. */
export interface CometSettings {
  readonly socket: string
  /** Port for other nodes, on all addresses. */
  readonly p2pPort: number
  /** Address and port of its JSON-RPC. */
  readonly rpcHost: string
  readonly rpcPort: number
  /** `id@host:port` of nodes that it keeps connections with. */
  readonly peers: readonly string[]
  /** Some nodes of the network share an address. */
  readonly sharedAddress: boolean
  /** Blocks without a vote of this validator's before it begins to vote; 0: at once. */
  readonly silentBlocks: number
  /** Wanted time between blocks, in ms. */
  readonly blockTimeMs: number
  /** Where to begin, on a node that has no block of its own; CometBFT ignores it when it has one. */
  readonly stateSync?: StateSyncOptions
}

/**
 * The settings as variables of the environment, which CometBFT puts before those of its
 * `config.toml` (spec: 90-cometbft §5.2, §7.1).
 *
 * @throws StateSyncOptionsError
 */
export function cometEnvironment(settings: CometSettings): Readonly<Record<string, string>> {
  const { blockTimeMs, rpcHost, stateSync } = settings
  const isFast = blockTimeMs < FAST_MS
  return {
    CMT_PROXY_APP: `unix://${settings.socket}`,
    CMT_RPC_LADDR: `tcp://${isIPv6(rpcHost) ? `[${rpcHost}]` : rpcHost}:${settings.rpcPort}`,
    CMT_RPC_UNSAFE: 'false',
    CMT_P2P_LADDR: `tcp://0.0.0.0:${settings.p2pPort}`,
    CMT_P2P_PERSISTENT_PEERS: settings.peers.join(','),
    CMT_P2P_EXTERNAL_ADDRESS: externalAddress(settings),
    CMT_P2P_ALLOW_DUPLICATE_IP: String(settings.sharedAddress),
    CMT_P2P_ADDR_BOOK_STRICT: String(!settings.sharedAddress),
    CMT_CONSENSUS_DOUBLE_SIGN_CHECK_HEIGHT: String(settings.silentBlocks),
    CMT_P2P_FLUSH_THROTTLE_TIMEOUT: '10ms',
    CMT_CONSENSUS_PEER_GOSSIP_SLEEP_DURATION: isFast ? '10ms' : '50ms',
    CMT_CONSENSUS_TIMEOUT_COMMIT: `${Math.max(0, blockTimeMs - (isFast ? 50 : 200))}ms`,
    CMT_CONSENSUS_TIMEOUT_PROPOSE: isFast ? '3s' : '4s',
    CMT_MEMPOOL_SIZE: '20000',
    CMT_MEMPOOL_MAX_TXS_BYTES: String(256 * MIB),
    CMT_MEMPOOL_MAX_TX_BYTES: String(MIB),
    CMT_MEMPOOL_CACHE_SIZE: '100000',
    CMT_MEMPOOL_RECHECK_TIMEOUT: '2s',
    // Our database has blocks, events and results, for our JSON-RPC.
    CMT_TX_INDEX_INDEXER: 'null',
    CMT_STORAGE_DISCARD_ABCI_RESPONSES: 'true',
    CMT_LOG_LEVEL: 'error',
    ...(stateSync && stateSyncEnvironment(stateSync)),
  }
}

/**
 * Two nodes that call each other at the same moment may each drop the other's call. CometBFT calls
 * again whom it is told to keep, but knows a caller only by the address that it gives; where all is
 * on one machine, that address is known.
 */
function externalAddress({ peers, p2pPort }: CometSettings): string {
  const isHere = (peer: string): boolean => /@(127\.0\.0\.1|localhost):\d+$/.test(peer)
  return peers.length > 0 && peers.every(isHere) ? `127.0.0.1:${p2pPort}` : ''
}

function stateSyncEnvironment(options: StateSyncOptions): Readonly<Record<string, string>> {
  const { servers, trustHeight, trustHash, trustPeriodMs = WEEK_MS } = options
  if (servers.length < MIN_SERVERS) {
    throw new StateSyncOptionsError(`it takes ${MIN_SERVERS} servers, which watch each other`)
  }
  if (!Number.isSafeInteger(trustHeight) || trustHeight < 1) {
    throw new StateSyncOptionsError(`${trustHeight} is no height to trust`)
  }
  if (!/^[0-9a-f]{64}$/i.test(trustHash)) {
    throw new StateSyncOptionsError('the hash to trust has 64 hex digits')
  }
  return {
    CMT_STATESYNC_ENABLE: 'true',
    CMT_STATESYNC_RPC_SERVERS: servers.join(','),
    CMT_STATESYNC_TRUST_HEIGHT: String(trustHeight),
    CMT_STATESYNC_TRUST_HASH: trustHash,
    CMT_STATESYNC_TRUST_PERIOD: `${trustPeriodMs}ms`,
    // The shortest that it takes: peers that are asked answer at once.
    CMT_STATESYNC_DISCOVERY_TIME: '5s',
  }
}

const MIN_SERVERS = 2
const WEEK_MS = 7 * 24 * 3_600_000

const FAST_MS = 2_000
const MIB = 1024 * 1024
