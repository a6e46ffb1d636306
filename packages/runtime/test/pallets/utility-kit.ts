import { expect } from 'vitest'
import type { RuntimeCall } from '../../src/frame/call.ts'
import type { PostInfo } from '../../src/frame/call.ts'
import type { Context } from '../../src/frame/context.ts'
import type { DispatchErrorValue } from '../../src/frame/dispatch-error.ts'
import { moduleError } from '../../src/frame/error.ts'
import type { ModuleError } from '../../src/frame/error.ts'
import type { Origin } from '../../src/frame/origin.ts'
import { endow } from '../../src/pallets/balances/genesis.ts'
import { balancesPallet } from '../../src/pallets/balances/index.ts'
import { multisigPallet } from '../../src/pallets/multisig/index.ts'
import { proxyPallet } from '../../src/pallets/proxy/index.ts'
import { sudoPallet } from '../../src/pallets/sudo/index.ts'
import { accountData } from '../../src/pallets/system/accounts.ts'
import { BlockNumber } from '../../src/pallets/system/storage.ts'
import { isFlatBatch, utilityPallet } from '../../src/pallets/utility/index.ts'
import { account, eventsDuring, testContext } from '../helpers/test-context.ts'

export const alice = account(1)
export const bob = account(2)
export const carol = account(3)
export const dave = account(4)

/** What the people of these tests have at the start, in rao. */
export const START_RAO = 10_000_000_000n

export const BAD_ORIGIN: DispatchErrorValue = { type: 'BadOrigin' }
export const CANNOT_LOOKUP: DispatchErrorValue = { type: 'CannotLookup' }

/** A block in which calls that hold calls can be tried. */
export function nestingContext(): Context {
  const ctx = testContext({
    pallets: [balancesPallet, utilityPallet, sudoPallet, multisigPallet, proxyPallet],
    filter: isFlatBatch,
  })
  endow(
    ctx,
    [alice, bob, carol].map((who) => [who, START_RAO] as const),
  )
  BlockNumber.set(ctx, 10)
  return ctx
}

/** What a call that must succeed did. */
export interface Success {
  readonly events: ReturnType<typeof eventsDuring>
  readonly post: PostInfo
}

/** Dispatches a call that must succeed. */
export function succeed(ctx: Context, call: RuntimeCall, origin: Origin): Success {
  let post: PostInfo = {}
  const events = eventsDuring(ctx, () => {
    const outcome = ctx.dispatch(call, origin)
    expect(outcome, call.call.name).toMatchObject({ ok: true })
    post = outcome.post
  })
  return { events, post }
}

/** Dispatches a call that must fail with this error and change nothing. */
export function refuse(
  ctx: Context,
  call: RuntimeCall,
  origin: Origin,
  error: ModuleError | DispatchErrorValue,
): PostInfo {
  const state = ctx.state.changes()
  const records = ctx.eventRecords.length
  const outcome = ctx.dispatch(call, origin)
  const expected = 'pallet' in error ? moduleError(error) : error
  expect(outcome, call.call.name).toMatchObject({ ok: false, error: expected })
  expect(ctx.eventRecords.length, `${call.call.name}: events`).toBe(records)
  expect(ctx.state.changes(), `${call.call.name}: state`).toEqual(state)
  return outcome.post
}

/** Free and reserved rao of an account. */
export function balance(ctx: Context, who: typeof alice): readonly [bigint, bigint] {
  const { free, reserved } = accountData(ctx, who)
  return [free, reserved]
}

/** Goes to another block or extrinsic. */
export function at(ctx: Context, block: number, extrinsic = 0): void {
  BlockNumber.set(ctx, block)
  ctx.phase = { type: 'ApplyExtrinsic', value: extrinsic }
}
