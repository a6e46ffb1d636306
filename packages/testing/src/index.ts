export { createRandom } from './random.ts'
export type { Random } from './random.ts'
export { randomEncoding } from './random-encoding.ts'
export type { ValuePool } from './random-encoding.ts'
export { signExtrinsic } from './sign-extrinsic.ts'
export type { SigningOptions } from './sign-extrinsic.ts'
export { bareExtrinsic } from './bare-extrinsic.ts'
export { createTransactionSource, ROOT_OVERRIDES } from './random-transactions.ts'
export type {
  RandomTransaction,
  TransactionSource,
  TransactionSourceOptions,
} from './random-transactions.ts'
export { connectAbci } from './abci/abci-client.ts'
export type { AbciClient } from './abci/abci-client.ts'
export { doubleVoteEvidence, signEd25519 } from './abci/double-vote.ts'
export type { DoubleVote } from './abci/double-vote.ts'
export { createScriptedCometBft } from './abci/scripted-cometbft.ts'
export type {
  DeathPoint,
  ScriptedCometBft,
  ScriptedOptions,
  StoredBlock,
} from './abci/scripted-cometbft.ts'
export { connectStateSync } from './abci/scripted-state-sync.ts'
export type { FetchedSnapshot, ScriptedStateSync } from './abci/scripted-state-sync.ts'
export { createMoveSource } from './move-source.ts'
export type { MoveSource, MoveSourceOptions } from './move-source.ts'
export { createCast, keysByName, namesByAccount } from './economy/cast.ts'
export type { Actor } from './economy/cast.ts'
export type { Move } from './economy/move.ts'
export { callName } from './random-calls.ts'
export { inlineCallOf } from './model/crowdloans.ts'
export { readRawStorage } from './raw-storage.ts'
export { shieldExtrinsic } from './shield-extrinsic.ts'
export { startNodeProcess } from './node-process.ts'
export type { NodeProcess } from './node-process.ts'
export { connectRpc, RpcClientError } from './rpc-client.ts'
export type { RpcClient } from './rpc-client.ts'
