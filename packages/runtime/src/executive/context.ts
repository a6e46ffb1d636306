import { writeCompact, Writer } from '@plexus/primitives'
import type { RuntimeConfig } from '../frame/config.ts'
import type { Context, DispatchRules } from '../frame/context.ts'
import { failWith } from '../frame/dispatch-error.ts'
import { dispatch } from '../frame/dispatch.ts'
import { moduleError } from '../frame/error.ts'
import type { Host } from '../frame/host.ts'
import { errors } from '../pallets/system/errors.ts'
import { Phase } from '../pallets/system/types.ts'
import { Overlay } from '../state/overlay.ts'
import type { StateView } from '../state/view.ts'

const NO_TOPICS = 0
/** Storage layers that may be open at a time above that of the block. */
const MAX_LAYERS = 255
const FILTERED = moduleError(errors.CallFiltered)

/** What stays the same from block to block. */
export interface Environment {
  readonly host: Host
  readonly config: RuntimeConfig
  readonly rules: DispatchRules
}

/** A fresh context over committed state. */
export function createContext(environment: Environment, view: StateView): Context {
  const state = new Overlay(view)
  const eventRecords: Uint8Array[] = []

  const layered = <T>(run: () => T, keep: boolean): T => {
    const mark = eventRecords.length
    if (state.depth > MAX_LAYERS) failWith({ type: 'Transactional', value: 'LimitReached' })
    state.begin()
    let done = false
    try {
      const result = run()
      done = true
      return result
    } finally {
      if (done && keep) state.commit()
      else {
        state.rollback()
        eventRecords.length = mark
      }
    }
  }

  const { host, config, rules } = environment
  const ctx: Context = {
    host,
    config,
    rules,
    state,
    eventRecords,
    phase: { type: 'Initialization' },
    deposit(events, event) {
      const out = new Writer()
      Phase.encodeTo(ctx.phase, out)
      out.bytes(events.encode(event))
      writeCompact(NO_TOPICS, out)
      eventRecords.push(out.finish())
    },
    dispatch: (call, origin, options) => dispatch(ctx, call, origin, FILTERED, options),
    transactional: (run) => layered(run, true),
    discarding: (run) => layered(run, false),
  }
  return ctx
}

/** The encoding of `System.Events`: a length and the records one after the other. */
export function encodeEventRecords(records: readonly Uint8Array[]): Uint8Array {
  const out = new Writer()
  writeCompact(records.length, out)
  for (const record of records) out.bytes(record)
  return out.finish()
}
