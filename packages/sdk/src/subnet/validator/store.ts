import type { WindowEnd, WindowHeader, WindowRecord } from '../evidence/window-log.ts'
import type { Verdict } from '../subnet.ts'
import type { KitState } from './kit-state.ts'

/** What a validator goes on with after a restart. */
export interface SavedState<State> {
  readonly format: 1
  readonly subnet: string
  readonly specVersion: number
  readonly netuid: number
  readonly validator: string
  readonly kit: KitState<State>
  /** The window that is being played. */
  readonly open?: number
  /** The newest window that was scored. */
  readonly closed?: number
  /** Evidence root of that window, 64 digits of hex. */
  readonly root?: string
  /** The window whose weights the chain has. */
  readonly sent?: number
}

/** The log of one window, open for more verdicts. */
export interface OpenWindow<Detail, State> {
  /** What the log held when it was opened. */
  readonly record: WindowRecord<Detail, State>
  /**
   * Adds a verdict, unless there is one on the same miner and task.
   * @returns the verdict as a reader of the log sees it
   */
  append(verdict: Verdict<Detail>): Promise<Verdict<Detail>>
  /** Ends the log. */
  finish(end: WindowEnd<State>): Promise<void>
}

/** Where a validator keeps what must survive it. A write that has returned outlives a kill. */
export interface ValidatorStore<Detail, State> {
  /** 32 bytes that are made once and then always the same. */
  secret(): Promise<Uint8Array>
  load(): Promise<SavedState<State> | undefined>
  /** Replaces the state as a whole. */
  save(state: SavedState<State>): Promise<void>
  /** Opens the log of the window of the header; where there is one, its own header counts. */
  open(header: WindowHeader<State>): Promise<OpenWindow<Detail, State>>
  /** Opens the log of a window that was begun. Undefined: there is none. */
  reopen(window: number): Promise<OpenWindow<Detail, State> | undefined>
}
