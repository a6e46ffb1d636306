import { expect } from 'vitest'
import type { RuntimeCall } from '../../src/frame/call.ts'
import type { Context } from '../../src/frame/context.ts'
import type { DispatchErrorValue } from '../../src/frame/dispatch-error.ts'
import { moduleError } from '../../src/frame/error.ts'
import type { ModuleError } from '../../src/frame/error.ts'
import { ROOT } from '../../src/frame/origin.ts'
import type { CallFilter, Origin } from '../../src/frame/origin.ts'
import { balancesPallet } from '../../src/pallets/balances/index.ts'
import { preimagePallet } from '../../src/pallets/preimage/index.ts'
import { safeModePallet } from '../../src/pallets/safe-mode/index.ts'
import { schedulerPallet } from '../../src/pallets/scheduler/index.ts'
import { BlockNumber } from '../../src/pallets/system/storage.ts'
import { eventsOf, testContext } from '../helpers/test-context.ts'

/** One context on which a test goes from block to block. */
export interface TestChain {
  readonly ctx: Context
  goTo(block: number): void
  /** Events since this was asked last. */
  events(): ReturnType<typeof eventsOf>
  /** Dispatches a call that must succeed. */
  run(call: RuntimeCall, origin?: Origin): { readonly isFree: boolean }
  /** Dispatches a call that must fail with this error and change nothing. */
  refuse(call: RuntimeCall, error: ModuleError | DispatchErrorValue, origin?: Origin): void
}

const pallets = [balancesPallet, preimagePallet, schedulerPallet, safeModePallet]

export const BAD_ORIGIN: DispatchErrorValue = { type: 'BadOrigin' }

/** A chain at block 1 with nothing in its state. */
export function createTestChain(options: { readonly filter?: CallFilter } = {}): TestChain {
  const ctx = testContext({ ...options, pallets })
  BlockNumber.set(ctx, 1)
  let seen = 0
  return {
    ctx,
    goTo: (block) => BlockNumber.set(ctx, block),
    events() {
      const fresh = eventsOf(ctx).slice(seen)
      seen = ctx.eventRecords.length
      return fresh
    },
    run(call, origin = ROOT) {
      const outcome = ctx.dispatch(call, origin)
      expect(outcome, call.call.name).toMatchObject({ ok: true })
      return { isFree: outcome.post.paysFee === false }
    },
    refuse(call, error, origin = ROOT) {
      const events = ctx.eventRecords.length
      const before = ctx.state.changes()
      const outcome = ctx.dispatch(call, origin)
      const expected = 'pallet' in error ? moduleError(error) : error
      expect(outcome, call.call.name).toMatchObject({ ok: false, error: expected })
      expect(ctx.eventRecords.length, `${call.call.name}: events`).toBe(events)
      const after = ctx.state.changes()
      // What was not written is the very same array.
      const isSame = [...after].every(([key, value]) => before.get(key) === value)
      expect(isSame && after.size === before.size, `${call.call.name}: state`).toBe(true)
    },
  }
}
