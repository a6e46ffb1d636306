import type { AnyType, EnumValue, Variants } from '@plexus/primitives'
import type { Overlay } from '../state/overlay.ts'
import type { RuntimeCall } from './call.ts'
import type { RuntimeConfig } from './config.ts'
import type { DispatchOutcome } from './dispatch.ts'
import type { PalletEvents } from './event.ts'
import type { Host } from './host.ts'
import type { CallFilter, Origin } from './origin.ts'
import type { Pallet } from './pallet.ts'

/** When an event happens within a block. */
export type Phase =
  | { readonly type: 'ApplyExtrinsic'; readonly value: number }
  | { readonly type: 'Finalization' }
  | { readonly type: 'Initialization' }

/** What the assembled runtime adds to each dispatch. */
export interface DispatchRules {
  readonly pallets: readonly Pallet[]
  /** Base call filter: `false` fails the call with System.CallFiltered; Root passes anyway. */
  readonly filter: CallFilter
  /** Run for signed origins before every dispatch, nested ones too; throw `DispatchFailure`. */
  readonly guards: readonly ((ctx: Context, origin: Origin, call: RuntimeCall) => void)[]
  /** What the outer enums are made of these pallets, where they are not the reference's. */
  readonly meanings?: ReadonlyMap<AnyType, AnyType>
}

/** What pallets are given: one block's state and everything they may call. */
export interface Context {
  readonly state: Overlay
  readonly host: Host
  readonly config: RuntimeConfig
  readonly rules: DispatchRules
  phase: Phase
  deposit<V extends Variants>(events: PalletEvents<V>, event: EnumValue<V>): void
  /** Runs a call in a layer of its own, with filters and guards. Never throws a failure. */
  dispatch(call: RuntimeCall, origin: Origin, options?: DispatchOptions): DispatchOutcome
  /** Runs in a layer that is kept on return and taken back when `run` throws. */
  transactional<T>(run: () => T): T
  /** Runs in a layer that is always taken back. */
  discarding<T>(run: () => T): T
  /** Encoded event records of the block so far. */
  readonly eventRecords: readonly Uint8Array[]
}

export interface DispatchOptions {
  /** Skip the call filters (sudo does; Root origins always do) and the guards. */
  readonly bypassFilter?: boolean
}
