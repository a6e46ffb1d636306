import type { Type } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import type { TypedCall } from '../../../frame/call.ts'
import { ensureRoot } from '../../../frame/origin.ts'
import type { StorageItem } from '../../../frame/storage.ts'
import { events as subtensorEvents } from '../../subtensor/events.ts'
import { adminUtils } from '../id.ts'
import { weights } from '../weights.ts'
import type { SettingName } from '../weights.ts'

/** An event of SubtensorModule. */
export type SubtensorEvent = Parameters<typeof subtensorEvents.encode>[0]

/** A number of the whole chain that Root sets. */
export interface ChainSetting<K extends string, T> {
  readonly index: number
  readonly name: SettingName
  /** Name of the argument on the wire. */
  readonly arg: K
  readonly type: Type<T>
  readonly item: StorageItem<[], T, T>
  /** Fails where the value is out of its bounds. */
  readonly bounds?: (value: T) => void
  readonly event?: (value: T) => SubtensorEvent
}

/** The call of a setting of the whole chain: Root, bounds, the value, its event. */
export function chainSetting<const K extends string, T>(
  setting: ChainSetting<K, T>,
): TypedCall<{ readonly [P in K]: T }> {
  const { index, name, arg, type, item, bounds, event } = setting
  const declared = call(
    adminUtils,
    { [arg]: type },
    {
      index,
      name,
      weight: weights[name],
      run(ctx, origin, args) {
        const value = args[arg] as T
        ensureRoot(origin)
        bounds?.(value)
        item.set(ctx, value)
        if (event !== undefined) ctx.deposit(subtensorEvents, event(value))
      },
    },
  )
  return declared as TypedCall<{ readonly [P in K]: T }>
}
