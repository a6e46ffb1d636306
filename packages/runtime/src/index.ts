export { createRuntime } from './create-runtime.ts'
export type { LargeGenesis, RuntimeOptions } from './create-runtime.ts'
export {
  ApiFailedError,
  BlockMismatchError,
  ExtrinsicFormatError,
  UnknownApiError,
} from './executive/errors.ts'
export { createHost } from './create-host.ts'
export type { Host, SignatureClaim } from './frame/host.ts'
export { runtimeConfig } from './frame/config.ts'
export type { RuntimeConfig, Timing } from './frame/config.ts'
export type {
  ApplyResult,
  Block,
  BlockStart,
  EngineReport,
  ExecutedBlock,
  Header,
  HiddenExtrinsic,
  InvalidTransaction,
  Misbehaviour,
  OpenBlock,
  Runtime,
  RuntimeVersion,
  TransactionSource,
  TransactionValidity,
  TransactionValidityError,
  UnknownTransaction,
  ValidTransaction,
  ValidatorUpdate,
} from './runtime.ts'
export { fromStorageKey, toStorageKey } from './state/view.ts'
export type { Changes, Slot, StateView, StorageKey } from './state/view.ts'
export { DEV_ACCOUNTS } from './genesis/accounts.ts'
export { dev, localnet } from './genesis/localnet.ts'
export type { LocalOptions } from './genesis/localnet.ts'
export { sovereign } from './genesis/sovereign.ts'
export { SOVEREIGN_SETTINGS } from './genesis/sovereign-settings.ts'
export type { SovereignSetting } from './genesis/sovereign-settings.ts'
export type { SovereignOptions, SovereignSubnet, SovereignValidator } from './genesis/sovereign.ts'
export type { GenesisPreset } from './genesis/preset.ts'
export { allCalls, callOf, encodeCall } from './calls.ts'
export { pulseExtrinsic } from './beacon.ts'
export type { BeaconState, PulseToWrite } from './beacon.ts'
export type { RuntimeCall } from './frame/call.ts'
export { InsightError } from './insight/errors.ts'
export type { InsightErrorCode } from './insight/errors.ts'
export type { Insight } from './insight/insight.ts'
export type { Measures } from './insight/measures.ts'
export { checkInvariants, checkTransition } from './invariants.ts'
export { dispatchOutcomes, extrinsicOutcomes } from './outcomes.ts'
export type { DispatchOutcome, ExtrinsicOutcome } from './outcomes.ts'
export { RuntimePanic } from './frame/panic.ts'
export { runVectors } from './vectors/run-vectors.ts'
export type { VectorOutcome } from './vectors/run-vectors.ts'
export { VectorFormatError } from './vectors/field.ts'
export type { Difference } from './vectors/difference.ts'
export { proofMessage } from './pallets/engine/keys.ts'
export { MAX_EXTRINSIC_BYTES } from './pallets/system/limits.ts'
