import type {
  Request,
  RequestApplySnapshotChunk,
  RequestCheckTx,
  RequestCommit,
  RequestExtendVote,
  RequestFinalizeBlock,
  RequestInfo,
  RequestInitChain,
  RequestListSnapshots,
  RequestLoadSnapshotChunk,
  RequestOfferSnapshot,
  RequestPrepareProposal,
  RequestProcessProposal,
  RequestQuery,
  RequestVerifyVoteExtension,
  Response,
  ResponseApplySnapshotChunk,
  ResponseCheckTx,
  ResponseCommit,
  ResponseExtendVote,
  ResponseFinalizeBlock,
  ResponseInfo,
  ResponseInitChain,
  ResponseListSnapshots,
  ResponseLoadSnapshotChunk,
  ResponseOfferSnapshot,
  ResponsePrepareProposal,
  ResponseProcessProposal,
  ResponseQuery,
  ResponseVerifyVoteExtension,
} from 'cosmjs-types/tendermint/abci/types'

/** An answer now or later. */
export type Answer<T> = T | Promise<T>

/**
 * What CometBFT asks of an application, by connection (spec: 90-cometbft §4). A throw ends
 * CometBFT and this node: never for a bad transaction.
 */
export interface AbciApp {
  // query
  info(request: RequestInfo): Answer<ResponseInfo>
  query(request: RequestQuery): Answer<ResponseQuery>
  // mempool; may run beside each other, and beside a call of another connection
  checkTx(request: RequestCheckTx): Answer<ResponseCheckTx>
  // consensus
  initChain(request: RequestInitChain): Answer<ResponseInitChain>
  prepareProposal(request: RequestPrepareProposal): Answer<ResponsePrepareProposal>
  processProposal(request: RequestProcessProposal): Answer<ResponseProcessProposal>
  extendVote(request: RequestExtendVote): Answer<ResponseExtendVote>
  verifyVoteExtension(request: RequestVerifyVoteExtension): Answer<ResponseVerifyVoteExtension>
  finalizeBlock(request: RequestFinalizeBlock): Answer<ResponseFinalizeBlock>
  commit(request: RequestCommit): Answer<ResponseCommit>
  // snapshot
  listSnapshots(request: RequestListSnapshots): Answer<ResponseListSnapshots>
  loadSnapshotChunk(request: RequestLoadSnapshotChunk): Answer<ResponseLoadSnapshotChunk>
  offerSnapshot(request: RequestOfferSnapshot): Answer<ResponseOfferSnapshot>
  applySnapshotChunk(request: RequestApplySnapshotChunk): Answer<ResponseApplySnapshotChunk>
}

/**
 * The answer to a request; `undefined` where it asks for nothing that is known.
 * @throws what the application throws
 */
export async function askApp(app: AbciApp, request: Request): Promise<Response | undefined> {
  const { echo, flush, info, query, checkTx, initChain, prepareProposal } = request
  const { processProposal, extendVote, verifyVoteExtension, finalizeBlock, commit } = request
  const { listSnapshots, loadSnapshotChunk, offerSnapshot, applySnapshotChunk } = request
  if (checkTx) return { checkTx: await app.checkTx(checkTx) }
  if (flush) return { flush: {} }
  if (prepareProposal) return { prepareProposal: await app.prepareProposal(prepareProposal) }
  if (processProposal) return { processProposal: await app.processProposal(processProposal) }
  if (finalizeBlock) return { finalizeBlock: await app.finalizeBlock(finalizeBlock) }
  if (commit) return { commit: await app.commit(commit) }
  if (info) return { info: await app.info(info) }
  if (query) return { query: await app.query(query) }
  if (initChain) return { initChain: await app.initChain(initChain) }
  if (echo) return { echo: { message: echo.message } }
  if (extendVote) return { extendVote: await app.extendVote(extendVote) }
  if (verifyVoteExtension) {
    return { verifyVoteExtension: await app.verifyVoteExtension(verifyVoteExtension) }
  }
  if (listSnapshots) return { listSnapshots: await app.listSnapshots(listSnapshots) }
  if (loadSnapshotChunk) {
    return { loadSnapshotChunk: await app.loadSnapshotChunk(loadSnapshotChunk) }
  }
  if (offerSnapshot) return { offerSnapshot: await app.offerSnapshot(offerSnapshot) }
  if (applySnapshotChunk) {
    return { applySnapshotChunk: await app.applySnapshotChunk(applySnapshotChunk) }
  }
  return undefined
}
