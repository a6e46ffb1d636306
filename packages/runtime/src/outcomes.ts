import { definitionIn, sovereignDefinition } from './definition.ts'
import { createContext } from './executive/context.ts'
import { runtimeConfig } from './frame/config.ts'
import type { DispatchErrorValue, DispatchResultValue } from './frame/dispatch-error.ts'
import type { Host } from './frame/host.ts'
import { Events } from './pallets/system/storage.ts'
import type { StateView } from './state/view.ts'

/** `ok`, or the name of the error as `Pallet.Error`. */
export type DispatchOutcome = string

/** What became of an extrinsic and of the calls inside it. */
export interface ExtrinsicOutcome {
  readonly outcome: DispatchOutcome
  /** Of the items of its batches that ran, or of the call that Root made. */
  readonly inner: readonly DispatchOutcome[]
}

/**
 * What became of the extrinsics of a block, by their place in it. Where Root ran a call inside,
 * the outcome is that of the call.
 *
 * @param view the state that the block left
 */
export function dispatchOutcomes(host: Host, view: StateView): readonly DispatchOutcome[] {
  const outcomes: DispatchOutcome[] = []
  for (const { at, name, fields } of extrinsicEvents(host, view)) {
    switch (name) {
      case 'System.ExtrinsicSuccess':
        outcomes[at] ??= 'ok'
        break
      case 'System.ExtrinsicFailed':
        outcomes[at] = errorName(field(fields, 'dispatch_error') as DispatchErrorValue)
        break
      case 'Sudo.Sudid':
      case 'Sudo.SudoAsDone': {
        const result = field(fields, 'sudo_result') as DispatchResultValue
        if (!result.ok) outcomes[at] = errorName(result.error)
        break
      }
    }
  }
  return outcomes
}

/**
 * What became of the extrinsics of a block and of the calls inside them, by their place in it. Of
 * calls inside one that failed as a whole nothing is left to tell.
 *
 * @param view the state that the block left
 */
export function extrinsicOutcomes(host: Host, view: StateView): readonly ExtrinsicOutcome[] {
  const outcomes: ExtrinsicOutcome[] = []
  let inner: DispatchOutcome[] = []
  for (const { at, name, fields } of extrinsicEvents(host, view)) {
    switch (name) {
      case 'Utility.ItemCompleted':
        inner.push('ok')
        break
      case 'Utility.ItemFailed':
      case 'Utility.BatchInterrupted':
        inner.push(errorName(field(fields, 'error') as DispatchErrorValue))
        break
      case 'Sudo.Sudid':
      case 'Sudo.SudoAsDone': {
        const result = field(fields, 'sudo_result') as DispatchResultValue
        inner = [result.ok ? 'ok' : errorName(result.error)]
        break
      }
      case 'System.ExtrinsicSuccess':
        outcomes[at] = { outcome: 'ok', inner }
        inner = []
        break
      case 'System.ExtrinsicFailed': {
        const error = field(fields, 'dispatch_error') as DispatchErrorValue
        outcomes[at] = { outcome: errorName(error), inner: [] }
        inner = []
        break
      }
    }
  }
  return outcomes
}

interface ExtrinsicEvent {
  /** Place of the extrinsic in the block. */
  readonly at: number
  /** `Pallet.Event`. */
  readonly name: string
  readonly fields: unknown
}

function extrinsicEvents(host: Host, view: StateView): readonly ExtrinsicEvent[] {
  const environment = { host, config: runtimeConfig('fast'), rules: definitionIn(host, view).rules }
  return Events.get(createContext(environment, view)).flatMap(
    ({ phase, event: { type, value } }) =>
      phase.type === 'ApplyExtrinsic'
        ? [{ at: phase.value, name: `${type}.${value.type}`, fields: value.value }]
        : [],
  )
}

function errorName(error: DispatchErrorValue): string {
  if (error.type === 'Token' || error.type === 'Arithmetic') return `${error.type}.${error.value}`
  if (error.type !== 'Module') return error.type
  const pallet = sovereignDefinition.pallets.find(({ id }) => id.index === error.value.index)
  const index = error.value.error[0]
  const known = Object.values(pallet?.errors ?? {}).find((each) => each.index === index)
  return `${pallet?.id.name ?? '?'}.${known?.name ?? '?'}`
}

const field = (fields: unknown, name: string): unknown =>
  typeof fields === 'object' && fields !== null ? Reflect.get(fields, name) : undefined
