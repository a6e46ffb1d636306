import type { TransactionValidityError } from '@plexus/runtime'

/** A block that was asked for and cannot be made as asked. Nothing changed. */
export abstract class SealRequestError extends Error {
  abstract readonly code: string
}

/** No transaction is ready: submit one, or allow an empty block. */
export class EmptyBlockError extends SealRequestError {
  readonly code = 'EmptyBlock'

  constructor() {
    super('no transaction is ready and an empty block was not allowed')
    this.name = 'EmptyBlockError'
  }
}

/** The parent that was asked for is not the head: take the head or leave the parent out. */
export class ParentNotHeadError extends SealRequestError {
  readonly code = 'ParentNotHead'

  constructor(head: string) {
    super(`a block can only be made on the head, which is ${head}`)
    this.name = 'ParentNotHeadError'
  }
}

/** A timestamp that does not reach the next slot: ask for a later one. */
export class TimestampTooLowError extends SealRequestError {
  readonly code = 'TimestampTooLow'

  constructor(timestampMs: bigint, parentMs: bigint, slotMs: bigint) {
    super(
      `timestamp ${timestampMs} ms is not in a later ${slotMs} ms slot than the parent's ${parentMs} ms`,
    )
    this.name = 'TimestampTooLowError'
  }
}

/** An extrinsic that was asked for cannot be in the block; `index` says which one. */
export class ExtrinsicRefusedError extends SealRequestError {
  readonly code = 'ExtrinsicRefused'
  readonly index: number

  constructor(index: number, reason: TransactionValidityError | Error) {
    const isError = reason instanceof Error
    const text = isError ? reason.message : `${reason.type} ${reason.value.type}`
    super(`extrinsic ${index} cannot be in the block: ${text}`, isError ? { cause: reason } : {})
    this.name = 'ExtrinsicRefusedError'
    this.index = index
  }
}

/** The engine does not run: start it first. */
export class EngineStoppedError extends Error {
  readonly code = 'EngineStopped'

  constructor() {
    super('the engine is stopped and makes no blocks')
    this.name = 'EngineStoppedError'
  }
}

/** A block failed for a reason that is a bug; the engine makes no more. See `cause`. */
export class EngineFailedError extends Error {
  readonly code = 'EngineFailed'

  constructor(cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    super(`block production failed and has ended: report as a bug that ${reason}`, { cause })
    this.name = 'EngineFailedError'
  }
}
