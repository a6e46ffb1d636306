import { expect, test } from 'vitest'
import type { NodeAnswer } from '../../src/network/read-status.ts'
import { createStandings } from '../../src/network/standing.ts'
import { drawNetwork } from '../../src/network/view.ts'

const answer = (height: number, more: Partial<NodeAnswer> = {}): NodeAnswer => ({
  ...{ height, peers: 2, isSyncing: false, power: 100n, ...more },
})
const nodes = ['a', 'b', 'c'].map((name, at) => ({ name, rpcPort: 9_000 + at }))
const network = (blockTimeMs = 1_000) => createStandings(nodes, blockTimeMs)
const statesOf = (standings: ReturnType<typeof network>): string =>
  standings
    .now()
    .nodes.map(({ state }) => state)
    .join(' ')

test('who has not answered starts, who does not any more is silent', () => {
  const standings = network()
  expect(statesOf(standings)).toBe('starting starting starting')
  standings.hear(
    new Map([
      ['a', answer(1)],
      ['b', answer(1, { isSyncing: true })],
    ]),
    0,
  )
  expect(statesOf(standings)).toBe('running syncing starting')
  standings.hear(new Map([['b', answer(2)]]), 1_000)
  expect(statesOf(standings)).toBe('silent running starting')
})

test('who stands still for ten blocks, and ten seconds at least, is stalled', () => {
  for (const [blockTimeMs, patienceMs] of [
    [250, 10_000],
    [12_000, 120_000],
  ] as const) {
    const standings = network(blockTimeMs)
    standings.hear(new Map([['a', answer(5)]]), 0)
    standings.hear(new Map([['a', answer(5)]]), patienceMs)
    expect(standings.now().nodes[0]?.state, String(blockTimeMs)).toBe('running')
    standings.hear(new Map([['a', answer(5)]]), patienceMs + 1)
    expect(standings.now().nodes[0]?.state, String(blockTimeMs)).toBe('stalled')
    standings.hear(new Map([['a', answer(6)]]), patienceMs + 2)
    expect(standings.now().nodes[0]?.state, String(blockTimeMs)).toBe('running')
  }
})

test('lag is the distance from the highest, and the time of a block is measured', () => {
  const standings = network()
  standings.hear(
    new Map([
      ['a', answer(10)],
      ['b', answer(7)],
    ]),
    0,
  )
  expect(standings.now()).toMatchObject({ block: 10, blockTimeMs: undefined })
  // Four blocks in six seconds.
  standings.hear(
    new Map([
      ['a', answer(14)],
      ['b', answer(14)],
    ]),
    6_000,
  )
  expect(standings.now()).toMatchObject({ block: 14, blockTimeMs: 1_500 })
  expect(standings.now().nodes.map(({ lag }) => lag)).toEqual([0, 0, 14])
})

test('the table fits a terminal and says why a node ended', () => {
  const standings = network()
  standings.hear(
    new Map([
      ['a', answer(1_234, { power: 250_000_000n })],
      ['b', answer(1_230, { power: 500_000_000n })],
      ['c', answer(9, { power: 250_000_000n })],
    ]),
    0,
  )
  standings.ended('c', 'error[HomeDamaged]: The file x is damaged.')
  const lines = drawNetwork(standings.now(), { columns: 100, style: (_, text) => text }).split('\n')
  expect(lines).toEqual([
    'plexus network   block 1,234   2 of 3 nodes run',
    '',
    'node         height      lag    peers    power   state      endpoint',
    'a             1,234        0        2   25.0 %   running    ws://127.0.0.1:9000',
    'b             1,230        4        2   50.0 %   running    ws://127.0.0.1:9001',
    'c                 9    1,225        -   25.0 %   ended      ws://127.0.0.1:9002',
    '',
    'c ended: error[HomeDamaged]: The file x is damaged.',
    '',
  ])
})

test('a reason that is too long is cut', () => {
  const standings = network()
  standings.ended('a', 'x'.repeat(300))
  const picture = drawNetwork(standings.now(), { columns: 80, style: (_, text) => text })
  expect(Math.max(...picture.split('\n').map((line) => line.length))).toBe(79)
})
