import type { ViewOptions } from '../output/live.ts'
import { cut } from '../output/print.ts'
import type { NetworkStanding, NodeStanding } from './standing.ts'

/** The network as a picture for people: a table of its nodes, and why some of them ended. */
export function drawNetwork(standing: NetworkStanding, { columns, style }: ViewOptions): string {
  const { nodes } = standing
  const total = nodes.reduce((sum, { power }) => sum + power, 0n)
  const width = Math.min(Math.max(columns - 1, MIN_COLUMNS), MAX_COLUMNS)
  const lines = nodes.map((node) => {
    const line = lineOf(node, total, nameWidth(nodes))
    return node.state === 'running' ? line : style('bold', line)
  })
  const reasons = nodes.flatMap(({ name, reason }) =>
    reason === undefined ? [] : [cut(`${name} ended: ${reason}`, width)],
  )
  return [
    style('bold', headOf(standing)),
    '',
    style('dim', `${'node'.padEnd(nameWidth(nodes))}${HEADING}`),
    ...lines,
    ...(reasons.length > 0 ? ['', ...reasons] : []),
    '',
  ].join('\n')
}

const MIN_COLUMNS = 70
const MAX_COLUMNS = 120
const HEADING = '       height      lag    peers    power   state      endpoint'

const nameWidth = (nodes: readonly NodeStanding[]): number =>
  Math.max(6, ...nodes.map(({ name }) => name.length))

/** `block 1,234   4 of 4 nodes run   1.02 s a block`. */
function headOf({ block, blockTimeMs, nodes }: NetworkStanding): string {
  const running = nodes.filter(({ state }) => state === 'running').length
  const pace = blockTimeMs === undefined ? [] : [`${(blockTimeMs / 1000).toFixed(2)} s a block`]
  const parts = [`block ${whole(block)}`, `${running} of ${nodes.length} nodes run`, ...pace]
  return `plexus network   ${parts.join('   ')}`
}

function lineOf(node: NodeStanding, total: bigint, width: number): string {
  const { name, state, height, lag, peers, power, endpoint } = node
  const isKnown = state !== 'starting'
  const cells = [
    (isKnown ? whole(height) : '-').padStart(13),
    (isKnown ? whole(lag) : '-').padStart(9),
    (isKnown && state !== 'ended' ? String(peers) : '-').padStart(9),
    (isKnown ? percent(power, total) : '-').padStart(9),
  ]
  return `${name.padEnd(width)}${cells.join('')}   ${state.padEnd(8)}   ${endpoint}`
}

/** A share with one digit after the point. */
function percent(part: bigint, total: bigint): string {
  if (total === 0n) return '-'
  const tenths = (part * 1000n + total / 2n) / total
  return `${tenths / 10n}.${tenths % 10n} %`
}

const whole = (value: number): string => String(value).replaceAll(/\B(?=(\d{3})+$)/g, ',')
