import type { AccountId, AnyType } from '@plexus/primitives'
import type { DispatchInfo, PostInfo, RuntimeCall } from '../frame/call.ts'
import type { Context } from '../frame/context.ts'
import type { Weight } from '../frame/weight.ts'
import type { TransactionSource, ValidTransaction } from '../runtime.ts'

/** A signed transaction whose signature holds. */
export interface SignedTransaction {
  readonly who: AccountId
  readonly call: RuntimeCall
  /**
   * What is known of the call alone: the reference wraps its extrinsics so that the weight of the
   * extensions never counts (spec: 50-fees-and-extensions §4.2).
   */
  readonly info: DispatchInfo
  /** Encoded length in bytes, prefix included. */
  readonly length: number
}

/** What a call used, after it ran. */
export interface Settlement {
  readonly post: PostInfo
  /** Weight that was really used, never above what was announced. */
  readonly actualWeight: Weight
  readonly ok: boolean
}

/**
 * One transaction extension. Its checks throw `ValidityFailure`. `validate` must not write;
 * `prepare` writes what stays even when the call fails.
 */
export interface TransactionExtension<E = unknown, Pre = unknown> {
  readonly identifier: string
  /** Bytes that the extrinsic carries. */
  readonly explicit: AnyType
  /** Bytes that are signed without being carried. */
  readonly implicit: AnyType
  implicitOf?(ctx: Context, explicit: E): unknown
  validate?(
    ctx: Context,
    tx: SignedTransaction,
    explicit: E,
    source: TransactionSource,
  ): Partial<ValidTransaction> | void
  prepare?(ctx: Context, tx: SignedTransaction, explicit: E): Pre
  postDispatch?(ctx: Context, tx: SignedTransaction, pre: Pre, settlement: Settlement): void
}
