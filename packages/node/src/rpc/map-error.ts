import { bytesToHex } from '@plexus/primitives'
import type { Hash } from '@plexus/primitives'
import type { Log } from '../log.ts'
import { clientError, internalError, RpcError } from './errors.ts'

/** What a handler was doing when the chain refused: the reference words it differently. */
export type ReadKind = 'storage' | 'call'

/** An error of the pool: any thrown object with these members. */
export interface PoolRefusal {
  readonly rpcCode: number
  readonly message: string
  readonly data?: string
}

/** The error a client receives for whatever a handler threw. */
export function toRpcError(error: unknown, methodName: string, log: Log): RpcError {
  if (error instanceof RpcError) return error
  if (isPoolRefusal(error)) return new RpcError(error.rpcCode, error.message, error.data)
  if (error instanceof Error && errorCode(error) === 'ProofTooOld')
    return clientError(error.message)
  const { name, message } = error instanceof Error ? error : new Error('not an error')
  log('error', 'rpc method failed', { method: methodName, name, message })
  return internalError()
}

/**
 * The error for a failed read at a block.
 * Clients match these words (spec: 70-rpc §1.1), so they are those of the reference.
 */
export function readError(error: unknown, kind: ReadKind, at: Hash): unknown {
  const prefix = kind === 'call' ? 'Api called for an unknown Block' : 'UnknownBlock'
  switch (errorCode(error)) {
    case 'UnknownBlock':
      return clientError(`${prefix}: Header was not found in the database: ${bytesToHex(at)}`)
    case 'StateDiscarded':
      return clientError(`${prefix}: State already discarded for ${bytesToHex(at)}`)
    default:
      return error
  }
}

/** The error for a failed runtime API. */
export function callError(error: unknown): unknown {
  const reason = callFailure(error)
  return reason === undefined ? error : clientError(`Execution failed: ${reason}`)
}

/** Why a runtime API failed, where that is the caller's doing; `undefined` for our own bugs. */
export function callFailure(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  switch (errorCode(error)) {
    case 'UnknownApi':
      return `Other: ${error.message}`
    case 'ApiFailed':
    case 'ExtrinsicFormat':
      return `Execution aborted due to trap: ${error.message}`
    default:
      return undefined
  }
}

function errorCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

function isPoolRefusal(error: unknown): error is PoolRefusal {
  return (
    typeof error === 'object' &&
    error !== null &&
    'rpcCode' in error &&
    typeof error.rpcCode === 'number' &&
    'message' in error &&
    typeof error.message === 'string' &&
    (!('data' in error) || error.data === undefined || typeof error.data === 'string')
  )
}
