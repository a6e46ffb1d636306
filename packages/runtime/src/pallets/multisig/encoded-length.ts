import { encode } from '@plexus/primitives'
import { RuntimeCall } from '../../frame/call.ts'
import { remark } from '../system/calls/remark.ts'

/** A call of known length, in place of the calls inside a call. */
const STAND_IN = remark.with({ remark: new Uint8Array() })
const STAND_IN_BYTES = 3

/**
 * PERF: weights depend on the length of inner calls, and each level of nesting asks for its own.
 * Kept lengths and lengths put together from parts make that linear in the size of the whole.
 */
const known = new WeakMap<RuntimeCall, number>()

/** Length of a call's encoding in bytes. */
export function encodedLength(call: RuntimeCall): number {
  const found = known.get(call)
  if (found !== undefined) return found
  let inner = 0
  const standIn = (nested: RuntimeCall): RuntimeCall => {
    inner += encodedLength(nested) - STAND_IN_BYTES
    return STAND_IN
  }
  const args = Object.entries(call.args).map(([name, value]) => {
    if (isCall(value)) return [name, standIn(value)] as const
    if (isCalls(value)) return [name, value.map(standIn)] as const
    return [name, value] as const
  })
  const hollow = { call: call.call, args: Object.fromEntries(args) }
  const length = encode(RuntimeCall, hollow).length + inner
  known.set(call, length)
  return length
}

const isCall = (value: unknown): value is RuntimeCall =>
  typeof value === 'object' && value !== null && 'call' in value && 'args' in value

const isCalls = (value: unknown): value is readonly RuntimeCall[] =>
  Array.isArray(value) && value.length > 0 && value.every(isCall)
