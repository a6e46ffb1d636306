import { createHash } from 'node:crypto'
import {
  CheckTxType,
  RequestFinalizeBlock,
  RequestPrepareProposal,
  RequestProcessProposal,
  ResponseProcessProposal_ProposalStatus as Status,
} from 'cosmjs-types/tendermint/abci/types'
import type {
  RequestInitChain,
  Response,
  ResponseFinalizeBlock,
  ValidatorUpdate,
} from 'cosmjs-types/tendermint/abci/types'
import { connectAbci } from './abci-client.ts'
import type { AbciClient } from './abci-client.ts'

/** Where CometBFT dies in the course of a block. */
export type DeathPoint = 'stored' | 'finalized' | 'committed'

/** What a scripted CometBFT is founded with. */
export interface ScriptedOptions {
  /** The socket of the application. */
  readonly path: string
  readonly chainId: string
  /** Time of block 1, in ms since 1970. */
  readonly genesisTimeMs: number
  readonly appState: Uint8Array
  readonly validators?: readonly ValidatorUpdate[]
  /** Default 0.38.25. */
  readonly version?: string
}

/** A block in the store, and what the application said of it, where it did. */
export interface StoredBlock {
  readonly height: number
  readonly timeMs: number
  readonly txs: readonly Uint8Array[]
  result?: ResponseFinalizeBlock
}

/**
 * Plays the part of CometBFT towards an application, without a network: one validator that agrees
 * with itself. It outlives its connections, as the block store on a disk does.
 */
export interface ScriptedCometBft {
  /** Connects, and does what CometBFT does at its start (spec: 90-cometbft §6.2). */
  start(): Promise<void>
  /** The connections break, as after `kill -9`. */
  die(): void
  /** A transaction comes in; the code of its check, 0 for good. */
  checkTx(tx: Uint8Array): Promise<number>
  /** Checks the transactions of the mempool again; those that fail leave it. */
  recheck(): Promise<void>
  /** One height from the proposal to the commit. */
  decide(options?: DecideOptions): Promise<StoredBlock>
  /** A height whose block was decided elsewhere: no proposal is seen here. */
  catchUp(block: Pick<StoredBlock, 'timeMs' | 'txs'>, deadAt?: DeathPoint): Promise<StoredBlock>
  /** What the application makes of a proposal. */
  process(timeMs: number, txs: readonly Uint8Array[]): Promise<boolean>
  prepare(timeMs: number, maxTxBytes?: bigint): Promise<readonly Uint8Array[]>
  readonly store: readonly StoredBlock[]
  readonly mempool: readonly Uint8Array[]
  /** What the start had to do: `init`, `replay 3`, `mock 3`. */
  readonly handshake: readonly string[]
  readonly connections: Readonly<Record<'query' | 'mempool' | 'consensus', AbciClient>>
}

export interface DecideOptions {
  /** Default one second after the block before. */
  readonly timeMs?: number
  readonly deadAt?: DeathPoint
}

export function createScriptedCometBft(options: ScriptedOptions): ScriptedCometBft {
  return new Scripted(options)
}

class Scripted implements ScriptedCometBft {
  readonly store: StoredBlock[] = []
  readonly handshake: string[] = []
  mempool: Uint8Array[] = []
  /** Height up to which the state of CometBFT is saved. */
  #saved = 0
  #open: Record<'query' | 'snapshot' | 'mempool' | 'consensus', AbciClient> | undefined
  readonly #options: ScriptedOptions

  constructor(options: ScriptedOptions) {
    this.#options = options
  }

  get connections(): Record<'query' | 'snapshot' | 'mempool' | 'consensus', AbciClient> {
    if (this.#open === undefined) throw new Error('not started')
    return this.#open
  }

  async start(): Promise<void> {
    const { path, version = '0.38.25' } = this.#options
    this.#open = {
      query: await connectAbci(path),
      snapshot: await connectAbci(path),
      mempool: await connectAbci(path),
      consensus: await connectAbci(path),
    }
    this.handshake.length = 0
    const asked = { version, blockVersion: 11n, p2pVersion: 8n, abciVersion: '2.0.0' }
    const { info } = await this.connections.query.call({ info: asked })
    if (info === undefined) throw new Error('no answer to Info')
    await this.#catchUpApp(Number(info.lastBlockHeight), info.lastBlockAppHash)
  }

  die(): void {
    for (const connection of Object.values(this.connections)) connection.close()
    this.#open = undefined
    this.mempool = []
  }

  async checkTx(tx: Uint8Array): Promise<number> {
    const { checkTx } = await this.connections.mempool.call({
      checkTx: { tx, type: CheckTxType.NEW },
    })
    if (checkTx?.code === 0) this.mempool.push(tx)
    return checkTx?.code ?? -1
  }

  async recheck(): Promise<void> {
    const answers = await this.connections.mempool.callAll(
      this.mempool.map((tx) => ({ checkTx: { tx, type: CheckTxType.RECHECK } })),
    )
    this.mempool = this.mempool.filter((_tx, at) => answers[at]?.checkTx?.code === 0)
  }

  async decide({ timeMs = this.#nextTime(), deadAt }: DecideOptions = {}): Promise<StoredBlock> {
    const txs = await this.prepare(timeMs)
    if (!(await this.process(timeMs, txs))) throw new Error('the application refuses its own block')
    return this.catchUp({ timeMs, txs }, deadAt)
  }

  async prepare(timeMs: number, maxTxBytes = 4_000_000n): Promise<readonly Uint8Array[]> {
    const request = RequestPrepareProposal.fromPartial({
      ...this.#next(timeMs),
      maxTxBytes,
      txs: this.mempool,
    })
    const { prepareProposal } = await this.#ask({ prepareProposal: request })
    return prepareProposal?.txs.map((tx) => Uint8Array.from(tx)) ?? []
  }

  async process(timeMs: number, txs: readonly Uint8Array[]): Promise<boolean> {
    const request = RequestProcessProposal.fromPartial({
      ...this.#next(timeMs),
      hash: hashOf(this.store.length + 1, txs),
      txs: [...txs],
    })
    const { processProposal } = await this.#ask({ processProposal: request })
    if (processProposal?.status === Status.ACCEPT) return true
    if (processProposal?.status === Status.REJECT) return false
    throw new Error('CometBFT would panic: the proposal is neither accepted nor rejected')
  }

  async catchUp(
    { timeMs, txs }: Pick<StoredBlock, 'timeMs' | 'txs'>,
    deadAt?: DeathPoint,
  ): Promise<StoredBlock> {
    const block: StoredBlock = { height: this.store.length + 1, timeMs, txs }
    this.store.push(block)
    if (deadAt === 'stored') return this.#dead(block)
    await this.#finalize(block)
    if (deadAt === 'finalized') return this.#dead(block)
    await this.#commit()
    if (deadAt === 'committed') return this.#dead(block)
    this.#saved = block.height
    this.mempool = this.mempool.filter((tx) => !txs.some((each) => Buffer.compare(each, tx) === 0))
    await this.recheck()
    return block
  }

  #dead(block: StoredBlock): StoredBlock {
    this.die()
    return block
  }

  async #finalize(block: StoredBlock): Promise<void> {
    const { height, timeMs, txs } = block
    const request = RequestFinalizeBlock.fromPartial({
      ...place(height, timeMs),
      hash: hashOf(height, txs),
      txs: [...txs],
    })
    const { finalizeBlock } = await this.#ask({ finalizeBlock: request })
    if (finalizeBlock === undefined) throw new Error('no answer to FinalizeBlock')
    if (finalizeBlock.txResults.length !== txs.length) throw new Error('a result is missing')
    const before = block.result
    // CometBFT compares with the header of the next block, and stops where they differ.
    if (before !== undefined && Buffer.compare(before.appHash, finalizeBlock.appHash) !== 0) {
      throw new Error(`the application has another hash at height ${height} than before`)
    }
    block.result = finalizeBlock
  }

  async #commit(): Promise<void> {
    await this.connections.mempool.callAll([])
    await this.#ask({ commit: {} })
  }

  async #catchUpApp(height: number, appHash: Uint8Array): Promise<void> {
    if (height > this.store.length) throw new Error('app block height is higher than core')
    if (height === 0) {
      await this.#ask({ initChain: this.#genesis() })
      this.handshake.push('init')
    } else {
      const known = this.store[height - 1]?.result?.appHash ?? appHash
      if (Buffer.compare(known, appHash) !== 0) throw new Error('app hash differs after a restart')
    }
    if (height === this.store.length && this.#saved < height) {
      this.handshake.push(`mock ${height}`)
    }
    for (const block of this.store.slice(height)) {
      this.handshake.push(`replay ${block.height}`)
      await this.#finalize(block)
      await this.#commit()
    }
    this.#saved = this.store.length
  }

  #genesis(): RequestInitChain {
    const { chainId, genesisTimeMs, appState, validators = [] } = this.#options
    return {
      time: timeOf(genesisTimeMs),
      chainId,
      consensusParams: {
        block: { maxBytes: -1n, maxGas: -1n },
        version: { app: 1n },
        abci: { voteExtensionsEnableHeight: 0n },
      },
      validators: [...validators],
      appStateBytes: appState,
      initialHeight: 1n,
    }
  }

  #ask(request: Parameters<AbciClient['call']>[0]): Promise<Response> {
    return this.connections.consensus.call(request)
  }

  #next(timeMs: number): ReturnType<typeof place> {
    return place(this.store.length + 1, timeMs)
  }

  #nextTime(): number {
    const last = this.store.at(-1)
    return last === undefined ? this.#options.genesisTimeMs : last.timeMs + 1_000
  }
}

const PROPOSER = new Uint8Array(20).fill(1)

const place = (height: number, timeMs: number) => ({
  height: BigInt(height),
  time: timeOf(timeMs),
  proposerAddress: PROPOSER,
  nextValidatorsHash: new Uint8Array(32),
})

const timeOf = (ms: number) => ({
  seconds: BigInt(Math.floor(ms / 1000)),
  nanos: (ms % 1000) * 1_000_000,
})

/** Different for each block; what CometBFT hashes does not matter to the application. */
function hashOf(height: number, txs: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha256').update(`${height}`)
  for (const tx of txs) hash.update(`${tx.length} `).update(tx)
  return hash.digest()
}
