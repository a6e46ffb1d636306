import { AccountId32, fixedBytes, option, struct, tuple, u32, u8 } from '@plexus/primitives'
import type { AnyType, ValueOf } from '@plexus/primitives'
import { BoundedCall } from '../preimage/index.ts'
import { OriginCaller } from '../utility/index.ts'

/** 32 bytes of the scheduler's choice. */
export const TaskName = fixedBytes(32)

export type TaskName = ValueOf<typeof TaskName>

/** Where a task stands: its block and its place in that block's agenda. */
export const TaskAddress = tuple(u32, u32)

export type TaskAddress = ValueOf<typeof TaskAddress>

/** Blocks between runs, and how many runs follow. */
export const Period = tuple(u32, u32)

export type Period = ValueOf<typeof Period>

/** `pallet_scheduler::Scheduled`: a task. */
export const Scheduled = struct(
  {
    maybe_id: option(TaskName),
    /** The lowest runs first. */
    priority: u8,
    call: BoundedCall,
    maybe_periodic: option(Period),
    origin: OriginCaller,
  },
  {
    path: ['pallet_scheduler', 'Scheduled'],
    params: [
      { name: 'Name', type: TaskName as AnyType },
      { name: 'Call', type: BoundedCall as AnyType },
      { name: 'BlockNumber', type: u32 as AnyType },
      { name: 'PalletsOrigin', type: OriginCaller as AnyType },
      { name: 'AccountId', type: AccountId32 as AnyType },
    ],
  },
)

export type Scheduled = ValueOf<typeof Scheduled>

/** `pallet_scheduler::RetryConfig`: how often and when a failed task runs again. */
export const RetryConfig = struct(
  { total_retries: u8, remaining: u8, period: u32 },
  { path: ['pallet_scheduler', 'RetryConfig'], params: [{ name: 'Period', type: u32 as AnyType }] },
)

export type RetryConfig = ValueOf<typeof RetryConfig>
