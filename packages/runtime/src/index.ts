export type { Host, SignatureClaim } from './frame/host.ts'
export { runtimeConfig } from './frame/config.ts'
export type { RuntimeConfig, Timing } from './frame/config.ts'
export type {
  ApplyResult,
  Block,
  BlockStart,
  ExecutedBlock,
  Header,
  InvalidTransaction,
  OpenBlock,
  Runtime,
  RuntimeVersion,
  TransactionSource,
  TransactionValidity,
  TransactionValidityError,
  UnknownTransaction,
  ValidTransaction,
} from './runtime.ts'
export { fromStorageKey, toStorageKey } from './state/view.ts'
export type { Changes, StateView, StorageKey } from './state/view.ts'
