import { H256, struct, vec } from '@plexus/primitives'
import type { ValueOf } from '@plexus/primitives'
import { RuntimeEvent } from '../../frame/runtime-event.ts'
import { Phase } from './types.ts'

/** `frame_system::EventRecord`. */
export const EventRecord = struct(
  { phase: Phase, event: RuntimeEvent, topics: vec(H256) },
  {
    path: ['frame_system', 'EventRecord'],
    params: [
      { name: 'E', type: RuntimeEvent },
      { name: 'T', type: H256 },
    ],
  },
)

export type EventRecord = ValueOf<typeof EventRecord>

export const EventRecords = vec(EventRecord)
