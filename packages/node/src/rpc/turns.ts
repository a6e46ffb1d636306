/** Whose work it is: the connection it came over. */
export type Lane = object

/**
 * Shares the main thread among connections: work runs at once while the thread was idle, else the
 * connections take turns, and between slices of time the node does everything else.
 */
export interface Turns {
  /** Runs work when it is the lane's turn. */
  run<T>(lane: Lane, work: () => Promise<T>): Promise<T>
  /**
   * For loops that may be long, between their rounds.
   * @returns nothing to wait for where the slice is not used up
   */
  rest(lane: Lane): Promise<void> | undefined
}

/** How long work goes on in one stretch, in ms. One piece of work is never interrupted. */
const SLICE_MS = 8

/** `goes on` where the work continues after the turn, in a microtask. */
type Turn = () => 'done' | 'goes on'

/** @param now in ms */
export function createTurns(now: () => number = () => performance.now()): Turns {
  /** Turns that wait, by lane; the lane that comes next first. */
  const waiting = new Map<Lane, Turn[]>()
  let sliceEnd: number | undefined

  /** A slice begins with the first work after the thread did something else. */
  const isUsedUp = (): boolean => {
    if (sliceEnd !== undefined) return now() >= sliceEnd
    sliceEnd = now() + SLICE_MS
    setImmediate(nextSlice)
    return false
  }
  const nextSlice = (): void => {
    sliceEnd = undefined
    while (waiting.size > 0 && !isUsedUp()) {
      if (takeTurn(waiting) === 'goes on') return
    }
  }
  const mustWait = (): boolean => isUsedUp() || waiting.size > 0
  return {
    run(lane, work) {
      if (!mustWait()) return work()
      return new Promise((resolve, reject) => {
        turnsOf(waiting, lane).push(() => {
          work().then(resolve, reject)
          return 'done'
        })
      })
    },
    rest(lane) {
      if (!mustWait()) return undefined
      return new Promise((resolve) => {
        // Before what its lane has not begun: else all answers would be ready as late as the last.
        turnsOf(waiting, lane).unshift(() => {
          resolve()
          return 'goes on'
        })
      })
    },
  }
}

function turnsOf(waiting: Map<Lane, Turn[]>, lane: Lane): Turn[] {
  const known = waiting.get(lane)
  if (known !== undefined) return known
  const turns: Turn[] = []
  waiting.set(lane, turns)
  return turns
}

/** One turn of the lane that waited longest, which then waits behind the others. */
function takeTurn(waiting: Map<Lane, Turn[]>): ReturnType<Turn> {
  const next = waiting.entries().next()
  if (next.done === true) return 'done'
  const [lane, turns] = next.value
  const turn = turns.shift()
  waiting.delete(lane)
  if (turns.length > 0) waiting.set(lane, turns)
  return turn?.() ?? 'done'
}
