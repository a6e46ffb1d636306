import {
  RequestFinalizeBlock,
  ResponseApplySnapshotChunk_Result as Applied,
  ResponseOfferSnapshot_Result as Offered,
  responseOfferSnapshot_ResultToJSON,
} from 'cosmjs-types/tendermint/abci/types'
import type {
  ResponseApplySnapshotChunk,
  ResponseInfo,
  Snapshot,
} from 'cosmjs-types/tendermint/abci/types'
import { connectAbci } from './abci-client.ts'

/** A snapshot of a node with all its chunks, as CometBFT carries it to another. */
export interface FetchedSnapshot {
  readonly snapshot: Snapshot
  readonly chunks: readonly Uint8Array[]
}

/** Plays CometBFT towards a node that gives or takes a snapshot (spec: 90-cometbft §7.3). */
export interface ScriptedStateSync {
  list(): Promise<readonly Snapshot[]>
  /** The snapshot of a height. */
  fetch(height: number): Promise<FetchedSnapshot>
  /**
   * What the node answers, `ACCEPT` where it wants it.
   * @param appHash what the light client has verified
   */
  offer(snapshot: Snapshot, appHash: Uint8Array): Promise<string>
  apply(chunk: Uint8Array, index: number, sender?: string): Promise<ResponseApplySnapshotChunk>
  /**
   * Offers, sends all chunks in order and compares what the node then says of itself.
   * @throws Error where CometBFT would not go on
   */
  restore(fetched: FetchedSnapshot, appHash: Uint8Array): Promise<void>
  info(): Promise<ResponseInfo>
  /** A block that the network has decided; the app hash of the node. Neither genesis nor proposal. */
  catchUp(height: number, timeMs: number, txs: readonly Uint8Array[]): Promise<Uint8Array>
  close(): void
}

/** @param path socket of the application */
export async function connectStateSync(path: string): Promise<ScriptedStateSync> {
  const [query, snapshot, consensus] = [
    await connectAbci(path),
    await connectAbci(path),
    await connectAbci(path),
  ]
  const sync: ScriptedStateSync = {
    async list() {
      const { listSnapshots } = await snapshot.call({ listSnapshots: {} })
      return listSnapshots?.snapshots ?? []
    },
    async fetch(height) {
      const found = (await sync.list()).find((each) => each.height === BigInt(height))
      if (found === undefined) throw new Error(`no snapshot of block ${height}`)
      const chunks: Uint8Array[] = []
      for (let chunk = 0; chunk < found.chunks; chunk += 1) {
        const asked = { height: found.height, format: found.format, chunk }
        const { loadSnapshotChunk } = await snapshot.call({ loadSnapshotChunk: asked })
        chunks.push(loadSnapshotChunk?.chunk ?? new Uint8Array())
      }
      return { snapshot: found, chunks }
    },
    async offer(offered, appHash) {
      const request = { offerSnapshot: { snapshot: offered, appHash } }
      const { offerSnapshot } = await snapshot.call(request)
      return responseOfferSnapshot_ResultToJSON(offerSnapshot?.result ?? Offered.UNKNOWN)
    },
    async apply(chunk, index, sender = 'peer') {
      const request = { applySnapshotChunk: { chunk, index, sender } }
      const { applySnapshotChunk } = await snapshot.call(request)
      if (applySnapshotChunk === undefined) throw new Error('no answer to a chunk')
      return applySnapshotChunk
    },
    async restore(fetched, appHash) {
      const offered = await sync.offer(fetched.snapshot, appHash)
      if (offered !== 'ACCEPT') throw new Error(`the offer is answered with ${offered}`)
      for (const [index, chunk] of fetched.chunks.entries()) {
        const { result } = await sync.apply(chunk, index)
        if (result !== Applied.ACCEPT) throw new Error(`chunk ${index} is answered with ${result}`)
      }
      const info = await sync.info()
      const { height } = fetched.snapshot
      if (info.lastBlockHeight !== height || Buffer.compare(info.lastBlockAppHash, appHash) !== 0) {
        throw new Error(
          `the application is at ${info.lastBlockHeight} after a restore of ${height}`,
        )
      }
    },
    async info() {
      const asked = { version: '0.38.25', blockVersion: 11n, p2pVersion: 8n, abciVersion: '2.0.0' }
      const { info } = await query.call({ info: asked })
      if (info === undefined) throw new Error('no answer to Info')
      return info
    },
    async catchUp(height, timeMs, txs) {
      const request = RequestFinalizeBlock.fromPartial({
        height: BigInt(height),
        time: { seconds: BigInt(Math.floor(timeMs / 1000)), nanos: (timeMs % 1000) * 1_000_000 },
        txs: [...txs],
      })
      const { finalizeBlock } = await consensus.call({ finalizeBlock: request })
      await consensus.call({ commit: {} })
      return finalizeBlock?.appHash ?? new Uint8Array()
    },
    close() {
      for (const connection of [query, snapshot, consensus]) connection.close()
    },
  }
  return sync
}
