import type { RuntimeCall } from '@plexus/runtime'
import { callName } from '@plexus/testing'
import { CANNOT_SUCCEED, openCalls } from './never.ts'
import type { PlayedMove } from './play.ts'
import { callOfMove } from './script.ts'

/** Counts what became of calls. */
export interface Tally {
  add(played: PlayedMove): void
  /** A call that blocks have of themselves. */
  inherent(call: string, outcome: string): void
  summary(): Summary
}

/** What a campaign did to a call. */
export interface CallCount {
  readonly call: string
  readonly tried: number
  readonly succeeded: number
  /** The error that came most often; empty where none came. */
  readonly worst: string
}

/** What a campaign did to all calls. */
export interface Summary {
  readonly counts: readonly CallCount[]
  readonly open: number
  readonly succeeded: number
  /** Open calls that never succeeded. */
  readonly never: readonly string[]
}

interface Count {
  tried: number
  succeeded: number
  readonly errors: Map<string, number>
}

/** Counts nothing yet. */
export function createTally(): Tally {
  const counts = new Map<string, Count>()
  const count = (call: string, outcome: string): void => {
    const known = counts.get(call) ?? { tried: 0, succeeded: 0, errors: new Map() }
    counts.set(call, known)
    known.tried += 1
    if (outcome === 'ok') known.succeeded += 1
    else known.errors.set(outcome, (known.errors.get(outcome) ?? 0) + 1)
  }
  return {
    add(played) {
      for (const [call, outcome] of outcomesOf(played)) count(call, outcome)
    },
    inherent: count,
    summary() {
      const open = openCalls()
      const never = open.filter((call) => (counts.get(call)?.succeeded ?? 0) === 0)
      return {
        counts: open.flatMap((call) => {
          const { tried = 0, succeeded = 0, errors } = counts.get(call) ?? {}
          const [worst] = [...(errors ?? [])].sort(([, a], [, b]) => b - a)
          return [{ call, tried, succeeded, worst: worst?.[0] ?? '' }]
        }),
        open: open.length,
        succeeded: open.length - never.length,
        never,
      }
    },
  }
}

/** Whether a move did all that it was to do. */
export const didSucceed = ({ outcome, inner }: PlayedMove): boolean =>
  outcome === 'ok' && inner.every((each) => each === 'ok')

/** What became of a call and of those inside it, as far as events tell. */
function outcomesOf(played: PlayedMove): readonly (readonly [string, string])[] {
  const { move, outcome, inner, behind } = played
  const call = callOfMove(move)
  if (move.by === 'Root') {
    const done = inner[0] ?? outcome
    return [
      ['Sudo.sudo', outcome],
      [callName(call), done],
    ]
  }
  const inside = callsInside(call)
  const told = inside.flatMap((each, at) => {
    const became = inner[at]
    return became === undefined ? [] : [[callName(each), became] as const]
  })
  const made = behind.map((name) => [name, outcome] as const)
  return [[callName(call), outcome], ...told, ...made]
}

/** Calls inside a call whose outcomes are told one by one. */
function callsInside({ call, args }: RuntimeCall): readonly RuntimeCall[] {
  const name = `${call.pallet.name}.${call.name}`
  if (/^Utility\..*batch/.test(name)) return (args['calls'] as readonly RuntimeCall[]) ?? []
  if (name.startsWith('Sudo.sudo')) return [args['call'] as RuntimeCall]
  return []
}

/** The whole numbers of a hundred, rounded down. */
export const percent = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.floor((100 * part) / whole)

/** A summary for people: a line for each call, and those that never succeeded. */
export function table({ counts, open, succeeded, never }: Summary): string {
  const lines = counts
    .filter(({ tried }) => tried > 0)
    .map(
      ({ call, tried, succeeded: ok, worst }) =>
        `${call.padEnd(58)}${String(tried).padStart(7)}${String(ok).padStart(8)}  ${worst}`,
    )
  const missing = never.map((call) => `  ${call}: ${CANNOT_SUCCEED.get(call) ?? 'not seen'}`)
  return [
    `${'call'.padEnd(60)}tried      ok  most frequent error`,
    ...lines,
    `never succeeded: ${never.length}`,
    ...missing,
    `${succeeded} of ${open} open calls succeeded (${percent(succeeded, open)} %)`,
  ].join('\n')
}

/** The same as a page of the documentation. */
export function page({ counts, succeeded, open }: Summary, how: string): string {
  const rows = counts.map(({ call, tried, succeeded: ok, worst }) => {
    const why = CANNOT_SUCCEED.get(call)
    const error = worst === '' ? '' : `\`${worst}\``
    return [`\`${call}\``, `${tried}`, `${ok}`, why === undefined ? error : `cannot: ${why}`]
  })
  return [
    '# Calls in random histories',
    '',
    'What `npm run fuzz:chain` tried of each call, and what became of it. Written by it.',
    '',
    how,
    '',
    `${succeeded} of ${open} open calls succeeded (${percent(succeeded, open)} %).`,
    '',
    ...markdownTable(['call', 'tried', 'succeeded', 'most frequent error'], rows),
    '',
  ].join('\n')
}

/** Columns of a page whose numbers stand to the right. */
const NUMBERS = new Set([1, 2])

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((name, at) =>
    rows.reduce((most, row) => Math.max(most, row[at]?.length ?? 0), name.length),
  )
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const padded = (row: readonly string[]): string =>
    line(
      widths.map((width, at) => {
        const cell = row[at] ?? ''
        return NUMBERS.has(at) ? cell.padStart(width) : cell.padEnd(width)
      }),
    )
  const rule = widths.map((width, at) =>
    NUMBERS.has(at) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  )
  return [padded(head), line(rule), ...rows.map(padded)]
}
