import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Keeps a validator that came out of a backup from voting beside another one with its key. */
export interface RestoredGuard {
  /** Blocks without a vote of its own before it begins to vote. */
  readonly silentBlocks: number
  /** A block was written. */
  sawBlock(): void
}

/** Says that a home came out of a backup and has not voted since. */
export const markRestored = (home: string): void =>
  writeFileSync(markOf(home), MARK, { mode: 0o600 })

/**
 * Guards as long as the home is marked, and takes the mark away once it votes. CometBFT looks for
 * votes of its own in the last blocks when it begins to vote, and ends where there are some. A
 * validator that is just started again finds those of before its stop, so it is not asked to look.
 *
 * @param votes whether it has all blocks that there are
 */
export function createRestoredGuard({
  home,
  votes,
}: {
  readonly home: string
  readonly votes: () => boolean
}): RestoredGuard {
  let isMarked = existsSync(markOf(home))
  let together = 0
  return {
    silentBlocks: isMarked ? SILENT_BLOCKS : 0,
    sawBlock() {
      if (!isMarked) return
      together = votes() ? together + 1 : 0
      if (together < SURE_BLOCKS) return
      rmSync(markOf(home), { force: true })
      isMarked = false
    },
  }
}

const markOf = (home: string): string => join(home, 'restored')
const MARK = 'This home came out of a backup. The file goes when its validator votes again.\n'
const SILENT_BLOCKS = 10
/** CometBFT looks before the first block that it decides with others; one may be on its way. */
const SURE_BLOCKS = 2
