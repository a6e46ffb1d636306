/** One case and what came of it. */
export interface Verdict {
  readonly at: number
  readonly label: string
  /** Status or ending, for the table. */
  readonly outcome: string
  readonly ms: number
  /** What is wrong; undefined where all is well. */
  readonly fault?: string | undefined
}

/** Counts verdicts. */
export interface Tally {
  judged(verdict: Verdict): void
  /** A failure that no single case stands for. */
  broke(reason: string): void
  report(): string
  failures(): number
}

const PRINTED_FAILURES = 40

/** @param seed is told with each failure, so that it can be played again */
export function createTally(seed: number): Tally {
  const counts = new Map<string, number>()
  let passed = 0
  let failed = 0
  let longest: Verdict = { at: 0, label: 'none', outcome: '', ms: 0 }
  return {
    judged(verdict) {
      if (verdict.ms > longest.ms) longest = verdict
      const kind = verdict.label.split(':', 1)[0] ?? ''
      const key = `${kind} → ${verdict.outcome}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
      if (verdict.fault === undefined) {
        passed += 1
        return
      }
      failed += 1
      if (failed > PRINTED_FAILURES) return
      const { at, label, outcome, ms, fault } = verdict
      const line = `FAILED --seed ${seed} --at ${at}: ${label}: ${fault}`
      process.stdout.write(`${line} (${outcome} after ${ms.toFixed(0)} ms)\n`)
    },
    broke(reason) {
      failed += 1
      process.stdout.write(`FAILED: ${reason}\n`)
    },
    report() {
      const rows = [...counts].toSorted(([left], [right]) => (left < right ? -1 : 1))
      return [
        ...rows.map(([key, count]) => `  ${key}: ${count}`),
        `longest: ${longest.ms.toFixed(0)} ms, ${longest.label} at ${longest.at}`,
        `${passed} passed, ${failed} failed\n`,
      ].join('\n')
    },
    failures: () => failed,
  }
}
