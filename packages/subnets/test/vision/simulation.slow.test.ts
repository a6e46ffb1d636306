import { type Agent, judgeSimulation, simulate } from '@plexus/sdk/node'
import { expect, it } from 'vitest'
import { visionAgents } from '../../src/vision/line-up.ts'
import type { ClassifyRequest, ClassifyResponse } from '../../src/vision/synapse.ts'
import type { vision } from '../../src/vision/vision.ts'
import { hollowModel, visionWithoutPictures } from './fixtures.ts'

const SKILLS = { strong: 2.5, good: 2.25, middle: 2, weak: 1.75, faint: 1.5 }
const CHEATS = ['slow', 'crash-prone', 'lazy', 'good then bad', 'uncalibrated', 'replay']

it('meets the lines of the specification, each cheat with a model of its own', async () => {
  const skills = new Map<string, number>([
    ...Object.entries(SKILLS),
    ...CHEATS.map((kind) => [kind, SKILLS.strong] as const),
    ['clone farm', SKILLS.middle],
  ])
  const models = (names: readonly string[]) =>
    new Map(names.map((name) => [name, hollowModel(name)] as const))
  const subnet = visionWithoutPictures(skills)
  const agents = visionAgents({
    honest: models(Object.keys(SKILLS)),
    cheats: models([...CHEATS, 'clone farm']),
    subnet,
  }).filter(({ kind }) => kind !== 'shifting farm')
  await play(subnet, agents, 25)
}, 120_000)

async function play(
  subnet: typeof vision,
  agents: readonly Agent<ClassifyRequest, ClassifyResponse>[],
  windows: number,
): Promise<void> {
  const seed = new Uint8Array(32).fill(4)
  const table = await simulate({ subnet, agents, windows, seed, heldOutTasks: 40 })
  const lines = judgeSimulation(table)
  expect(lines.filter(({ met }) => !met)).toEqual([])
}
