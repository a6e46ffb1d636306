import type { SimulationLine } from './judge-simulation.ts'
import { sum } from './table.ts'
import type { SimulationTable } from './table.ts'

/** A table and its lines in Markdown, for documentation and terminals. */
export function simulationMarkdown(
  table: SimulationTable,
  lines: readonly SimulationLine[],
): string {
  const agents = table.agents.map((row) => [
    row.name,
    row.kind,
    row.skill === undefined ? '–' : row.skill.toFixed(3),
    row.quality.toFixed(3),
    `${row.accepted}/${row.questions}`,
    percent(sum(row.earned) / table.windows),
    percent(sum(row.earned) / table.windows / row.uids.length),
  ])
  const validators = table.validators.map((row) => [
    row.name,
    percent(row.stake),
    percent(sum(row.earned) / table.windows),
  ])
  const checks = lines.map((line) => [
    line.name,
    figure(line.value),
    `${line.comparison} ${line.limit}`,
    line.met ? 'met' : 'MISSED',
  ])
  return [
    grid(['miner', 'kind', 'skill', 'quality', 'accepted', 'pay', 'per hotkey'], agents),
    grid(['validator', 'stake', 'pay'], validators),
    grid(['line', 'found', 'asked', 'result'], checks),
  ].join('\n')
}

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`

const figure = (value: number): string => (Number.isFinite(value) ? value.toFixed(3) : 'no twin')

function grid(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('')
}
