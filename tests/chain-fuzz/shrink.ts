import { movesIn } from './script.ts'
import type { Script, ScriptMove } from './script.ts'
import type { Break } from './play.ts'

/** What a shrunk script is. */
export interface Shrunk {
  readonly script: Script
  readonly found: Break
  readonly tries: number
}

/** Plays a script until it breaks. */
export type Trial = (script: Script) => Break | undefined

const DEFAULT_TRIES = 400

/**
 * A shorter script that breaks the same invariant first: blocks after the break go, then moves in
 * halves, quarters and so on, then blocks without moves.
 *
 * @param found how the script breaks
 * @param limit how often it is played at most
 */
export function shrink(script: Script, found: Break, trial: Trial, limit = DEFAULT_TRIES): Shrunk {
  const wanted = kindOf(found)
  let best: { readonly script: Script; readonly found: Break } = {
    script: upTo(script, found),
    found,
  }
  let tries = 0
  const isOver = (): boolean => tries >= limit
  const isBetter = (candidate: Script): boolean => {
    if (isOver()) return false
    tries += 1
    const again = trial(candidate)
    if (again === undefined || kindOf(again) !== wanted) return false
    best = { script: upTo(candidate, again), found: again }
    return true
  }
  let size: number
  do {
    size = sizeOf(best.script)
    // Blocks come first: they cost most to play.
    reduce(() => units(best.script, 'block'), isBetter)
    reduce(() => units(best.script, 'move'), isBetter)
    reduce(() => units(best.script, 'empty'), isBetter)
  } while (sizeOf(best.script) < size && !isOver())
  return { ...best, tries }
}

/** What kind of break it is: its first fault without the numbers and names in it. */
export const kindOf = ({ faults }: Break): string =>
  (faults[0] ?? '').replaceAll(/0x[0-9a-f]+|\b5[1-9A-HJ-NP-Za-km-z]{45,48}\b|-?\d+/g, '#')

const sizeOf = (script: Script): number => movesIn(script) + script.blocks.length

const upTo = ({ blocks }: Script, { block }: Break): Script => ({ blocks: blocks.slice(0, block) })

/** A part of a script that may be left out, and the script without some of them. */
interface Units {
  readonly count: number
  without(from: number, to: number): Script
}

/** Leaves out halves of what there is, then quarters, down to single parts. */
function reduce(unitsNow: () => Units, isBetter: (candidate: Script) => boolean): void {
  let chunk = Math.ceil(unitsNow().count / 2)
  while (chunk >= 1) {
    // From the end: what comes late rarely makes possible what comes early.
    for (let to = unitsNow().count; to > 0; to -= chunk) {
      const from = Math.max(0, to - chunk)
      const now = unitsNow()
      if (from < now.count) isBetter(now.without(from, Math.min(to, now.count)))
    }
    chunk = chunk === 1 ? 0 : Math.ceil(chunk / 2)
  }
}

function units(script: Script, kind: 'block' | 'move' | 'empty'): Units {
  const { blocks } = script
  switch (kind) {
    case 'block': {
      const full = placesOf(blocks, (moves) => moves.length > 0)
      return {
        count: full.length,
        without(from, to) {
          const cut = new Set(full.slice(from, to))
          return { blocks: blocks.map((moves, at) => (cut.has(at) ? [] : moves)) }
        },
      }
    }
    case 'move':
      return {
        count: movesIn(script),
        without(from, to) {
          let place = 0
          const isKept = (): boolean => {
            const keeps = place < from || place >= to
            place += 1
            return keeps
          }
          return { blocks: blocks.map((moves) => moves.filter(isKept)) }
        },
      }
    case 'empty': {
      const empty = placesOf(blocks, (moves) => moves.length === 0)
      return {
        count: empty.length,
        without(from, to) {
          const cut = new Set(empty.slice(from, to))
          return { blocks: blocks.filter((_, at) => !cut.has(at)) }
        },
      }
    }
  }
}

function placesOf(
  blocks: Script['blocks'],
  isWanted: (moves: readonly ScriptMove[]) => boolean,
): readonly number[] {
  return blocks.flatMap((moves, at) => (isWanted(moves) ? [at] : []))
}
