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
  SignatureCheck,
  TransactionSource,
  TransactionValidity,
  TransactionValidityError,
  UnknownTransaction,
  ValidTransaction,
} from './runtime.ts'
export { fromStorageKey, toStorageKey } from './state/view.ts'
export type { Changes, StateView, StorageKey } from './state/view.ts'
