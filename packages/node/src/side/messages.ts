import type { MessagePort } from 'node:worker_threads'
import type { Hash } from '@plexus/primitives'
import type { Changes, StorageKey, Timing, TransactionSource } from '@plexus/runtime'
import type { MessageLimits } from '../rpc/read-message.ts'

/** What the thread starts with. */
export interface SideData {
  readonly timing: Timing
  /** As of the runtime whose questions are answered. */
  readonly hasValidators: boolean
  readonly limits: MessageLimits
  /** Answers to `StateRead`; `signal[0]` is 1 when one is there. */
  readonly state: MessagePort
  readonly signal: Int32Array
}

/** What the thread is asked. */
export type Task =
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  | {
      readonly kind: 'validate'
      readonly parent: Hash
      readonly source: TransactionSource
      readonly bytes: Uint8Array
    }
  | { readonly kind: 'call'; readonly method: string; readonly bytes: Uint8Array }
  | { readonly kind: 'dryRun'; readonly parent: Hash; readonly bytes: Uint8Array }

export interface TaskRequest {
  readonly id: number
  readonly task: Task
}

/** What the thread asks of the state of its task, and waits for. */
export type StateRead =
  | { readonly kind: 'get'; readonly key: StorageKey }
  | { readonly kind: 'keys'; readonly prefix: StorageKey; readonly after: StorageKey | undefined }
  | { readonly kind: 'root'; readonly changes: Changes }

/** An error, which would lose its members on the way. */
export interface ErrorParts {
  readonly name: string
  readonly code: unknown
  readonly message: string
}

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ErrorParts }

/** From the thread: a question about the state, or the end of a task. */
export type SideMessage =
  | { readonly kind: 'state'; readonly id: number; readonly read: StateRead }
  | { readonly kind: 'done'; readonly id: number; readonly outcome: Outcome<unknown> }

/** Keys that one `StateRead` gives at most. */
export const KEYS_PER_READ = 256

/** What a computation gives, with an error as a value. */
export function outcomeOf<T>(compute: () => T): Outcome<T> {
  try {
    return { ok: true, value: compute() }
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error))
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    return { ok: false, error: { name, code, message } }
  }
}
