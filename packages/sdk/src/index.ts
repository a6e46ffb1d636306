export { callApi } from './client/call-api.ts'
export { call, callName } from './client/call.ts'
export type { Call } from './client/call.ts'
export { createClient } from './client/client.ts'
export type { Client, ClientOptions } from './client/client.ts'
export {
  ChainError,
  CodecError,
  DescriptorError,
  ExtensionError,
  PoolError,
  ReadLimitError,
  RpcResponseError,
  SubmitError,
  TransportError,
} from './client/errors.ts'
export type {
  ChainFailure,
  CodecErrorCode,
  DescriptorErrorCode,
  PoolErrorCode,
  Retry,
  SubmitErrorCode,
  TransportErrorCode,
} from './client/errors.ts'
export { estimateFee } from './client/estimate-fee.ts'
export type { EstimateFeeOptions } from './client/estimate-fee.ts'
export type { BlockRef } from './client/header.ts'
export { bestHead, blockHashAt, finalizedHead } from './client/heads.ts'
export type { EraOption } from './client/prepare.ts'
export { readConstant } from './client/read-constant.ts'
export type { ReadOptions } from './client/read-options.ts'
export { readStorageMap } from './client/read-storage-map.ts'
export type { MapEntry, ReadMapOptions } from './client/read-storage-map.ts'
export { readStorage } from './client/read-storage.ts'
export { findEvent } from './client/receipt.ts'
export type { ChainEvent, Receipt } from './client/receipt.ts'
export type { ChainRuntime } from './client/runtime.ts'
export type { Signer } from './client/signer.ts'
export { submit } from './client/submit.ts'
export type { SubmitOptions } from './client/submit.ts'
export { custom } from './client/transport/custom.ts'
export type { InProcessProvider } from './client/transport/custom.ts'
export { fallback } from './client/transport/fallback.ts'
export { http } from './client/transport/http.ts'
export type {
  RequestOptions,
  Subscription,
  Transport,
  TransportLimits,
  Unsubscribe,
} from './client/transport/transport.ts'
export { webSocket } from './client/transport/web-socket.ts'
export type {
  WebSocketConstructor,
  WebSocketLike,
  WebSocketOptions,
} from './client/transport/web-socket.ts'
export { watchHeads } from './client/watch-heads.ts'
export type { Head, WatchHeadsOptions } from './client/watch-heads.ts'
export type { Address, AnyCall, AnyError, AnyEvent, Bits, Hex } from './descriptors/base-types.ts'
export { compareDescriptors } from './descriptors/compare-descriptors.ts'
export type { DescriptorDifference } from './descriptors/compare-descriptors.ts'
export type {
  ApiName,
  Apis,
  CallArgs,
  CallName,
  ConstantName,
  Constants,
  ErrorName,
  Errors,
  EventName,
  Events,
  StorageItems,
  StorageName,
} from './descriptors/generated/index.ts'
export type { Neuron, SubnetChain } from './subnet/chain.ts'
export { weightsCommitHash } from './weights/commit-hash.ts'
export type { WeightsCommitment } from './weights/commit-hash.ts'
export { TimelockError, WeightsError } from './weights/errors.ts'
export type { TimelockErrorCode, WeightsErrorCode } from './weights/errors.ts'
export { netuidIndex } from './weights/netuid-index.ts'
export { normalizeWeights } from './weights/normalize-weights.ts'
export type { EmittedWeights } from './weights/normalize-weights.ts'
export { randomSalt } from './weights/random-salt.ts'
export type { Beacon } from './weights/timelock/beacon.ts'
export { TIMELOCK_OVERHEAD_BYTES } from './weights/timelock/ciphertext.ts'
export { TimelockEnvelope } from './weights/timelock/envelope.ts'
export { lockUntilRound } from './weights/timelock/lock.ts'
export type { LockOptions } from './weights/timelock/lock.ts'
export { QUICKNET } from './weights/timelock/quicknet.ts'
export { roundAfter, weightsRevealRound } from './weights/timelock/reveal-round.ts'
export type { RevealRoundOptions } from './weights/timelock/reveal-round.ts'
export { unlockWithSignature } from './weights/timelock/unlock.ts'
export {
  encodeWeightsPayload,
  lockWeights,
  TIMELOCKED_COMMIT_VERSION,
} from './weights/timelock/weights-payload.ts'
export type { WeightsPayload } from './weights/timelock/weights-payload.ts'
