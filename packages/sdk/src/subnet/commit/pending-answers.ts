import type { RevealedAnswer } from './answer-commitment.ts'

/** Answers of a miner that wait for their reveal. */
export interface PendingAnswers {
  keep(commitment: string, caller: string, revealed: RevealedAnswer): void
  /**
   * What was committed to this caller. It may ask again, since answers get lost on the way.
   * Undefined: nothing such, or long ago.
   */
  find(commitment: string, caller: string): RevealedAnswer | undefined
}

/** @param capacity most answers that are kept; the oldest go first */
export function createPendingAnswers(capacity: number): PendingAnswers {
  const entries = new Map<string, { readonly caller: string; readonly revealed: RevealedAnswer }>()
  return {
    keep(commitment, caller, revealed) {
      const oldest = entries.keys().next()
      if (entries.size >= capacity && oldest.done !== true) entries.delete(oldest.value)
      entries.set(commitment, { caller, revealed })
    },
    find(commitment, caller) {
      const entry = entries.get(commitment)
      return entry?.caller === caller ? entry.revealed : undefined
    },
  }
}
