import { bytesToHex } from '@plexus/primitives'
import type { Hash } from '@plexus/primitives'
import type { TransactionValidityError } from '@plexus/runtime'
import { explainInvalid, explainUnknown } from './explain.ts'

/** Why the pool refuses a transaction. */
export type PoolErrorCode =
  /** The bytes are no extrinsic: encode it with its length prefix. */
  | 'BadFormat'
  /** The runtime cannot read the extrinsic: build it with this chain's metadata. */
  | 'VerificationFailed'
  /** The runtime refuses it; `data` says why. */
  | 'InvalidTransaction'
  /** The runtime cannot tell; `data` says what is missing. */
  | 'UnknownValidity'
  /** It was found invalid or dropped lately: change it or wait. */
  | 'TemporarilyBanned'
  /** The pool has these bytes already. */
  | 'AlreadyImported'
  /** Another transaction of the same sender has this nonce: use the next one. */
  | 'PriorityTooLow'
  /** It requires what it provides. */
  | 'CycleDetected'
  /** The pool is full: send it again later. */
  | 'ImmediatelyDropped'
  /** It provides no tag by which the pool can tell it from others. */
  | 'NoTagsProvided'

/** A refused transaction, in the words of the JSON-RPC surface (spec: 70-rpc §1.1). */
export class PoolError extends Error {
  readonly code: PoolErrorCode
  /** JSON-RPC error code, 1001 to 1019. */
  readonly rpcCode: number
  /** The `data` member of the JSON-RPC error. */
  readonly data?: string

  constructor(code: PoolErrorCode, message: string, data?: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'PoolError'
    this.code = code
    this.rpcCode = RPC_CODES[code]
    if (data !== undefined) this.data = data
  }
}

const RPC_CODES: Readonly<Record<PoolErrorCode, number>> = {
  BadFormat: 1001,
  VerificationFailed: 1002,
  InvalidTransaction: 1010,
  UnknownValidity: 1011,
  TemporarilyBanned: 1012,
  AlreadyImported: 1013,
  PriorityTooLow: 1014,
  CycleDetected: 1015,
  ImmediatelyDropped: 1016,
  NoTagsProvided: 1019,
}

/** The refusal that a verdict of the runtime stands for. */
export function refusal(error: TransactionValidityError): PoolError {
  return error.type === 'Invalid'
    ? new PoolError('InvalidTransaction', 'Invalid Transaction', explainInvalid(error.value))
    : new PoolError('UnknownValidity', 'Unknown Transaction Validity', explainUnknown(error.value))
}

export function badFormat(reason: string): PoolError {
  return new PoolError('BadFormat', `Extrinsic has invalid format: ${reason}`)
}

/** The runtime threw while it looked at the transaction. */
export function verificationFailed(cause: unknown): PoolError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  const data = `RuntimeApi(${JSON.stringify(reason)})`
  return new PoolError('VerificationFailed', `Verification Error: ${reason}`, data, { cause })
}

export function temporarilyBanned(): PoolError {
  return new PoolError('TemporarilyBanned', 'Transaction is temporarily banned')
}

export function alreadyImported(hash: Hash): PoolError {
  return new PoolError('AlreadyImported', 'Transaction Already Imported', bytesToHex(hash))
}

export function priorityTooLow(old: bigint, fresh: bigint): PoolError {
  return new PoolError(
    'PriorityTooLow',
    `Priority is too low: (${old} vs ${fresh})`,
    'The transaction has too low priority to replace another transaction already in the pool.',
  )
}

export function cycleDetected(): PoolError {
  return new PoolError('CycleDetected', 'Cycle Detected')
}

export function immediatelyDropped(): PoolError {
  return new PoolError(
    'ImmediatelyDropped',
    'Immediately Dropped',
    "The transaction couldn't enter the pool because of the limit",
  )
}

export function noTagsProvided(): PoolError {
  return new PoolError(
    'NoTagsProvided',
    'No tags provided',
    "Transaction does not provide any tags, so the pool can't identify it",
  )
}
