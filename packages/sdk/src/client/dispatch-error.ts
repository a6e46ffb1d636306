import type { ChainFailure } from './errors.ts'
import type { ChainEvent } from './receipt.ts'
import type { ChainRuntime } from './runtime.ts'

/** A `DispatchError` as the codecs give it. */
export interface DispatchErrorValue {
  readonly type: string
  readonly value?: unknown
}

/** Names the error of a failed dispatch and says what it means. */
export function explainDispatchError(
  runtime: ChainRuntime,
  { type, value }: DispatchErrorValue,
): ChainFailure {
  if (type === 'Module' && isVariant(value) && isVariant(value.value)) {
    const pallet = value.type
    const error = value.value.type
    return { pallet, error, meaning: meaningOf(runtime, pallet, error) }
  }
  const error = isVariant(value) ? `${type}.${value.type}` : type
  return { error, meaning: SYSTEM_ERRORS[error] ?? SYSTEM_ERRORS[type] ?? 'The runtime refused.' }
}

/**
 * The error of a transaction: its own, or that of the call that it carried out for somebody else
 * and that failed without failing it (proxy, sudo, multisig, batch).
 */
export function dispatchFailure(events: readonly ChainEvent[]): DispatchErrorValue | undefined {
  for (const { name, value } of events) {
    if (name === 'System.ExtrinsicFailed') return pick(value, 'dispatch_error')
  }
  for (const { name, value } of events) {
    const inner = INNER[name]?.(value)
    if (inner !== undefined) return inner
  }
  return undefined
}

const failed = (result: unknown): DispatchErrorValue | undefined => {
  const { success, value } = (result ?? {}) as { success?: unknown; value?: unknown }
  return success === false && isVariant(value) ? value : undefined
}

const INNER: Readonly<Record<string, (value: unknown) => DispatchErrorValue | undefined>> = {
  'Sudo.Sudid': (value) => failed(field(value, 'sudo_result')),
  'Sudo.SudoAsDone': (value) => failed(field(value, 'sudo_result')),
  'Proxy.ProxyExecuted': (value) => failed(field(value, 'result')),
  'Multisig.MultisigExecuted': (value) => failed(field(value, 'result')),
  'Utility.BatchInterrupted': (value) => pick(value, 'error'),
  'Utility.ItemFailed': (value) => pick(value, 'error'),
}

/** Events of one field carry it bare. */
function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !(name in value)) return value
  return (value as Record<string, unknown>)[name]
}

function pick(value: unknown, name: string): DispatchErrorValue | undefined {
  const found = field(value, name)
  return isVariant(found) ? found : undefined
}

const isVariant = (value: unknown): value is { type: string; value?: unknown } =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as { type?: unknown }).type === 'string'

/** What the metadata says of an error. */
function meaningOf({ metadata }: ChainRuntime, pallet: string, error: string): string {
  const type = metadata.pallets.find(({ name }) => name === pallet)?.errors?.type
  const def = type === undefined ? undefined : metadata.lookup[type]?.def
  const variant = def?.tag === 'variant' ? def.value.find(({ name }) => name === error) : undefined
  const text = variant?.docs.join(' ').trim() ?? ''
  return text === '' ? 'The chain gives no explanation.' : text
}

/** Errors of the runtime itself, which metadata explains nowhere. */
const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  BadOrigin: 'This account may not make this call: another key has to sign it.',
  CannotLookup: 'An address in the call belongs to no account.',
  ConsumerRemaining: 'The account is still in use and cannot be removed.',
  NoProviders: 'The account does not exist: give it some TAO first.',
  TooManyConsumers: 'Too much refers to this account.',
  'Token.FundsUnavailable': 'The account has not enough TAO.',
  'Token.OnlyProvider': 'The account would end, and something still needs it.',
  'Token.BelowMinimum': 'The account would hold less than the existential deposit.',
  'Token.CannotCreate': 'The account cannot be created.',
  'Token.UnknownAsset': 'There is no such token.',
  'Token.Frozen': 'The tokens are frozen.',
  'Token.NotExpendable': 'The transfer would end the account, which must stay alive.',
  'Arithmetic.Underflow': 'The amount is more than there is.',
  'Arithmetic.Overflow': 'The amount is too large.',
  'Arithmetic.DivisionByZero': 'The chain would divide by zero.',
  Exhausted: 'The block is full; try again in the next.',
  Corruption: 'The state of the chain is corrupt.',
  Unavailable: 'What the call needs is not available now.',
  RootNotAllowed: 'The root origin may not make this call.',
  Other: 'The runtime refused without a reason.',
}
