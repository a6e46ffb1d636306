import { createHash } from 'node:crypto'
import {
  CheckTxType,
  MisbehaviorType,
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
import { BlockIDFlag } from 'cosmjs-types/tendermint/types/validator'
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
  /** What the consensus says of it. */
  readonly facts?: ScriptedFacts
  result?: ResponseFinalizeBlock
}

/** Who proposes a block, and what is wrong with the others; by addresses of their keys. */
export interface ScriptedFacts {
  /** Default: the first validator of the set. */
  readonly proposer?: Uint8Array
  /** Whose vote for the block before is missing; everybody else's is there. */
  readonly absent?: readonly Uint8Array[]
  /** Who was seen to vote twice for the block before. */
  readonly doubleVotes?: readonly Uint8Array[]
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
  catchUp(block: Omit<StoredBlock, 'height'>, deadAt?: DeathPoint): Promise<StoredBlock>
  /** What the application makes of a proposal. */
  process(timeMs: number, txs: readonly Uint8Array[], facts?: ScriptedFacts): Promise<boolean>
  prepare(
    timeMs: number,
    options?: { readonly maxTxBytes?: bigint; readonly facts?: ScriptedFacts },
  ): Promise<readonly Uint8Array[]>
  /** Keys (hex) and powers of the set that decides about a height, as the application told it. */
  validatorsAt(height: number): ReadonlyMap<string, bigint>
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
  readonly facts?: ScriptedFacts
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
  /** Sets by the first height that they decide about. */
  readonly #sets = new Map<number, ReadonlyMap<string, bigint>>()
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

  async decide(options: DecideOptions = {}): Promise<StoredBlock> {
    const { timeMs = this.#nextTime(), deadAt, facts = {} } = options
    const txs = await this.prepare(timeMs, { facts })
    if (!(await this.process(timeMs, txs, facts))) {
      throw new Error('the application refuses its own block')
    }
    return this.catchUp({ timeMs, txs, facts }, deadAt)
  }

  async prepare(
    timeMs: number,
    {
      maxTxBytes = 4_000_000n,
      facts = {},
    }: { readonly maxTxBytes?: bigint; readonly facts?: ScriptedFacts } = {},
  ): Promise<readonly Uint8Array[]> {
    const { lastCommit: localLastCommit, ...place } = this.#place(this.#next, timeMs, facts)
    const request = RequestPrepareProposal.fromPartial({
      ...place,
      localLastCommit,
      maxTxBytes,
      txs: this.mempool,
    })
    const { prepareProposal } = await this.#ask({ prepareProposal: request })
    return prepareProposal?.txs.map((tx) => Uint8Array.from(tx)) ?? []
  }

  async process(
    timeMs: number,
    txs: readonly Uint8Array[],
    facts: ScriptedFacts = {},
  ): Promise<boolean> {
    const { lastCommit: proposedLastCommit, ...place } = this.#place(this.#next, timeMs, facts)
    const request = RequestProcessProposal.fromPartial({
      ...place,
      proposedLastCommit,
      hash: hashOf(this.#next, txs),
      txs: [...txs],
    })
    const { processProposal } = await this.#ask({ processProposal: request })
    if (processProposal?.status === Status.ACCEPT) return true
    if (processProposal?.status === Status.REJECT) return false
    throw new Error('CometBFT would panic: the proposal is neither accepted nor rejected')
  }

  async catchUp(decided: Omit<StoredBlock, 'height'>, deadAt?: DeathPoint): Promise<StoredBlock> {
    const { txs } = decided
    const block: StoredBlock = { ...decided, height: this.#next }
    delete block.result
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
    const { height, timeMs, txs, facts = {} } = block
    const { lastCommit: decidedLastCommit, ...place } = this.#place(height, timeMs, facts)
    const request = RequestFinalizeBlock.fromPartial({
      ...place,
      decidedLastCommit,
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
    // What height H tells acts from height H + 2 on.
    const after = new Map(this.validatorsAt(height + 1))
    applyUpdates(after, finalizeBlock.validatorUpdates)
    this.#sets.set(height + 2, after)
  }

  validatorsAt(height: number): ReadonlyMap<string, bigint> {
    return this.#sets.get(height) ?? this.#founders()
  }

  #founders(): ReadonlyMap<string, bigint> {
    const founders = new Map<string, bigint>()
    applyUpdates(founders, this.#options.validators ?? [])
    return founders
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

  get #next(): number {
    return this.store.length + 1
  }

  /** What each of the three requests about a block says of it. */
  #place(height: number, timeMs: number, facts: ScriptedFacts) {
    const set = [...this.validatorsAt(height)]
    const proposer = set[0] === undefined ? PROPOSER : addressOf(set[0][0])
    const voters = height === 1 ? [] : [...this.validatorsAt(height - 1)]
    const isAbsent = named(facts.absent)
    const offence = { type: MisbehaviorType.DUPLICATE_VOTE, height: BigInt(height - 1) }
    return {
      height: BigInt(height),
      time: timeOf(timeMs),
      proposerAddress: facts.proposer ?? proposer,
      nextValidatorsHash: new Uint8Array(32),
      misbehavior: (facts.doubleVotes ?? []).map((address) => ({
        ...offence,
        validator: { address, power: 1n },
      })),
      lastCommit: {
        round: 0,
        votes: voters.map(([key, power]) => {
          const address = addressOf(key)
          const { BLOCK_ID_FLAG_ABSENT: absent, BLOCK_ID_FLAG_COMMIT: commit } = BlockIDFlag
          return { validator: { address, power }, blockIdFlag: isAbsent(address) ? absent : commit }
        }),
      },
    }
  }

  #nextTime(): number {
    const last = this.store.at(-1)
    return last === undefined ? this.#options.genesisTimeMs : last.timeMs + 1_000
  }
}

const PROPOSER = new Uint8Array(20).fill(1)

const addressOf = (keyHex: string): Uint8Array =>
  Uint8Array.from(createHash('sha256').update(Buffer.from(keyHex, 'hex')).digest().subarray(0, 20))

function named(addresses: readonly Uint8Array[] = []): (address: Uint8Array) => boolean {
  const names = new Set(addresses.map((each) => Buffer.from(each).toString('hex')))
  return (address) => names.has(Buffer.from(address).toString('hex'))
}

/** Refuses what CometBFT would stop for (spec: 90-cometbft §8.1). */
function applyUpdates(set: Map<string, bigint>, updates: readonly ValidatorUpdate[]): void {
  const names = updates.map(({ pubKey }) => Buffer.from(pubKey.ed25519 ?? []).toString('hex'))
  if (new Set(names).size < names.length) throw new Error('a key is twice in the updates')
  for (const [at, name] of names.entries()) {
    const power = updates[at]?.power ?? 0n
    if (power < 0n) throw new Error('a power is negative')
    if (power > 0n) set.set(name, power)
    else if (!set.delete(name)) throw new Error(`${name} cannot leave: it is no validator`)
  }
  if (updates.length > 0 && set.size === 0) throw new Error('nobody is left')
}

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
