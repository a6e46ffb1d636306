export { createChain } from './chain/create-chain.ts'
export type { ChainOptions } from './chain/create-chain.ts'
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
export {
  DatabaseDamagedError,
  DatabaseFullError,
  DataDirectoryError,
  KeyLengthError,
} from './db/errors.ts'
export type { DataDirectoryReason } from './db/errors.ts'
export type { Database } from './db/interface.ts'
export type { Durability } from './db/lmdb/lmdb-database.ts'
export { createMemoryDatabase } from './db/memory/memory-database.ts'
export { openDatabase } from './db/open.ts'
export type { DatabaseOptions, DirectoryOptions } from './db/open.ts'
