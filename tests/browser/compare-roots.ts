import type { BlockRoots } from './replay.ts'

/** Compares the roots of a replay with those of the history, block by block. */
export interface Comparison {
  /** The roots of the next block. @throws RootsDifferError */
  check(found: BlockRoots): void
  /** @throws Error when blocks are missing */
  end(): void
}

/** A block came out differently. */
export class RootsDifferError extends Error {
  override readonly name = 'RootsDifferError'
  readonly block: number

  constructor(block: number, message: string) {
    super(message)
    this.block = block
  }
}

/** @param expected genesis and the blocks after it */
export function compareRoots(expected: readonly BlockRoots[]): Comparison {
  let next = 0
  return {
    check(found) {
      const wanted = expected[next]
      if (wanted === undefined) throw new Error(`block ${found.number} is one too many`)
      if (found.number !== wanted.number) {
        throw new Error(`block ${found.number} is told where ${wanted.number} comes`)
      }
      const field = (['stateRoot', 'hash'] as const).find((name) => found[name] !== wanted[name])
      if (field !== undefined) {
        throw new RootsDifferError(
          wanted.number,
          `block ${wanted.number}: ${field} ${found[field]} instead of ${wanted[field]}`,
        )
      }
      next += 1
    },
    end() {
      if (next < expected.length) throw new Error(`only ${next} of ${expected.length} blocks told`)
    },
  }
}
