import { judgeSimulation, simulate, simulationMarkdown } from '@plexus/sdk/node'
import { expect, it } from 'vitest'
import { fakesLineUp, shirkersLineUp } from '../../src/vision/line-up.ts'
import { createOracle, standIn, visionFor } from './fixtures.ts'

/** `PLEXUS_WINDOWS=50` plays what spec 85-subnets §7 asks, and prints the tables. */
const WINDOWS = Number(process.env['PLEXUS_WINDOWS'] ?? 14)

const SKILLS = { faint: 1.5, weak: 1.75, middle: 2, good: 2.25, strong: 2.5 }
const CHEATS = [
  'replay',
  'lazy',
  'uncalibrated',
  'quantiser',
  'good then bad',
  'slow',
  'crash-prone',
]

it.each([
  ['fakes', fakesLineUp],
  ['shirkers', shirkersLineUp],
])('meets the lines of the specification against %s', { timeout: 1_800_000 }, async (_, lineUp) => {
  const oracle = createOracle()
  const models = {
    honest: new Map(
      Object.entries(SKILLS).map(([name, skill]) => [name, standIn(oracle, name, skill)]),
    ),
    cheats: new Map([
      ...CHEATS.map((kind) => [kind, standIn(oracle, kind, SKILLS.strong)] as const),
      ['clone farm', standIn(oracle, 'clone farm', SKILLS.middle)] as const,
    ]),
  }
  const table = await simulate({
    subnet: visionFor(oracle),
    agents: lineUp(models),
    windows: WINDOWS,
    seed: new Uint8Array(32).fill(4),
    heldOutTasks: 40,
  })
  const lines = judgeSimulation(table, { maxCost: 100 })
  if (WINDOWS >= 50) process.stdout.write(`${simulationMarkdown(table, lines)}\n`)
  expect(lines.filter(({ met }) => !met)).toEqual([])
})
