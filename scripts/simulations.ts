import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { judgeSimulation, simulationMarkdown } from '@plexus/sdk/node'
import { referenceSubnets } from '@plexus/subnets'

/**
 * Writes docs/simulations.md: fifty windows of each reference subnet with all its agents, as
 * `plexus subnet simulate <name>` plays them. Exit code 1 where a line is missed.
 */

const FILE = resolve(import.meta.dirname, '../docs/simulations.md')
const WINDOWS = 50
const HELD_OUT_TASKS = 40
const SEED = 1

const parts = [
  `# Simulations

Written by \`npm run simulations\`: what \`plexus subnet simulate <name>\` prints, with ${WINDOWS} windows and seed ${SEED}, on three validators of which one is lazy and one copies weights (spec: 85-subnets §7). _Skill_ is measured on ${HELD_OUT_TASKS} held-out tasks beforehand, _quality_ is the mean score of accepted answers, _pay_ the share of all that miners or validators got. A cheat is held against the honest miner of the same model and machine, its twin.
`,
]
for (const reference of referenceSubnets) {
  const { name } = reference.manifest
  const seed = new Uint8Array(32)
  new DataView(seed.buffer).setUint32(0, SEED, true)
  const began = performance.now()
  const table = await reference.simulate({
    windows: WINDOWS,
    seed,
    heldOutTasks: HELD_OUT_TASKS,
    onWindow: (done) => process.stderr.write(`\r${name}: window ${done} of ${WINDOWS}`),
  })
  const seconds = ((performance.now() - began) / 1000).toFixed(0)
  process.stderr.write(`\r${name}: ${seconds} s                    \n`)
  const lines = judgeSimulation(table, reference.lines)
  for (const { name: line } of lines.filter(({ met }) => !met)) {
    process.stderr.write(`MISSED ${name}: ${line}\n`)
    process.exitCode = 1
  }
  parts.push(`## ${name}\n\n${simulationMarkdown(table, lines)}`)
}
await writeFile(join(FILE), parts.join('\n'))
