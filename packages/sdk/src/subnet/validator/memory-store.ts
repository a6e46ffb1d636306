import {
  parseWindowLog,
  readVerdictLine,
  verdictKey,
  writeVerdictLine,
} from '../evidence/window-log.ts'
import type { OpenWindow, SavedState, ValidatorStore } from './store.ts'

/** A store that lasts as long as the process, with its logs to read. */
export interface MemoryStore<Detail, State> extends ValidatorStore<Detail, State> {
  /** The text of the log of a window. */
  log(window: number): string | undefined
}

/** For tests and short lives. @param secret 32 bytes */
export function createMemoryStore<Detail, State>(secret: Uint8Array): MemoryStore<Detail, State> {
  const logs = new Map<number, string>()
  let saved: string | undefined
  const reopen = (window: number): OpenWindow<Detail, State> | undefined => {
    const text = logs.get(window)
    if (text === undefined) return undefined
    const record = parseWindowLog<Detail, State>(text)
    const known = new Set(record.verdicts.map(verdictKey))
    const write = (line: string) => logs.set(window, `${logs.get(window) ?? ''}${line}\n`)
    return {
      record,
      append: async (verdict) => {
        const line = writeVerdictLine(verdict)
        if (!known.has(verdictKey(verdict))) write(line)
        known.add(verdictKey(verdict))
        return readVerdictLine<Detail>(line)
      },
      finish: async (end) => void write(JSON.stringify(end)),
    }
  }
  return {
    secret: async () => secret,
    load: async () => (saved === undefined ? undefined : (JSON.parse(saved) as SavedState<State>)),
    save: async (state) => {
      saved = JSON.stringify(state)
    },
    open: async (header) => {
      if (!logs.has(header.window)) logs.set(header.window, `${JSON.stringify(header)}\n`)
      return reopen(header.window) as OpenWindow<Detail, State>
    },
    reopen: async (window) => reopen(window),
    log: (window) => logs.get(window),
  }
}
