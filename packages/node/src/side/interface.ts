import type { Hash } from '@plexus/primitives'
import type { StateView, TransactionSource, TransactionValidity } from '@plexus/runtime'

/**
 * Questions to the runtime about the bytes of a client, answered beside the main thread.
 * They reject as the runtime throws, with the same `code` and `message`.
 */
export interface LongQuestions {
  /** As `Runtime.validate`; the signature is verified there as well. */
  validate(
    view: StateView,
    parent: Hash,
    source: TransactionSource,
    extrinsic: Uint8Array,
  ): Promise<TransactionValidity>
  /** As `Runtime.call`. */
  call(view: StateView, method: string, args: Uint8Array): Promise<Uint8Array>
  /** As `Runtime.dryRun`. */
  dryRun(view: StateView, parent: Hash, extrinsic: Uint8Array): Promise<Uint8Array>
}

/**
 * PERF: decoding takes up to 0.5 µs a byte (calls without arguments in a batch), and a question to
 * the side thread 0.3 ms more than one on the main thread.
 */
const LONG_INPUT_BYTES = 8 << 10

/** Whether the main thread should leave these bytes to the side thread. */
export const isLong = (input: Uint8Array): boolean => input.length > LONG_INPUT_BYTES
