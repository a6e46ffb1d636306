/** Blocks whose states somebody reads for a while. */
export interface Holds {
  /** Keeps a state from being pruned until the answer is called. */
  add(number: number): () => void
  /** Number of the lowest held block; infinite where none is. */
  lowest(): number
}

export function createHolds(): Holds {
  const held = new Set<{ readonly number: number }>()
  return {
    add(number) {
      const hold = { number }
      held.add(hold)
      return () => void held.delete(hold)
    },
    lowest: () => Math.min(...Array.from(held, ({ number }) => number)),
  }
}
