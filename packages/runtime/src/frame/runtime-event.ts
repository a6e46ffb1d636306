import { deferred } from '@plexus/primitives'
import type { Deferred } from '@plexus/primitives'

/** The outer event enum: `{ type: pallet, value: { type: event, value: fields } }`. */
export interface RuntimeEvent {
  readonly type: string
  readonly value: { readonly type: string; readonly value?: unknown }
}

/** The outer event enum; the runtime's assembly ties it. */
export const RuntimeEvent: Deferred<RuntimeEvent> = deferred('RuntimeEvent')
