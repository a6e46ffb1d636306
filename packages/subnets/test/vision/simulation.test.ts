import { onnxBackend } from '@plexus/models'
import { type Agent, judgeSimulation, simulate, simulationMarkdown } from '@plexus/sdk/node'
import { expect, it } from 'vitest'
import { visionAgents } from '../../src/vision/line-up.ts'
import type { ClassifyRequest, ClassifyResponse } from '../../src/vision/synapse.ts'
import { vision } from '../../src/vision/vision.ts'
import { createOracle, standIn, visionFor } from './fixtures.ts'

/** `PLEXUS_WINDOWS=50` plays what spec 85-subnets §7 asks, and prints the tables. */
const WINDOWS = Number(process.env['PLEXUS_WINDOWS'] ?? 14)
const TIMEOUT = { timeout: 3_600_000 }

const SKILLS = { strong: 2.5, good: 2.25, middle: 2, weak: 1.75, faint: 1.5 }
const CHEATS = [
  'slow',
  'crash-prone',
  'lazy',
  'good then bad',
  'uncalibrated',
  'quantiser',
  'replay',
]

it('meets the lines of the specification with stand-ins of models', TIMEOUT, async () => {
  const oracle = createOracle()
  const honest = new Map(
    Object.entries(SKILLS).map(([name, skill]) => [name, standIn(oracle, name, skill)]),
  )
  const cheats = new Map([
    ...CHEATS.map((kind) => [kind, standIn(oracle, kind, SKILLS.strong)] as const),
    ['clone farm', standIn(oracle, 'clone farm', SKILLS.middle)] as const,
  ])
  const agents = visionAgents({ honest, cheats }).filter(({ kind }) => kind !== 'shifting farm')
  await play(visionFor(oracle), agents)
})

it('meets the lines of the specification with real networks', TIMEOUT, async () => {
  const open = async (name: string) =>
    onnxBackend({ model: new URL(`../../models/${name}.onnx`, import.meta.url).pathname })
  const honest = new Map(
    await Promise.all(Object.keys(SKILLS).map(async (name) => [name, await open(name)] as const)),
  )
  await play(vision, visionAgents({ honest }))
  for (const backend of honest.values()) await backend.close()
})

async function play(
  subnet: typeof vision,
  agents: readonly Agent<ClassifyRequest, ClassifyResponse>[],
): Promise<void> {
  const seed = new Uint8Array(32).fill(4)
  const table = await simulate({ subnet, agents, windows: WINDOWS, seed, heldOutTasks: 40 })
  const lines = judgeSimulation(table)
  if (WINDOWS >= 50) process.stdout.write(`${simulationMarkdown(table, lines)}\n`)
  expect(lines.filter(({ met }) => !met)).toEqual([])
}
