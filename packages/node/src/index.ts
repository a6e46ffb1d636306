export { DrandUrlError, LocalBeaconRefusedError, TwoBeaconsError } from './beacon/errors.ts'
export { createChain } from './chain/create-chain.ts'
export type { ChainOptions } from './chain/core.ts'
export {
  NotOnHeadError,
  ProofTooOldError,
  StateDiscardedError,
  StateRootError,
  UnknownBlockError,
} from './chain/errors.ts'
export type {
  BlockRef,
  Chain,
  ChainEvent,
  HistoricalState,
  Unsubscribe,
} from './chain/interface.ts'
export type { Pruning } from './chain/plan-prune.ts'
export { systemClock } from './clock.ts'
export type { Clock } from './clock.ts'
export {
  DatabaseDamagedError,
  DatabaseFullError,
  DataDirectoryError,
  KeyLengthError,
} from './db/errors.ts'
export type { DataDirectoryReason } from './db/errors.ts'
export { holdData } from './db/open.ts'
export type { Database } from './db/interface.ts'
export type { Durability } from './db/lmdb/lmdb-database.ts'
export { createMemoryDatabase } from './db/memory/memory-database.ts'
export { openDatabase } from './db/open.ts'
export type { DatabaseOptions, DirectoryOptions } from './db/open.ts'
export type { AbciApp } from './engine/cometbft/abci-app.ts'
export { createAbciServer } from './engine/cometbft/abci-server.ts'
export type { AbciServer, AbciServerOptions } from './engine/cometbft/abci-server.ts'
export { ensureCometBft } from './engine/cometbft/comet-process.ts'
export {
  CometBftMissingError,
  CometBftVersionError,
  GenesisFileError,
  GenesisMismatchError,
  PINNED_VERSION,
} from './engine/cometbft/errors.ts'
export { sovereignFounding } from './engine/cometbft/found-sovereign.ts'
export type { SovereignFounding } from './engine/cometbft/found-sovereign.ts'
export type { GenesisValidator, NetworkFounding } from './engine/cometbft/genesis-file.ts'
export {
  forbidSigning,
  foundNetwork,
  genesisFileOf,
  isFounded,
  prepareHome,
  readHome,
  signedHeight,
} from './engine/cometbft/home.ts'
export { markRestored } from './engine/cometbft/restored.ts'
export { proveKey } from './engine/cometbft/prove-key.ts'
export type { ProvenKey } from './engine/cometbft/prove-key.ts'
export { presetOfGenesis, readGenesis } from './engine/cometbft/read-genesis.ts'
export type { NetworkGenesis } from './engine/cometbft/read-genesis.ts'
export type { HomeIdentity } from './engine/cometbft/home.ts'
export {
  EmptyBlockError,
  EngineFailedError,
  EngineStoppedError,
  ExtrinsicRefusedError,
  ParentNotHeadError,
  SealRequestError,
  TimestampTooLowError,
} from './engine/errors.ts'
export type { Engine, ManualSeal, Sealing, SealRequest } from './engine/interface.ts'
export { createSoloEngine } from './engine/solo/create-solo-engine.ts'
export type {
  SealedBlock,
  SoloEngine,
  SoloEngineOptions,
} from './engine/solo/create-solo-engine.ts'
export { createMetrics } from './metrics/create-metrics.ts'
export type { Metrics, MetricsOptions } from './metrics/create-metrics.ts'
export { createPool } from './pool/create-pool.ts'
export type { PoolOptions } from './pool/create-pool.ts'
export { PoolError } from './pool/errors.ts'
export type { PoolErrorCode } from './pool/errors.ts'
export type { Pool, PooledTransaction, TransactionStatus } from './pool/interface.ts'
export type { PoolLimits } from './pool/limits.ts'
export { createSignatureChecker } from './signature/checker.ts'
export type { SignatureCheckerOptions } from './signature/checker.ts'
export { SignatureCheckerClosedError, SignatureQueueFullError } from './signature/errors.ts'
export type { SignatureChecker, VerifySignature } from './signature/interface.ts'
export type {
  ChainProperties,
  DevControls,
  NewBlockRequest,
  NodeHealth,
  NodeInfo,
  RpcContext,
} from './rpc/context.ts'
export { createRpc } from './rpc/create-rpc.ts'
export type { Rpc, RpcOptions, RpcProvider, RpcProviderConnection } from './rpc/create-rpc.ts'
export { CannotListenError, PortTakenError, UnsafeBindError } from './rpc/errors.ts'
export type { RpcLimits } from './rpc/limits.ts'
export { createRpcServer } from './rpc/server.ts'
export type { RpcServer, RpcServerOptions } from './rpc/server.ts'
export { createLocalnet } from './localnet.ts'
export type { DevName, Localnet, LocalnetOptions } from './localnet.ts'
export type { Log, LogLevel } from './log.ts'
export { SovereignFormatError, SovereignRefusedError } from './founding/errors.ts'
export { balancesOf } from './founding/parse-sovereign.ts'
export type {
  BftNodeOptions,
  CometBftOptions,
  NodeOptions,
  SovereignPreset,
  StateSyncOptions,
} from './options.ts'
export { purge } from './purge.ts'
export { createNode } from './service.ts'
export type { AnyNode, Node } from './service.ts'
export { NODE_VERSION } from './version.ts'
