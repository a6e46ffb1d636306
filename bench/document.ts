import type { Figure } from './scenario.ts'

/** The figures of one scenario, and where they were measured. */
export interface Result {
  readonly scenario: string
  readonly about: string
  readonly machine: string
  readonly commit: string
  readonly figures: readonly Figure[]
}

/** The figures of all scenarios. */
export interface Report {
  readonly results: readonly Result[]
}

/** docs/performance.md from the figures. */
export function document(report: Report): string {
  const sections = report.results.map(({ scenario, about, machine, commit, figures }) =>
    [
      `## ${scenario}`,
      '',
      `${about[0]?.toUpperCase() ?? ''}${about.slice(1)}.`,
      '',
      `Machine: ${machine}. Commit: ${commit}.`,
      '',
      '| What | Measured | Beside | Ratio | Goal |',
      '|---|---|---|---|---|',
      ...figures.map(row),
      '',
    ].join('\n'),
  )
  return [
    '# Performance',
    '',
    'Generated from `bench/results.json` by `npm run bench -- --write`; not edited by hand.',
    '',
    ...sections,
  ].join('\n')
}

function row(figure: Figure): string {
  const { name, value, unit, beside } = figure
  const ratio = beside === undefined ? '' : `${round(value / beside.value)} ×`
  const other = beside === undefined ? '' : `${round(beside.value)} ${beside.unit} (${beside.name})`
  return `| ${name} | ${round(value)} ${unit} | ${other} | ${ratio} | ${verdict(figure)} |`
}

function verdict({ value, unit, beside, goal }: Figure): string {
  if (goal === undefined) return ''
  const measured = goal.of === 'ratio' && beside !== undefined ? value / beside.value : value
  const met = measured >= (goal.atLeast ?? -Infinity) && measured <= (goal.atMost ?? Infinity)
  const word = goal.atLeast === undefined ? `≤ ${goal.atMost ?? ''}` : `≥ ${goal.atLeast}`
  return `${word} ${goal.of === 'ratio' ? '×' : unit}: ${met ? 'met' : 'missed'}`
}

/** Three significant digits, without an exponent. */
function round(value: number): string {
  if (value >= 100) return String(Math.round(value)).replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return String(Number(value.toPrecision(3)))
}
