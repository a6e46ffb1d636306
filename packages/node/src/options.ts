import type { AccountId } from '@plexus/primitives'
import type { SovereignOptions, Timing } from '@plexus/runtime'
import type { BlockRef } from './chain/interface.ts'
import type { Pruning } from './chain/plan-prune.ts'
import type { Clock } from './clock.ts'
import type { Sealing } from './engine/interface.ts'
import type { Log } from './log.ts'
import type { RpcProvider } from './rpc/create-rpc.ts'

/** A network of its own, as its founders described it. */
export interface SovereignPreset {
  readonly type: 'sovereign'
  /** What block 0 must hash to, `0x…`, where that is known; another one is refused. */
  readonly genesisHash?: string
  /**
   * The genesis file that `load` reads. Where its hash is known too, and the data have a directory,
   * block 0 is made by another process: the memory that this takes goes with it.
   */
  readonly file?: string
  /** Asked for when the node is made, and not kept: there may be very many balances. */
  readonly load: () => SovereignOptions
}

/** How a node runs. Everything has a default but the chain it is of. */
export interface NodeOptions {
  /** Genesis: `localnet` has three authorities, `dev` one; a sovereign network brings its own. */
  readonly preset: 'localnet' | 'dev' | SovereignPreset
  /** `fast`: 250 ms slots; `normal`: 12 s. */
  readonly timing: Timing
  /** Data directory; absent: nothing is kept, and nothing is left on disk. */
  readonly path?: string
  /** Keeps everything in memory instead; for tests and simulations. */
  readonly memory?: boolean
  /** An account that genesis gives 1,000,000 TAO. */
  readonly richAccount?: AccountId
  /** Default: this node alone makes all blocks. */
  readonly engine?: undefined
  /** Milliseconds between blocks; default: one slot. */
  readonly blockTimeMs?: number
  /** Default: on an interval of `blockTimeMs`. */
  readonly sealing?: Sealing
  /** JSON-RPC ports, 0 for any free one; default none. */
  readonly ports?: readonly number[]
  /** Addresses to listen on; default loopback, IPv4 and IPv6. */
  readonly hosts?: readonly string[]
  /** Web pages that may connect; default those of this machine. */
  readonly origins?: readonly string[]
  /** Blocks between head and finality; default 2 on an interval, 0 when sealed at once. */
  readonly finalityLag?: number
  /** Default `archive`: every state is kept. */
  readonly pruning?: Pruning
  /** Offers the `dev_` methods; refused on a public address. */
  readonly dev?: boolean
  /**
   * Follows a drand beacon whose secret everybody knows, and writes its rounds into the blocks;
   * needs `dev`. Default: the chain follows quicknet.
   */
  readonly localBeacon?: boolean
  /**
   * Fetches rounds of the beacon that the chain follows, and writes them into the blocks: from base
   * URLs of servers that speak the HTTP API of drand, the first first, or from the `public` ones.
   * Default: the node fetches nothing, and the chain waits for somebody to send rounds.
   */
  readonly drand?: 'public' | readonly string[]
  /** Default: the clock of this machine; another is for simulations, and for what must be repeatable. */
  readonly clock?: Clock
  /**
   * 64 secret bytes for each pair of keys that the authors announce. Default: random ones; others
   * are for tests, because whoever knows them reads what was encrypted.
   */
  readonly shieldSeed?: () => Uint8Array
  /** Port on loopback that serves Prometheus metrics; default none. */
  readonly metricsPort?: number
  /** Threads for signature checks; default 1, and 0 checks them on the main thread. */
  readonly signatureWorkers?: number
  /** Hears of each block that this node makes, after it is written. */
  readonly onBlock?: (ref: BlockRef) => void
  /** Block production failed for good; stop the node and exit. */
  readonly onFatal?: (error: Error) => void
  readonly log?: Log
  /** Stands between clients and the node; tests put faults in here. */
  readonly wrapProvider?: (provider: RpcProvider) => RpcProvider
}

/** A CometBFT process and where it keeps its things. */
export interface CometBftOptions {
  readonly type: 'cometbft'
  /** Its home: keys, genesis file, its copy of the blocks. Not the directory of `path`. */
  readonly home: string
  /** Somebody else starts it; we only listen on `abci.sock` in its home. */
  readonly external?: boolean
  /** Some nodes of the network share an address, as those of one machine do. */
  readonly sharedAddress?: boolean
  /** The genesis file of the network, for a home that has none. */
  readonly genesisFile?: string
  /** A path, or a name in the `PATH` of `env`; default `cometbft`. */
  readonly binary?: string
  /** Its environment; `CMT_` variables in it go before our settings. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Port for other nodes; default 26656. */
  readonly p2pPort?: number
  /** Port of its JSON-RPC; default 26657. */
  readonly rpcPort?: number
  /**
   * Address of its JSON-RPC; default 127.0.0.1. Nodes of other machines that join by state sync ask
   * two of these which blocks are decided. It has no passwords: whoever reaches it may read blocks
   * and peers, submit transactions (which are checked as all others) and have it work for answers,
   * so open it to those who need it, behind a firewall. What could change the node (the routes that
   * CometBFT calls unsafe) is off.
   */
  readonly rpcHost?: string
  /** `id@host:port` of nodes to keep connections with; default none. */
  readonly peers?: readonly string[]
  /** Begins at a block of the network, as long as this node has no block of its own; default: block 1. */
  readonly stateSync?: StateSyncOptions
  /** Blocks from one snapshot for nodes that join to the next, 0 for none; default 1,000. */
  readonly snapshotEvery?: number
}

/**
 * Where a node begins that does not execute the blocks since genesis: the newest snapshot of its
 * peers, of which it is told beforehand a block that it trusts.
 */
export interface StateSyncOptions {
  /** `host:port` of JSON-RPC of at least two CometBFTs, best of operators who do not know each other. */
  readonly servers: readonly string[]
  /** A height of the network that lies no further back than `trustPeriodMs`. */
  readonly trustHeight: number
  /** Hash of CometBFT's block there, 64 hex digits. Whoever chooses it chooses the chain. */
  readonly trustHash: string
  /** How long validators can be held to what they signed; default a week. */
  readonly trustPeriodMs?: number
}

/**
 * How a node of a network runs, whose blocks the validators decide together: nothing about blocks,
 * time and finality is up to it.
 */
export interface BftNodeOptions extends Omit<
  NodeOptions,
  'sealing' | 'finalityLag' | 'dev' | 'localBeacon' | 'shieldSeed' | 'engine'
> {
  readonly engine: CometBftOptions
}
