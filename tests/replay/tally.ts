import { allCalls } from '@plexus/runtime'

/** Counts what became of calls. */
export interface Tally {
  refused(call: string): void
  dispatched(call: string, outcome: string): void
  /** A line for each call that was tried, and those that never succeeded. */
  table(): string
  /** How many of a hundred dispatched transactions did what they were to do. */
  successPercent(): number
}

interface Count {
  tried: number
  refused: number
  succeeded: number
  readonly errors: Map<string, number>
}

/** Counts nothing yet. */
export function createTally(): Tally {
  const counts = new Map<string, Count>()
  const of = (call: string): Count => {
    const known = counts.get(call)
    if (known !== undefined) return known
    const fresh: Count = { tried: 0, refused: 0, succeeded: 0, errors: new Map() }
    counts.set(call, fresh)
    return fresh
  }
  return {
    refused(call) {
      const count = of(call)
      count.tried += 1
      count.refused += 1
    },
    dispatched(call, outcome) {
      const count = of(call)
      count.tried += 1
      if (outcome === 'ok') count.succeeded += 1
      else count.errors.set(outcome, (count.errors.get(outcome) ?? 0) + 1)
    },
    table: () => tableOf(counts),
    successPercent() {
      const all = [...counts.values()]
      const sum = (of: (count: Count) => number): number => all.reduce((n, each) => n + of(each), 0)
      const dispatched = sum(({ tried, refused }) => tried - refused)
      return dispatched === 0
        ? 0
        : Math.round((100 * sum(({ succeeded }) => succeeded)) / dispatched)
    },
  }
}

function tableOf(counts: ReadonlyMap<string, Count>): string {
  const calls = allCalls()
  const lines = [
    'call                                                     tried succeeded  most frequent error',
  ]
  const never: string[] = []
  for (const { pallet, name, closed } of calls) {
    const call = `${pallet.name}.${name}`
    const { tried = 0, succeeded = 0, errors } = counts.get(call) ?? {}
    if (succeeded === 0 && !closed) never.push(call)
    if (tried === 0) continue
    const [worst] = [...(errors ?? [])].sort(([, a], [, b]) => b - a)
    const numbers = `${String(tried).padStart(7)}${String(succeeded).padStart(10)}`
    lines.push(`${call.padEnd(55)}${numbers}  ${worst?.[0] ?? ''}`)
  }
  const closed = calls.filter((call) => call.closed).length
  return [
    ...lines,
    `never succeeded: ${never.length === 0 ? 'none' : never.join(', ')}`,
    `closed, so that they cannot: ${closed} calls`,
  ].join('\n')
}
