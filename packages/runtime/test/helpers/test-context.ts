import { accountId, createHasher, createSignatures, decode } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { createHost } from '../../src/create-host.ts'
import { definition } from '../../src/definition.ts'
import { createContext } from '../../src/executive/context.ts'
import { runtimeConfig } from '../../src/frame/config.ts'
import type { RuntimeConfig } from '../../src/frame/config.ts'
import type { Context, DispatchRules } from '../../src/frame/context.ts'
import type { Host } from '../../src/frame/host.ts'
import { EventRecord } from '../../src/pallets/system/event-record.ts'
import { createStateView } from './state-view.ts'
import type { Entries } from './state-view.ts'

const hasher = await createHasher()

/** The host functions of the chain: real hashes, real signatures. */
export const host: Host = createHost(hasher, await createSignatures())

/** What a test may set; everything has a default. */
export interface TestOptions extends Partial<DispatchRules> {
  readonly config?: RuntimeConfig
  /** Committed state by raw key; empty by default. */
  readonly state?: Entries
}

/** A context over an in-memory state; all pallets, no filter and no guard by default. */
export function testContext(options: TestOptions = {}): Context {
  const { pallets = definition.pallets, filter = () => true, guards = [] } = options
  const { config = runtimeConfig('fast') } = options
  const rules = { pallets, filter, guards }
  const ctx = createContext({ host, config, rules }, createStateView(options.state))
  ctx.phase = { type: 'ApplyExtrinsic', value: 0 }
  return ctx
}

/** An account that nobody has the key of: 32 times the same byte. */
export const account = (byte: number): AccountId => accountId(new Uint8Array(32).fill(byte))

/** The events of the block so far, as `Pallet.Event` with its fields, oldest first. */
export function eventsOf(ctx: Context): readonly (readonly [string, unknown])[] {
  return ctx.eventRecords.map((record) => {
    const { event } = decode(EventRecord, record)
    return [`${event.type}.${event.value.type}`, event.value.value] as const
  })
}

/** The events of something that runs now. */
export function eventsDuring(ctx: Context, run: () => void): ReturnType<typeof eventsOf> {
  const before = ctx.eventRecords.length
  run()
  return eventsOf(ctx).slice(before)
}
