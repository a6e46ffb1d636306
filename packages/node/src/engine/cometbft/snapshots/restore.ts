import { equalBytes } from '@plexus/primitives'
import type { Hasher } from '@plexus/primitives'
import {
  ResponseApplySnapshotChunk_Result as Applied,
  ResponseOfferSnapshot_Result as Offered,
} from 'cosmjs-types/tendermint/abci/types'
import type {
  RequestApplySnapshotChunk,
  RequestOfferSnapshot,
  ResponseApplySnapshotChunk,
} from 'cosmjs-types/tendermint/abci/types'
import type { Chain } from '../../../chain/interface.ts'
import type { Log } from '../../../log.ts'
import { SnapshotFormatError } from './errors.ts'
import { judgeOffer } from './judge-offer.ts'
import type { Offer } from './judge-offer.ts'
import { createPairReader } from './pairs.ts'
import type { PairReader } from './pairs.ts'
import { beginWithStage, createWiper, stageChunk } from './stage.ts'
import type { Rest, Wiper } from './stage.ts'

/** What a restore works with. */
export interface RestoreModules {
  readonly chain: Chain
  readonly hasher: Hasher
  readonly log: Log
  readonly rest: Rest
}

/** Begins the chain at a block of the network, with a state that other nodes send in pieces. */
export interface Restore {
  /** Whatever was staged before is thrown away. */
  offer(request: RequestOfferSnapshot): Promise<Offered>
  /** @throws ForeignSnapshotError */
  apply(request: RequestApplySnapshotChunk): Promise<ResponseApplySnapshotChunk>
  /** Stages nothing more, and removes what was staged. */
  abandon(): Promise<void>
  /** As `abandon`, and leaves what was staged to the next start. */
  stop(): Promise<void>
}

/** A snapshot that was accepted. */
interface Staging extends Offer {
  readonly reader: PairReader
  /** Index of the chunk that comes next. */
  next: number
}

export function createRestore(modules: RestoreModules): Restore {
  return new RestoreInPieces(modules)
}

class RestoreInPieces implements Restore {
  readonly #modules: RestoreModules
  readonly #wiper: Wiper
  #staging: Staging | undefined
  #applying: Promise<unknown> = Promise.resolve()

  constructor(modules: RestoreModules) {
    this.#modules = modules
    this.#wiper = createWiper(modules.chain.restoration, modules.rest)
  }

  async offer(request: RequestOfferSnapshot): Promise<Offered> {
    const { chain, hasher, log } = this.#modules
    this.#staging = undefined
    const judged = chain.restoration.isPossible() ? judgeOffer(hasher, request) : Offered.REJECT
    if (typeof judged === 'number') {
      log('debug', 'A snapshot is refused', { height: Number(request.snapshot?.height ?? 0n) })
      return judged
    }
    const mine: Staging = { ...judged, reader: createPairReader(), next: 0 }
    this.#staging = mine
    await this.#applying
    await this.#wiper.wipe()
    // Another offer came meanwhile.
    if (this.#staging !== mine) return Offered.REJECT
    const { header, metadata } = mine
    log('info', 'Restores a snapshot', { height: header.number, chunks: metadata.chunks.length })
    return Offered.ACCEPT
  }

  apply(request: RequestApplySnapshotChunk): Promise<ResponseApplySnapshotChunk> {
    const applied = this.#apply(request)
    this.#applying = applied.catch(() => {})
    return applied
  }

  async abandon(): Promise<void> {
    this.#staging = undefined
    await this.#applying
    await this.#wiper.wipe()
  }

  async stop(): Promise<void> {
    this.#staging = undefined
    await this.#applying
    await this.#wiper.stop()
  }

  async #apply(request: RequestApplySnapshotChunk): Promise<ResponseApplySnapshotChunk> {
    const mine = this.#staging
    const expected = mine?.metadata.chunks[request.index]
    if (mine === undefined || expected === undefined || request.index !== mine.next) {
      // It follows from no offer: another one is due.
      this.#staging = undefined
      return answer(Applied.RETRY_SNAPSHOT)
    }
    const { hasher, log } = this.#modules
    // What is read of it outlives the message.
    const chunk = Uint8Array.from(request.chunk)
    if (!equalBytes(hasher.blake2b256(chunk), expected)) {
      log('warn', 'A chunk of a snapshot is not what was announced', { chunk: request.index })
      return askAgain(request)
    }
    mine.next += 1
    try {
      return answer(await this.#stage(mine, chunk))
    } catch (error) {
      this.#staging = undefined
      if (!(error instanceof SnapshotFormatError)) throw error
      log('warn', 'A snapshot is not the state of its block', { reason: error.message })
      await this.#wiper.wipe()
      return answer(Applied.REJECT_SNAPSHOT)
    }
  }

  /** @throws SnapshotFormatError, ForeignSnapshotError */
  async #stage(mine: Staging, chunk: Uint8Array): Promise<Applied> {
    const { chain, hasher, log, rest } = this.#modules
    const pairs = mine.reader.push(chunk)
    const isWanted = (): boolean => this.#staging === mine
    if (!(await stageChunk(chain.restoration, pairs, rest, isWanted))) return Applied.ABORT
    if (mine.next < mine.metadata.chunks.length) return Applied.ACCEPT
    beginWithStage(chain, hasher, mine, mine.reader)
    this.#staging = undefined
    log('info', 'The chain begins at a block of the network', { height: mine.header.number })
    // The state that was left.
    void this.#wiper.wipe()
    return Applied.ACCEPT
  }
}

const answer = (result: Applied): ResponseApplySnapshotChunk => ({
  result,
  refetchChunks: [],
  rejectSenders: [],
})

/** The same chunk of somebody else. */
const askAgain = ({ index, sender }: RequestApplySnapshotChunk): ResponseApplySnapshotChunk => ({
  result: Applied.RETRY,
  refetchChunks: [index],
  rejectSenders: sender === '' ? [] : [sender],
})
