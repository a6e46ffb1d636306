import { NonceMemory } from './nonce-memory.ts'
import type { NonceClaim } from './nonce-memory.ts'
import type { ReplayStore } from './replay-store.ts'

/** Remembers the newest nonce of each caller, so that no request works twice. */
export interface ReplayTable {
  /**
   * `first` where nothing is known of hotkey and uuid; `next` for a nonce above the last;
   * `replayed` for one that is not, or that could be one of those forgotten.
   */
  judge(claim: NonceClaim): 'first' | 'next' | 'replayed'
  /** Keeps the nonce of a verified request. It is stored when this returns. */
  accept(claim: NonceClaim): void
  /** Entries, for tests and metrics. */
  readonly size: number
}

/** Lines per entry before the store is written anew. */
const LINES_PER_ENTRY = 4
const LEAST_LINES = 4_096

/** Bounded as `NonceMemory`; what the store holds is known from the start. */
export function createReplayTable(
  bounds: { readonly entries: number; readonly perHotkey: number },
  store?: ReplayStore,
): ReplayTable {
  const memory = new NonceMemory(bounds)
  let lines = 0
  for (const entry of store?.load() ?? []) memory.restore(entry)
  store?.replace(memory.entries())
  return {
    judge(claim) {
      const last = memory.last(claim)
      if (last !== undefined) return claim.nonce > last ? 'next' : 'replayed'
      return claim.nonce > memory.floor(claim.hotkey) ? 'first' : 'replayed'
    },
    accept(claim) {
      memory.remember(claim)
      if (store === undefined) return
      store.append({ key: `${claim.hotkey}:${claim.uuid}`, nonce: claim.nonce })
      lines += 1
      if (lines <= Math.max(LEAST_LINES, LINES_PER_ENTRY * memory.size)) return
      store.replace(memory.entries())
      lines = 0
    },
    get size() {
      return memory.size
    },
  }
}
