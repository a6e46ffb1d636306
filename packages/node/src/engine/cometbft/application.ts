import type { Hasher } from '@plexus/primitives'
import {
  ResponseFinalizeBlock,
  ResponseProcessProposal_ProposalStatus,
  ResponseVerifyVoteExtension_VerifyStatus,
} from 'cosmjs-types/tendermint/abci/types'
import type { RequestInitChain } from 'cosmjs-types/tendermint/abci/types'
import type { Timestamp } from 'cosmjs-types/google/protobuf/timestamp'
import type { BlockRef, Chain } from '../../chain/interface.ts'
import type { Clock } from '../../clock.ts'
import type { Log } from '../../log.ts'
import type { Pool } from '../../pool/interface.ts'
import { NODE_VERSION } from '../../version.ts'
import type { AbciApp } from './abci-app.ts'
import { APP_VERSION, checkAppState } from './app-state.ts'
import type { AppState } from './app-state.ts'
import { blockTimestamp } from './block-time.ts'
import { createCandidates } from './candidates.ts'
import type { BlockContent, Candidate } from './candidates.ts'
import { checkTx } from './check-tx.ts'
import { GenesisMismatchError, SequenceError } from './errors.ts'
import { executeProposal, executeTxs } from './execute-block.ts'
import { query } from './query.ts'
import type { Snapshots } from './snapshots/create-snapshots.ts'
import { reportOf } from './report.ts'
import type { BlockFacts } from './report.ts'
import { checkValidators, updatesOf } from './validators.ts'
import { checkVersion } from './version.ts'

/** What the application is made of. */
export interface ApplicationOptions {
  readonly chain: Chain
  readonly pool: Pool
  readonly hasher: Hasher
  readonly clock: Clock
  readonly log: Log
  /** What the genesis file must say. */
  readonly founding: AppState
  /** Time for the transactions of one proposal, in ms. */
  readonly budgetMs: number
  readonly snapshots: Snapshots
  /** Extrinsics of the proposer's own for a block of this time. */
  readonly ownExtrinsics?: (timestampMs: bigint) => readonly Uint8Array[]
  /** Hears of each block after it is written. */
  readonly onCommitted: (block: CommittedBlock) => void
}

/** A block that was decided and is written. */
export interface CommittedBlock {
  readonly ref: BlockRef
  /** Extrinsics beside the inherents. */
  readonly transactions: number
  /** Time to execute and append it. */
  readonly seconds: number
}

/** The chain as CometBFT sees it (spec: 90-cometbft §4). */
export function createApplication(options: ApplicationOptions): AbciApp {
  const { chain, pool, hasher, clock, log, founding, budgetMs, snapshots } = options
  const candidates = createCandidates(hasher, MAX_CANDIDATES)
  let pending: Decided | undefined

  const decide = (content: BlockContent): Candidate =>
    candidates.of(content, () => executeTxs(chain, content, log))

  return {
    ...restOf(options),
    ...snapshots.handlers,
    async initChain(request) {
      const { number } = chain.head()
      if (number !== 0) throw new SequenceError(`a chain begins, but block ${number} is here`)
      checkGenesis(request, founding)
      checkValidators(request.validators, chain)
      await snapshots.abandonRestore()
      return { validators: [], appHash: chain.genesisHash }
    },
    checkTx: (request) => checkTx({ pool, hasher, log }, request),
    prepareProposal(request) {
      const votes = request.localLastCommit.votes
      const content = contentOf(chain, { ...request, txs: [], votes })
      const deadlineMs = clock.now() + budgetMs
      const own = options.ownExtrinsics?.(content.timestampMs) ?? []
      const plan = { ...content, own, clock, deadlineMs, maxBytes: request.maxTxBytes }
      const candidate = executeProposal(chain, pool, plan, log)
      const txs = [...candidate.executed.block.extrinsics]
      candidates.keep({ ...content, txs }, candidate)
      return { txs }
    },
    processProposal(request) {
      const { votes } = request.proposedLastCommit
      const { proper } = decide(contentOf(chain, { ...request, votes }))
      const { ACCEPT, REJECT } = ResponseProcessProposal_ProposalStatus
      return { status: proper ? ACCEPT : REJECT }
    },
    finalizeBlock(request) {
      const { votes } = request.decidedLastCommit
      const content = contentOf(chain, { ...request, votes })
      const candidate = decide(content)
      pending = { ...candidate, inherents: content.inherents.length }
      return ResponseFinalizeBlock.fromPartial({
        txResults: candidate.codes.map((code) => ({ code })),
        validatorUpdates: updatesOf(chain, candidate.executed),
        appHash: candidate.executed.hash,
      })
    },
    commit() {
      if (pending === undefined) throw new SequenceError('nothing is decided to be committed')
      const began = performance.now()
      const { executed, seconds, inherents } = pending
      chain.append(executed)
      pending = undefined
      candidates.clear()
      const { header, extrinsics } = executed.block
      options.onCommitted({
        ref: { hash: executed.hash, number: header.number },
        transactions: extrinsics.length - inherents,
        seconds: seconds + (performance.now() - began) / 1000,
      })
      snapshots.committed({ hash: executed.hash, number: header.number })
      return { retainHeight: snapshots.retainHeight(header.number) }
    },
  }
}

/** A block that is decided and waits to be written. */
interface Decided extends Candidate {
  /** How many extrinsics of the body are not transactions. */
  readonly inherents: number
}

/** What blocks have in common in the three requests that carry one. */
interface BlockRequest extends BlockFacts {
  readonly height: bigint
  readonly time: Timestamp
  readonly txs: readonly Uint8Array[]
}

/** Rounds of one height whose blocks are remembered. */
const MAX_CANDIDATES = 4

/** @throws SequenceError where the block does not follow the head */
function contentOf(chain: Chain, request: BlockRequest): BlockContent {
  const { runtime } = chain
  const head = chain.head()
  if (request.height !== BigInt(head.number + 1)) {
    throw new SequenceError(`block ${request.height} does not follow the head ${head.number}`)
  }
  const parentMs = runtime.timestamp(chain.stateAt(head.hash))
  const timestampMs = blockTimestamp(request.time, parentMs, BigInt(runtime.slotDurationMs))
  return {
    parent: head.hash,
    timestampMs,
    inherents: runtime.inherents(timestampMs, undefined, reportOf(runtime, request)),
    // The bytes are views of the message, and bodies outlive it.
    txs: request.txs.map((tx) => Uint8Array.from(tx)),
  }
}

/** @throws GenesisMismatchError */
function checkGenesis(request: RequestInitChain, founding: AppState): void {
  if (request.initialHeight !== 1n) {
    throw new GenesisMismatchError('the initial height', String(request.initialHeight), '1')
  }
  const extensions = request.consensusParams?.abci?.voteExtensionsEnableHeight ?? 0n
  if (extensions !== 0n) {
    throw new GenesisMismatchError('vote extensions from height', String(extensions), '0 (never)')
  }
  checkAppState(request.appStateBytes, founding)
}

/** Questions about the node, and what this network does not use. */
function restOf({
  chain,
}: ApplicationOptions): Pick<AbciApp, 'info' | 'query' | 'extendVote' | 'verifyVoteExtension'> {
  return {
    info({ version }) {
      checkVersion(version)
      const { hash, number } = chain.head()
      return {
        data: 'plexus',
        version: NODE_VERSION,
        appVersion: APP_VERSION,
        lastBlockHeight: BigInt(number),
        lastBlockAppHash: number === 0 ? new Uint8Array() : hash,
      }
    },
    query: (request) => query(chain, request),
    extendVote: () => ({ voteExtension: new Uint8Array() }),
    verifyVoteExtension({ voteExtension }) {
      const { ACCEPT, REJECT } = ResponseVerifyVoteExtension_VerifyStatus
      return { status: voteExtension.length === 0 ? ACCEPT : REJECT }
    },
  }
}
