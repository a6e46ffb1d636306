import type { AccountId, Hash, Hasher } from '@plexus/primitives'
import type { StorageKey } from '@plexus/runtime'
import type { BlockRef, Chain } from '../chain/interface.ts'
import type { Clock } from '../clock.ts'
import type { ManualSeal } from '../engine/interface.ts'
import type { Log } from '../log.ts'
import type { Pool } from '../pool/interface.ts'
import type { LongQuestions } from '../side/interface.ts'

/** What a handler may use. */
export interface RpcContext {
  readonly chain: Chain
  readonly pool: Pool
  readonly node: NodeInfo
  readonly hasher: Hasher
  readonly clock: Clock
  readonly log: Log
  /** Answers questions about long input; absent: this thread does. */
  readonly side?: LongQuestions
  /** Turns the `engine_` methods on. */
  readonly manualSeal?: ManualSeal
  /** Turns the `dev_` methods on. */
  readonly dev?: DevControls
  /** Why a method that other nodes have is not here; for the `data` of the error. */
  readonly whyAbsent?: (method: string) => string | undefined
}

/** What the node says about itself. */
export interface NodeInfo {
  /** `system_name`. */
  readonly name: string
  /** `system_version`. */
  readonly version: string
  /** `system_chain`; wallets of the protocol expect `Bittensor`. */
  readonly chainName: string
  /** `Live` makes btcli ask the public indexer: a local chain says `Local`. */
  readonly chainType: 'Development' | 'Local' | 'Live'
  readonly properties: ChainProperties
  /** Milliseconds since 1970. */
  readonly startedAt: number
  /** base58 identity on the peer-to-peer network; empty where there is none. */
  readonly peerId?: string
  /** Multiaddresses of the peer-to-peer network. */
  readonly listenAddresses?: readonly string[]
  /** State of the peer-to-peer network; alone and in sync when absent. */
  readonly health?: () => NodeHealth
}

/** `system_properties`: how clients print accounts and amounts. */
export interface ChainProperties {
  readonly ss58Format: number
  readonly tokenDecimals: number
  readonly tokenSymbol: string
}

/** `system_health`. */
export interface NodeHealth {
  readonly peers: number
  readonly isSyncing: boolean
  readonly shouldHavePeers: boolean
}

/** What `dev_newBlock` may ask for. */
export interface NewBlockRequest {
  /** Exactly these extrinsics (with length prefix) instead of the pool's, in the first block. */
  readonly transactions?: readonly Uint8Array[]
  /** Timestamp of the first block, ms since 1970. */
  readonly timestampMs?: bigint
  /** Blocks to make, at least 1; default 1. */
  readonly count?: number
}

/** Power over a development chain: behind the `dev_` methods. */
export interface DevControls {
  /** Makes blocks and answers with the last. */
  newBlock(request: NewBlockRequest): Promise<BlockRef>
  /** Makes `count` blocks from the pool and answers with the last. */
  mine(count: number): Promise<BlockRef>
  /** The timestamp of the next block, ms since 1970; time goes on from there. */
  timeTravel(timestampMs: bigint): Promise<void>
  /** Writes raw state on top of the head; `undefined` removes. */
  setStorage(changes: ReadonlyMap<StorageKey, Uint8Array | undefined>): Promise<void>
  /** Remembers the head; answers with an id for `revert`. */
  snapshot(): Promise<string>
  /** Takes the chain back to a snapshot; `undefined` when there is none with this id. */
  revert(id: string): Promise<BlockRef | undefined>
  /** Adds `amount` rao to the free balance and to the total issuance. */
  fundAccount(account: AccountId, amount: bigint): Promise<void>
  /** Takes the head back to an earlier block. */
  setHead(hash: Hash): Promise<BlockRef>
}
