export { getBalance } from './actions/balances/get-balance.ts'
export type { Balance } from './actions/balances/get-balance.ts'
export { transferAll } from './actions/balances/transfer-all.ts'
export type { TransferAllParameters } from './actions/balances/transfer-all.ts'
export { transfer } from './actions/balances/transfer.ts'
export type { TransferParameters } from './actions/balances/transfer.ts'
export { chainOf } from './actions/chain-of.ts'
export type { ChainOfOptions } from './actions/chain-of.ts'
export { getMetagraph } from './actions/metagraph/get-metagraph.ts'
export type { MetagraphNeuron, SubnetMetagraph } from './actions/metagraph/get-metagraph.ts'
export { burnedRegister } from './actions/registration/burned-register.ts'
export type {
  BurnedRegisterParameters,
  BurnedRegisterReturnType,
} from './actions/registration/burned-register.ts'
export { getBurnCost } from './actions/registration/get-burn-cost.ts'
export { getUid } from './actions/registration/get-uid.ts'
export { rootRegister } from './actions/registration/root-register.ts'
export type { RootRegisterParameters } from './actions/registration/root-register.ts'
export { ServeError } from './actions/serving/errors.ts'
export type { ServeErrorCode } from './actions/serving/errors.ts'
export { getAxon } from './actions/serving/get-axon.ts'
export type { Axon } from './actions/serving/get-axon.ts'
export { getCommitment } from './actions/serving/get-commitment.ts'
export type { Commitment } from './actions/serving/get-commitment.ts'
export { serveAxon } from './actions/serving/serve-axon.ts'
export type { ServeAxonParameters } from './actions/serving/serve-axon.ts'
export { setCommitment } from './actions/serving/set-commitment.ts'
export type { SetCommitmentParameters } from './actions/serving/set-commitment.ts'
export { addStake } from './actions/staking/add-stake.ts'
export type { AddStakeParameters, AddStakeReturnType } from './actions/staking/add-stake.ts'
export { getAlphaPrice } from './actions/staking/get-alpha-price.ts'
export { getStake } from './actions/staking/get-stake.ts'
export type { GetStakeParameters } from './actions/staking/get-stake.ts'
export { removeStake } from './actions/staking/remove-stake.ts'
export type {
  RemoveStakeParameters,
  RemoveStakeReturnType,
} from './actions/staking/remove-stake.ts'
export type { Slippage, SlippageGuard } from './actions/staking/slippage.ts'
export { SubnetActionError } from './actions/subnets/errors.ts'
export type { SubnetActionErrorCode } from './actions/subnets/errors.ts'
export { getSubnetRegisterCost } from './actions/subnets/get-subnet-register-cost.ts'
export { registerSubnet } from './actions/subnets/register-subnet.ts'
export type {
  RegisterSubnetParameters,
  RegisterSubnetReturnType,
} from './actions/subnets/register-subnet.ts'
export { startSubnet } from './actions/subnets/start-subnet.ts'
export type { StartSubnetParameters } from './actions/subnets/start-subnet.ts'
export type { SubnetIdentity } from './actions/subnets/subnet-identity.ts'
export { commitTimelockedWeights } from './actions/weights/commit-timelocked-weights.ts'
export type { CommitTimelockedWeightsParameters } from './actions/weights/commit-timelocked-weights.ts'
export { commitWeights, prepareReveal } from './actions/weights/commit-weights.ts'
export type { CommitWeightsParameters, WeightsReveal } from './actions/weights/commit-weights.ts'
export { getWeightsPolicy } from './actions/weights/get-weights-policy.ts'
export type { WeightsPolicy } from './actions/weights/get-weights-policy.ts'
export { getWeights } from './actions/weights/get-weights.ts'
export { createRevealQueue } from './actions/weights/reveal-queue.ts'
export type { RevealQueue, RevealQueueOptions, RevealStore } from './actions/weights/reveal-queue.ts'
export { revealWeights } from './actions/weights/reveal-weights.ts'
export type { RevealWeightsParameters } from './actions/weights/reveal-weights.ts'
export { setWeights } from './actions/weights/set-weights.ts'
export type { SetWeightsParameters } from './actions/weights/set-weights.ts'
export { submitWeights } from './actions/weights/submit-weights.ts'
export type { SubmitWeightsParameters } from './actions/weights/submit-weights.ts'
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
export {
  addAmounts,
  alphaFromRao,
  subtractAmounts,
  taoFromRao,
} from './units/amounts.ts'
export type { Alpha, Tao } from './units/amounts.ts'
export { AmountError } from './units/errors.ts'
export type { AmountErrorCode } from './units/errors.ts'
export { formatAlpha, formatTao } from './units/format.ts'
export { parseAlpha, parseTao } from './units/parse.ts'
