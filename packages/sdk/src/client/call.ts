import type { CallArgs, CallName } from '../descriptors/generated/index.ts'
import type { ChainRuntime } from './runtime.ts'

/** A call as the chain takes it: a value, to be submitted or put into another call. */
export interface Call {
  /** Name of the pallet. */
  readonly type: string
  readonly value: { readonly type: string; readonly value: unknown }
}

/**
 * Makes a call.
 *
 * @example call('Balances.transfer_keep_alive', { dest: { type: 'Id', value: address }, value: 1n })
 */
export function call<Name extends CallName>(
  name: Name,
  ...args: CallArgs[Name] extends undefined ? [] : [args: CallArgs[Name]]
): Call {
  const dot = name.indexOf('.')
  return {
    type: name.slice(0, dot),
    value: { type: name.slice(dot + 1), value: args[0] },
  }
}

/** `Pallet.call` of a call. */
export const callName = ({ type, value }: Call): string => `${type}.${value.type}`

/**
 * Makes sure that the chain has a call, and what that carries out, as this package knows them.
 *
 * @throws DescriptorError `Changed`, or `Missing`
 */
export function ensureCall(runtime: ChainRuntime, wanted: Call): void {
  runtime.ensure('call', callName(wanted))
  for (const inner of innerCalls(wanted.value.value)) ensureCall(runtime, inner)
}

function innerCalls(args: unknown): Call[] {
  if (typeof args !== 'object' || args === null) return []
  const { call: one, calls } = args as { call?: unknown; calls?: unknown }
  const list: readonly unknown[] = Array.isArray(calls) ? calls : []
  return [one, ...list].filter(isCall)
}

const isCall = (value: unknown): value is Call => {
  const { type, value: inner } = (value ?? {}) as { type?: unknown; value?: { type?: unknown } }
  return typeof type === 'string' && typeof inner?.type === 'string'
}
