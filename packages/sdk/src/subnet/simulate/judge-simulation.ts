import { spearman } from '../toolbox/spearman.ts'
import { sum } from './table.ts'
import type { AgentRow, SimulationTable, ValidatorRow } from './table.ts'

/** One line that a subnet has to meet. */
export interface SimulationLine {
  /** What is asked, in one sentence. */
  readonly name: string
  readonly value: number
  readonly comparison: 'at most' | 'at least'
  readonly limit: number
  readonly met: boolean
}

/** Which lines there are beside those of agents. */
export interface JudgeSimulationOptions {
  /** Validator cost per question over that of a miner. Absent: no such line. */
  readonly maxCost?: number
  /**
   * What a copying validator may earn of an honest one, by stake, over all windows. Absent: no such
   * line. Most of what it loses it loses while it buys its bonds; later, canaries cost it less.
   */
  readonly maxCopying?: number
}

/**
 * The lines of spec 85-subnets §7: what each cheat earns of its honest twin, rank correlation of
 * skill and pay after ten windows, no honest agent convicted, and those that are asked for. A twin
 * that is missing or earns nothing makes its line unmet.
 */
export function judgeSimulation(
  table: SimulationTable,
  options: JudgeSimulationOptions = {},
): readonly SimulationLine[] {
  const lines = table.agents.flatMap((agent) => boundLine(agent, table))
  const ranked = table.agents.filter(
    ({ honest, reliable, skill }) => honest && reliable && skill !== undefined,
  )
  if (ranked.length >= 3) {
    const skills = ranked.map(({ skill = 0 }) => skill)
    const pay = ranked.map(({ earned }) => sum(earned.slice(SETTLING_WINDOWS)))
    lines.push(atLeast('rank correlation of skill and pay', spearman(skills, pay), MIN_CORRELATION))
  }
  const convictions = sum(table.agents.filter(({ honest }) => honest).map((row) => row.convictions))
  lines.push(atMost('convictions of honest miners', convictions, 0))
  const { minerMs, validatorMs } = table.cost
  if (options.maxCost !== undefined)
    lines.push(atMost('cost of judging over cost of work', validatorMs / minerMs, options.maxCost))
  if (options.maxCopying !== undefined)
    lines.push(...copyingLines(table.validators, options.maxCopying))
  return lines
}

/** Windows after which pay has to follow skill. */
const SETTLING_WINDOWS = 10
const MIN_CORRELATION = 0.9

function boundLine(agent: AgentRow, table: SimulationTable): SimulationLine[] {
  const { bound, cheatsFrom, name } = agent
  if (bound === undefined) return []
  const twin = table.agents.find((other) => other.name === bound.twin)
  const own = sum(agent.earned.slice(cheatsFrom))
  const honest = sum(twin?.earned.slice(cheatsFrom) ?? [])
  const value = honest > 0 ? own / honest : Number.POSITIVE_INFINITY
  return [atMost(`pay of ${name} (${agent.kind}) over that of ${bound.twin}`, value, bound.share)]
}

function copyingLines(validators: readonly ValidatorRow[], limit: number): SimulationLine[] {
  const perStake = (kind: string) => {
    const rows = validators.filter((row) => row.kind === kind)
    return sum(rows.flatMap(({ earned }) => earned)) / sum(rows.map(({ stake }) => stake))
  }
  const value = perStake('copying') / perStake('honest')
  return [atMost('pay of a copying validator over an honest one, by stake', value, limit)]
}

const atMost = (name: string, value: number, limit: number): SimulationLine => ({
  name,
  value,
  comparison: 'at most',
  limit,
  met: value <= limit,
})

const atLeast = (name: string, value: number, limit: number): SimulationLine => ({
  name,
  value,
  comparison: 'at least',
  limit,
  met: value >= limit,
})
