import { definition } from './definition.ts'
import { createContext } from './executive/context.ts'
import { runtimeConfig } from './frame/config.ts'
import type { DispatchErrorValue, DispatchResultValue } from './frame/dispatch-error.ts'
import type { Host } from './frame/host.ts'
import { Events } from './pallets/system/storage.ts'
import type { StateView } from './state/view.ts'

/** `ok`, or the name of the error as `Pallet.Error`. */
export type DispatchOutcome = string

/**
 * What became of the extrinsics of a block, by their place in it. Where Root ran a call inside,
 * the outcome is that of the call.
 *
 * @param view the state that the block left
 */
export function dispatchOutcomes(host: Host, view: StateView): readonly DispatchOutcome[] {
  const environment = { host, config: runtimeConfig('fast'), rules: definition.rules }
  const outcomes: DispatchOutcome[] = []
  for (const { phase, event } of Events.get(createContext(environment, view))) {
    if (phase.type !== 'ApplyExtrinsic') continue
    const at = phase.value
    switch (`${event.type}.${event.value.type}`) {
      case 'System.ExtrinsicSuccess':
        outcomes[at] ??= 'ok'
        break
      case 'System.ExtrinsicFailed':
        outcomes[at] = errorName(field(event.value.value, 'dispatch_error') as DispatchErrorValue)
        break
      case 'Sudo.Sudid':
      case 'Sudo.SudoAsDone': {
        const result = field(event.value.value, 'sudo_result') as DispatchResultValue
        if (!result.ok) outcomes[at] = errorName(result.error)
        break
      }
    }
  }
  return outcomes
}

function errorName(error: DispatchErrorValue): string {
  if (error.type !== 'Module') return error.type
  const pallet = definition.pallets.find(({ id }) => id.index === error.value.index)
  const index = error.value.error[0]
  const known = Object.values(pallet?.errors ?? {}).find((each) => each.index === index)
  return `${pallet?.id.name ?? '?'}.${known?.name ?? '?'}`
}

const field = (fields: unknown, name: string): unknown =>
  typeof fields === 'object' && fields !== null ? Reflect.get(fields, name) : undefined
