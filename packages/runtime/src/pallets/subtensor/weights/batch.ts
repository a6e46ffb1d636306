import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { DispatchFailure } from '../../../frame/dispatch-error.ts'
import type { DispatchErrorValue } from '../../../frame/dispatch-error.ts'
import { events } from '../events.ts'

/**
 * Does the same for several subnets and goes on where it fails for one; the failures are told in
 * events.
 *
 * @param item must write nothing before it fails
 */
export function inEachSubnet(
  ctx: Context,
  hotkey: AccountId,
  netuids: readonly NetUid[],
  item: (netuid: NetUid, at: number) => void,
): void {
  const failures = netuids.flatMap((netuid, at) => {
    const error = failureOf(() => item(netuid, at))
    return error === undefined ? [] : [[netuid, error] as const]
  })
  if (failures.length > 0) ctx.deposit(events, { type: 'BatchCompletedWithErrors' })
  for (const failure of failures) {
    ctx.deposit(events, { type: 'BatchWeightItemFailed', value: failure })
  }
  ctx.deposit(events, { type: 'BatchWeightsCompleted', value: [netuids, hotkey] })
}

function failureOf(run: () => void): DispatchErrorValue | undefined {
  try {
    run()
  } catch (error) {
    if (error instanceof DispatchFailure) return error.error
    throw error
  }
  return undefined
}
