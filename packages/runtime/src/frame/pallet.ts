import type { AccountId } from '@plexus/primitives'
import type { TransactionSource, TransactionValidity } from '../runtime.ts'
import type { Call, RuntimeCall } from './call.ts'
import type { Constant } from './constant.ts'
import type { Context } from './context.ts'
import type { PalletErrors } from './error.ts'
import type { PalletEvents } from './event.ts'
import type { PalletId } from './pallet-id.ts'
import type { StorageEntry } from './storage.ts'
import type { Weight } from './weight.ts'

/** A fault that an invariant found, in one sentence with the values. */
export type Fault = string

/** The state before a block and after it; that after it has the block's events. */
export interface Transition {
  readonly before: Context
  readonly after: Context
}

/** A pallet: the sum of its declarations. Metadata, dispatch and tools are derived from it. */
export interface Pallet {
  readonly id: PalletId
  readonly storage?: readonly StorageEntry[]
  readonly calls?: readonly Call[]
  readonly events?: Pick<PalletEvents, 'pallet' | 'type'>
  readonly errors?: PalletErrors
  readonly constants?: readonly Constant[]
  /** What the reference calls the version of the pallet's storage; 0 where it says none. */
  readonly storageVersion?: number
  /** Judges an unsigned call of this pallet that is no inherent; absent: nobody vouches for it. */
  validateUnsigned?(ctx: Context, call: RuntimeCall, source: TransactionSource): TransactionValidity
  /** Who gets the fees of the block in progress, where this pallet knows. */
  author?(ctx: Context): AccountId | undefined
  /** At the start of a block, before any extrinsic. Returns the weight it used. */
  onInitialize?(ctx: Context, blockNumber: number): Weight
  /** After the last extrinsic. */
  onFinalize?(ctx: Context, blockNumber: number): void
  /** Facts that hold after every block; tests and the fuzzer run them. */
  readonly invariants?: readonly ((ctx: Context) => readonly Fault[])[]
  /** Facts about what a block changed; tests and the fuzzer run them. */
  readonly transitions?: readonly ((block: Transition) => readonly Fault[])[]
}
