export { getBalance } from './actions/balances/get-balance.ts'
export type { Balance } from './actions/balances/get-balance.ts'
export { transferAll } from './actions/balances/transfer-all.ts'
export type { TransferAllParameters } from './actions/balances/transfer-all.ts'
export { transfer } from './actions/balances/transfer.ts'
export type { TransferParameters } from './actions/balances/transfer.ts'
export { chainOf } from './actions/chain-of.ts'
export type { ChainOfOptions } from './actions/chain-of.ts'
export { getChildren } from './actions/children/get-children.ts'
export type { GetChildrenParameters } from './actions/children/get-children.ts'
export { getParents } from './actions/children/get-parents.ts'
export type { GetParentsParameters } from './actions/children/get-parents.ts'
export { setChildren } from './actions/children/set-children.ts'
export type { SetChildrenParameters } from './actions/children/set-children.ts'
export type { Delegate } from './actions/delegates/delegate.ts'
export { getDelegate } from './actions/delegates/get-delegate.ts'
export { listDelegates } from './actions/delegates/list-delegates.ts'
export { explainEpoch } from './actions/explain/explain-epoch.ts'
export type { ExplainEpochParameters } from './actions/explain/explain-epoch.ts'
export { explainPayout } from './actions/explain/explain-payout.ts'
export type { ExplainPayoutParameters } from './actions/explain/explain-payout.ts'
export type {
  Concentration,
  EpochExplanation,
  ExplainedDivision,
  ExplainedFraction,
  ExplainedMatrixRow,
  ExplainedNeuron,
  ExplainedPayment,
  ExplainedPayout,
  ExplainedPots,
  ExplainedRow,
  ExplainedShare,
  ExplainedStake,
  Measures,
  PayoutExplanation,
  Spread,
} from './actions/explain/explanation.ts'
export { getConcentration } from './actions/explain/get-concentration.ts'
export type {
  OwnerHyperparameter,
  OwnerHyperparameters,
} from './actions/hyperparameters/owner-hyperparameters.ts'
export { setAlphaValues } from './actions/hyperparameters/set-alpha-values.ts'
export type { SetAlphaValuesParameters } from './actions/hyperparameters/set-alpha-values.ts'
export { setHyperparameter } from './actions/hyperparameters/set-hyperparameter.ts'
export type { SetHyperparameterParameters } from './actions/hyperparameters/set-hyperparameter.ts'
export { setTempo } from './actions/hyperparameters/set-tempo.ts'
export type { SetTempoParameters } from './actions/hyperparameters/set-tempo.ts'
export { getIdentity } from './actions/identity/get-identity.ts'
export type { Identity } from './actions/identity/identity.ts'
export { setIdentity } from './actions/identity/set-identity.ts'
export type { SetIdentityParameters } from './actions/identity/set-identity.ts'
export { announceColdkeySwap } from './actions/keys/announce-coldkey-swap.ts'
export type { AnnounceColdkeySwapParameters } from './actions/keys/announce-coldkey-swap.ts'
export { clearColdkeySwap } from './actions/keys/clear-coldkey-swap.ts'
export { disputeColdkeySwap } from './actions/keys/dispute-coldkey-swap.ts'
export { swapAnnouncedColdkey } from './actions/keys/swap-announced-coldkey.ts'
export type { SwapAnnouncedColdkeyParameters } from './actions/keys/swap-announced-coldkey.ts'
export { swapHotkey } from './actions/keys/swap-hotkey.ts'
export type { SwapHotkeyParameters } from './actions/keys/swap-hotkey.ts'
export { getMetagraph } from './actions/metagraph/get-metagraph.ts'
export type { MetagraphNeuron, SubnetMetagraph } from './actions/metagraph/get-metagraph.ts'
export { addProxy } from './actions/proxies/add-proxy.ts'
export type { AddProxyParameters } from './actions/proxies/add-proxy.ts'
export { announceProxyCall } from './actions/proxies/announce-proxy-call.ts'
export type { AnnounceProxyCallParameters } from './actions/proxies/announce-proxy-call.ts'
export { callHash } from './actions/proxies/call-hash.ts'
export { createPureProxy } from './actions/proxies/create-pure-proxy.ts'
export type {
  CreatePureProxyParameters,
  CreatePureProxyReturnType,
} from './actions/proxies/create-pure-proxy.ts'
export { listProxies } from './actions/proxies/list-proxies.ts'
export type { Proxies } from './actions/proxies/list-proxies.ts'
export { proxyAnnouncedCall } from './actions/proxies/proxy-announced-call.ts'
export type { ProxyAnnouncedCallParameters } from './actions/proxies/proxy-announced-call.ts'
export { proxyCall } from './actions/proxies/proxy-call.ts'
export type { ProxyCallParameters } from './actions/proxies/proxy-call.ts'
export { rejectProxyCall } from './actions/proxies/reject-proxy-call.ts'
export type { RejectProxyCallParameters } from './actions/proxies/reject-proxy-call.ts'
export { removeAllProxies } from './actions/proxies/remove-all-proxies.ts'
export { removeProxy } from './actions/proxies/remove-proxy.ts'
export type { RemoveProxyParameters } from './actions/proxies/remove-proxy.ts'
export { associateHotkey } from './actions/registration/associate-hotkey.ts'
export type { AssociateHotkeyParameters } from './actions/registration/associate-hotkey.ts'
export { burnedRegister } from './actions/registration/burned-register.ts'
export type {
  BurnedRegisterParameters,
  BurnedRegisterReturnType,
} from './actions/registration/burned-register.ts'
export { getBurnCost } from './actions/registration/get-burn-cost.ts'
export { getUid } from './actions/registration/get-uid.ts'
export { rootRegister } from './actions/registration/root-register.ts'
export type { RootRegisterParameters } from './actions/registration/root-register.ts'
export { claimRoot } from './actions/root/claim-root.ts'
export type { ClaimRootParameters } from './actions/root/claim-root.ts'
export type { RootClaim } from './actions/root/claim-type.ts'
export { getRootClaimType } from './actions/root/get-root-claim-type.ts'
export { setRootClaimType } from './actions/root/set-root-claim-type.ts'
export type { SetRootClaimTypeParameters } from './actions/root/set-root-claim-type.ts'
export { ServeError } from './actions/serving/errors.ts'
export type { ServeErrorCode } from './actions/serving/errors.ts'
export { getAxon } from './actions/serving/get-axon.ts'
export type { Axon } from './actions/serving/get-axon.ts'
export { getCommitment } from './actions/serving/get-commitment.ts'
export type { Commitment } from './actions/serving/get-commitment.ts'
export { formatIp, parseIp } from './actions/serving/ip.ts'
export { serveAxon } from './actions/serving/serve-axon.ts'
export type { ServeAxonParameters } from './actions/serving/serve-axon.ts'
export { setCommitment } from './actions/serving/set-commitment.ts'
export type { SetCommitmentParameters } from './actions/serving/set-commitment.ts'
export { addStake } from './actions/staking/add-stake.ts'
export type { AddStakeParameters, AddStakeReturnType } from './actions/staking/add-stake.ts'
export { burnAlpha } from './actions/staking/burn-alpha.ts'
export type { BurnAlphaParameters } from './actions/staking/burn-alpha.ts'
export { SlippageError } from './actions/staking/errors.ts'
export { getAlphaPrice } from './actions/staking/get-alpha-price.ts'
export { getStake } from './actions/staking/get-stake.ts'
export type { GetStakeParameters } from './actions/staking/get-stake.ts'
export { listStakes } from './actions/staking/list-stakes.ts'
export type { Stake } from './actions/staking/list-stakes.ts'
export { lockStake } from './actions/staking/lock-stake.ts'
export type { LockStakeParameters } from './actions/staking/lock-stake.ts'
export { moveLock } from './actions/staking/move-lock.ts'
export type { MoveLockParameters } from './actions/staking/move-lock.ts'
export { moveStake } from './actions/staking/move-stake.ts'
export type { MoveStakeParameters } from './actions/staking/move-stake.ts'
export { recycleAlpha } from './actions/staking/recycle-alpha.ts'
export type { RecycleAlphaParameters } from './actions/staking/recycle-alpha.ts'
export { removeAllStake } from './actions/staking/remove-all-stake.ts'
export type { RemoveAllStakeParameters } from './actions/staking/remove-all-stake.ts'
export { removeStake } from './actions/staking/remove-stake.ts'
export type {
  RemoveStakeParameters,
  RemoveStakeReturnType,
} from './actions/staking/remove-stake.ts'
export { setAutoStake } from './actions/staking/set-auto-stake.ts'
export type { SetAutoStakeParameters } from './actions/staking/set-auto-stake.ts'
export { setPerpetualLock } from './actions/staking/set-perpetual-lock.ts'
export type { SetPerpetualLockParameters } from './actions/staking/set-perpetual-lock.ts'
export { simulateStake } from './actions/staking/simulate-stake.ts'
export type {
  SimulateStakeParameters,
  SimulateStakeReturnType,
} from './actions/staking/simulate-stake.ts'
export { simulateUnstake } from './actions/staking/simulate-unstake.ts'
export type {
  SimulateUnstakeParameters,
  SimulateUnstakeReturnType,
} from './actions/staking/simulate-unstake.ts'
export type { Slippage, SlippageGuard } from './actions/staking/slippage.ts'
export { swapStake } from './actions/staking/swap-stake.ts'
export type { SwapStakeParameters } from './actions/staking/swap-stake.ts'
export { transferStake } from './actions/staking/transfer-stake.ts'
export type { TransferStakeParameters } from './actions/staking/transfer-stake.ts'
export { unstakeAllAlpha } from './actions/staking/unstake-all-alpha.ts'
export type { UnstakeAllAlphaParameters } from './actions/staking/unstake-all-alpha.ts'
export { unstakeAll } from './actions/staking/unstake-all.ts'
export type { UnstakeAllParameters } from './actions/staking/unstake-all.ts'
export { SubnetActionError } from './actions/subnets/errors.ts'
export type { SubnetActionErrorCode } from './actions/subnets/errors.ts'
export { getHyperparameters } from './actions/subnets/get-hyperparameters.ts'
export { getSubnetRegisterCost } from './actions/subnets/get-subnet-register-cost.ts'
export { getSubnet } from './actions/subnets/get-subnet.ts'
export type { SubnetState } from './actions/subnets/get-subnet.ts'
export { listSubnets } from './actions/subnets/list-subnets.ts'
export { registerSubnet } from './actions/subnets/register-subnet.ts'
export type {
  RegisterSubnetParameters,
  RegisterSubnetReturnType,
} from './actions/subnets/register-subnet.ts'
export { setSubnetIdentity } from './actions/subnets/set-subnet-identity.ts'
export type { SetSubnetIdentityParameters } from './actions/subnets/set-subnet-identity.ts'
export { setSubnetSymbol } from './actions/subnets/set-subnet-symbol.ts'
export type { SetSubnetSymbolParameters } from './actions/subnets/set-subnet-symbol.ts'
export { startSubnet } from './actions/subnets/start-subnet.ts'
export type { StartSubnetParameters } from './actions/subnets/start-subnet.ts'
export type { SubnetIdentity } from './actions/subnets/subnet-identity.ts'
export { triggerEpoch } from './actions/subnets/trigger-epoch.ts'
export type { TriggerEpochParameters } from './actions/subnets/trigger-epoch.ts'
export { getChildkeyTake } from './actions/takes/get-childkey-take.ts'
export { getTake } from './actions/takes/get-take.ts'
export { setChildkeyTake } from './actions/takes/set-childkey-take.ts'
export type { SetChildkeyTakeParameters } from './actions/takes/set-childkey-take.ts'
export { setTake } from './actions/takes/set-take.ts'
export type { SetTakeParameters } from './actions/takes/set-take.ts'
export { commitTimelockedWeights } from './actions/weights/commit-timelocked-weights.ts'
export type { CommitTimelockedWeightsParameters } from './actions/weights/commit-timelocked-weights.ts'
export { commitWeights, prepareReveal } from './actions/weights/commit-weights.ts'
export type { CommitWeightsParameters, WeightsReveal } from './actions/weights/commit-weights.ts'
export { getBeacon } from './actions/weights/get-beacon.ts'
export { getWeightsPolicy } from './actions/weights/get-weights-policy.ts'
export type { WeightsPolicy } from './actions/weights/get-weights-policy.ts'
export { getWeights } from './actions/weights/get-weights.ts'
export { createRevealQueue } from './actions/weights/reveal-queue.ts'
export type {
  RevealQueue,
  RevealQueueOptions,
  RevealStore,
} from './actions/weights/reveal-queue.ts'
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
export { TIMELOCK_OVERHEAD_BYTES } from '@plexus/primitives'
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
export { addAmounts, alphaFromRao, subtractAmounts, taoFromRao } from './units/amounts.ts'
export type { Alpha, Tao } from './units/amounts.ts'
export { AmountError } from './units/errors.ts'
export type { AmountErrorCode } from './units/errors.ts'
export { formatAlpha, formatTao } from './units/format.ts'
export { parseAlpha, parseTao } from './units/parse.ts'
