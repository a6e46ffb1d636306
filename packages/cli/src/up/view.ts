import type { ViewOptions } from '../output/live.ts'
import type { MinerRow, Standings, SubnetStanding, ValidatorRow } from './standings.ts'
import { worthRao } from './standings.ts'
import { spearman } from './spearman.ts'

const MIN_COLUMNS = 70
const MAX_COLUMNS = 110
/** Columns of all but name and bar. */
const FIXED_COLUMNS = 61

/** The standings as a picture for people: one table per subnet, best paid first. */
export function drawStandings(standings: Standings, options: ViewOptions): string {
  const columns = Math.min(Math.max(options.columns - 1, MIN_COLUMNS), MAX_COLUMNS)
  const head = `plexus up   block ${whole(standings.block)}`
  const blocks = standings.subnets.flatMap((subnet) => [
    '',
    ...drawSubnet(subnet, standings.blockTimeMs, { ...options, columns }),
  ])
  return `${[options.style('bold', head), ...blocks].join('\n')}\n`
}

function drawSubnet(subnet: SubnetStanding, blockTimeMs: number, options: ViewOptions): string[] {
  const { columns, style } = options
  const wait = ((subnet.blocksToEpoch * blockTimeMs) / 1000).toFixed(0)
  const title = `${subnet.name} · netuid ${subnet.netuid} · 1 α = ${tao(subnet.priceRao)} TAO`
  const epoch = `epoch in ${subnet.blocksToEpoch} blocks (${wait} s)`
  const space = ' '.repeat(Math.max(2, columns - title.length - epoch.length))
  const miners = subnet.miners.toSorted(byEarned)
  const most = Math.max(...miners.map(({ incentive }) => incentive), 0)
  return [
    style('bold', title) + space + epoch,
    style('dim', heading(columns)),
    ...miners.map((row) => minerLine(row, subnet.priceRao, most, columns)),
    ...subnet.validators.map((row) => style('dim', validatorLine(row, columns))),
  ]
}

const byEarned = (one: MinerRow, other: MinerRow): number =>
  Number(other.earnedAlphaRao - one.earnedAlphaRao) || one.uid - other.uid

function nameColumns(columns: number): number {
  return Math.min(22, Math.max(8, columns - FIXED_COLUMNS))
}

function heading(columns: number): string {
  const name = 'miner'.padEnd(nameColumns(columns))
  return ` uid ${name} quality  score  incentive     alpha earned   worth TAO`.slice(0, columns)
}

function minerLine(row: MinerRow, priceRao: bigint, most: number, columns: number): string {
  const width = nameColumns(columns)
  const line = [
    String(row.uid).padStart(4),
    row.name.slice(0, width).padEnd(width),
    (row.quality === undefined ? '–' : row.quality.toFixed(3)).padStart(7),
    row.score.toFixed(3).padStart(6),
    row.incentive.toFixed(3).padStart(10),
    `${amount(row.earnedAlphaRao)} α`.padStart(16),
    amount(worthRao(row.earnedAlphaRao, priceRao)).padStart(11),
  ].join(' ')
  const room = columns - line.length - 2
  return room < 4
    ? line
    : `${line}  ${bar(most === 0 ? 0 : row.incentive / most, Math.min(room, 24))}`
}

function validatorLine(row: ValidatorRow, columns: number): string {
  const width = nameColumns(columns)
  const uid = String(row.uid).padStart(4)
  const name = row.name.slice(0, width).padEnd(width)
  return `${uid} ${name} validator, trust ${row.vtrust.toFixed(2)}, dividends ${row.dividends.toFixed(3)}`
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

/** A bar of at most `columns` cells, to an eighth of a cell. */
function bar(part: number, columns: number): string {
  const eighths = Math.round(Math.min(Math.max(part, 0), 1) * columns * 8)
  return '█'.repeat(eighths >> 3) + (EIGHTHS[eighths & 7] ?? '')
}

/** What an end of `plexus up` leaves to read: the standings and whether quality was paid. */
export function drawSummary(standings: Standings, options: ViewOptions): string {
  const lines = standings.subnets.map((subnet) => {
    const rho = qualityToReward(subnet)
    return `quality→reward ${subnet.name}: ${rho === undefined ? 'nothing earned yet' : rho.toFixed(3)}`
  })
  return `${drawStandings(standings, options)}\n${lines.join('\n')}\n`
}

/** Rank correlation of measured quality and what was earned, over the miners that have a quality. */
export function qualityToReward({ miners }: SubnetStanding): number | undefined {
  const honest = miners.filter(({ quality }) => quality !== undefined)
  return spearman(honest.map((row) => [row.quality ?? 0, Number(row.earnedAlphaRao)]))
}

const whole = (value: number): string => String(value).replaceAll(/\B(?=(\d{3})+$)/g, ',')

/** Rao as whole coins with three digits. */
function amount(rao: bigint): string {
  const thousandths = rao / 1_000_000n
  const coins = String(thousandths / 1000n).replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return `${coins}.${String(thousandths % 1000n).padStart(3, '0')}`
}

/** A price with six digits after the point. */
const tao = (rao: bigint): string =>
  `${rao / 1_000_000_000n}.${String((rao % 1_000_000_000n) / 1000n).padStart(6, '0')}`
