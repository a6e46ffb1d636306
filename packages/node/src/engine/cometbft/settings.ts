/** What the configuration of CometBFT depends on. */
export interface CometSettings {
  readonly socket: string
  /** Port for other nodes, on all addresses. */
  readonly p2pPort: number
  /** Port of its JSON-RPC, on loopback. */
  readonly rpcPort: number
  /** `id@host:port` of nodes that it keeps connections with. */
  readonly peers: readonly string[]
  /** Some nodes of the network share an address. */
  readonly sharedAddress: boolean
  /** Blocks without a vote of this validator's before it begins to vote; 0: at once. */
  readonly silentBlocks: number
  /** Wanted time between blocks, in ms. */
  readonly blockTimeMs: number
}

/**
 * The settings as variables of the environment, which CometBFT puts before those of its
 * `config.toml` (spec: 90-cometbft §5.2, §7.1).
 */
export function cometEnvironment(settings: CometSettings): Readonly<Record<string, string>> {
  const { blockTimeMs } = settings
  const isFast = blockTimeMs < FAST_MS
  return {
    CMT_PROXY_APP: `unix://${settings.socket}`,
    CMT_RPC_LADDR: `tcp://127.0.0.1:${settings.rpcPort}`,
    CMT_P2P_LADDR: `tcp://0.0.0.0:${settings.p2pPort}`,
    CMT_P2P_PERSISTENT_PEERS: settings.peers.join(','),
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
  }
}

const FAST_MS = 2_000
const MIB = 1024 * 1024
