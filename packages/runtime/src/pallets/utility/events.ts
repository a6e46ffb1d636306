import { bare, naming, u32 } from '@plexus/primitives'
import { DispatchError, DispatchResult } from '../../frame/dispatch-error.ts'
import { palletEvents } from '../../frame/event.ts'
import { utility } from './id.ts'

export const events = palletEvents(
  utility,
  {
    BatchInterrupted: naming(0, { index: u32, error: DispatchError }),
    BatchCompleted: bare(1),
    BatchCompletedWithErrors: bare(2),
    ItemCompleted: bare(3),
    ItemFailed: naming(4, { error: DispatchError }),
    DispatchedAs: naming(5, { result: DispatchResult }),
    IfElseMainSuccess: bare(6),
    IfElseFallbackCalled: naming(7, { main_error: DispatchError }),
  },
  'plain',
)
