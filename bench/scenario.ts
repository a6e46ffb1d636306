/** One figure that a scenario measured. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** A goal, or a floor measured in the same run, that the figure stands beside. */
  readonly beside?: { readonly name: string; readonly value: number; readonly unit: string }
  /** What the goal asks of the figure, or of its ratio to `beside`. */
  readonly goal?: {
    readonly atLeast?: number
    readonly atMost?: number
    readonly of: 'value' | 'ratio'
  }
}

/** How much work a run does. */
export type Size = 'full' | 'ci'

/** A benchmark: what it does, in one sentence, and its figures. */
export interface Scenario {
  readonly name: string
  readonly about: string
  run(size: Size): Promise<readonly Figure[]>
}

/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const high = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? high) + high) / 2
}

/** Seconds that some work took. */
export async function secondsOf(work: () => unknown): Promise<number> {
  const begin = performance.now()
  await work()
  return (performance.now() - begin) / 1000
}

/** The author's own in each block: its time, and the key to encrypt to. */
export const INHERENTS = 2
