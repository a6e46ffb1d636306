import { netUid } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import { runtimeConfig } from '../../../src/frame/config.ts'
import type { Timing } from '../../../src/frame/config.ts'
import type { Context } from '../../../src/frame/context.ts'
import { signed } from '../../../src/frame/origin.ts'
import type { Origin } from '../../../src/frame/origin.ts'
import { LOCAL_ECONOMY } from '../../../src/genesis/economy.ts'
import { endow, TotalIssuance } from '../../../src/pallets/balances/index.ts'
import { startEconomy } from '../../../src/pallets/subtensor/genesis.ts'
import { Account, BlockNumber } from '../../../src/pallets/system/storage.ts'
import { account, testContext } from '../../helpers/test-context.ts'

/** Rao of one TAO. */
export const TAO = 1_000_000_000n
export const ROOT_NETUID = netUid(0)
/** The subnet that a local network starts with. */
export const FIRST = netUid(1)

/** Coldkeys with 100,000 TAO each. */
export const OWNER = account(101)
export const RIVAL = account(102)
export const asOwner: Origin = signed(OWNER)
export const asRival: Origin = signed(RIVAL)

/** A local network in block 1, with two rich coldkeys beside. */
export function economy(timing: Timing = 'fast'): Context {
  const ctx = testContext({ config: runtimeConfig(timing) })
  endow(ctx, [
    [OWNER, 100_000n * TAO],
    [RIVAL, 100_000n * TAO],
  ])
  startEconomy(ctx, LOCAL_ECONOMY)
  atBlock(ctx, 1)
  return ctx
}

/** Lets time pass without anything happening. */
export const atBlock = (ctx: Context, block: number): void => BlockNumber.set(ctx, block)

/** Spendable rao and what is reserved. */
export const freeOf = (ctx: Context, who: AccountId): bigint => Account.get(ctx, who).data.free

/** A coldkey with so many rao. */
export function endowed(ctx: Context, byte: number, rao: bigint): AccountId {
  const who = account(byte)
  const issued = TotalIssuance.get(ctx)
  endow(ctx, [[who, rao]])
  TotalIssuance.set(ctx, issued + rao)
  return who
}

/** Names of events in their order. */
export const namesOf = (events: readonly (readonly [string, unknown])[]): readonly string[] =>
  events.map(([name]) => name)

/** A subnet that does not exist. */
export const NOWHERE: NetUid = netUid(77)
