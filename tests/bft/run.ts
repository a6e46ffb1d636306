import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { PINNED_VERSION } from '@plexus/node'
import { createRandom } from '@plexus/testing'
import { findCometBinary } from '../../packages/cli/src/run/comet-binary.ts'
import type { Scenario } from './scenario.ts'
import { badInput } from './scenarios/bad-input.ts'
import { blocks } from './scenarios/blocks.ts'
import { crashPoints } from './scenarios/crash-points.ts'
import { flippedState, lostData } from './scenarios/damage.ts'
import { epochs } from './scenarios/epochs.ts'
import { failPoints } from './scenarios/fail-points.ts'
import { join } from './scenarios/join.ts'
import { kills } from './scenarios/kills.ts'
import { measureLoad } from './scenarios/load.ts'
import { memory } from './scenarios/memory.ts'
import { mixed, otherComet } from './scenarios/other-comet.ts'
import { partitions } from './scenarios/partitions.ts'
import { poison } from './scenarios/poison.ts'
import { sleep } from './scenarios/sleep.ts'
import { validators } from './scenarios/validators.ts'
import { buildStage } from './stage.ts'

/**
 * Four validators as eight processes: whatever becomes of some of the processes, all nodes agree
 * on every block, and on what any of them said is final.
 *
 * `--full`: the long run. `--only NAME`, repeatable: these scenarios. `--seed S`, `--comet VERSION`,
 * `--blocks N`, `--kills N`, `--fail-points 0,1,…`: see the scenarios. `--load N --seconds S`: only
 * sends N transfers a second, and says what became of them.
 */

/** In this order; those that share the network of four one after the other. */
const SCENARIOS: readonly Scenario[] = [
  blocks,
  epochs,
  kills,
  sleep,
  partitions,
  poison,
  lostData,
  flippedState,
  join,
  crashPoints,
  failPoints,
  validators,
  otherComet,
  mixed,
  memory,
  badInput,
  measureLoad,
]

const { values: flags } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    seed: { type: 'string', default: '1' },
    comet: { type: 'string', default: PINNED_VERSION },
    blocks: { type: 'string' },
    kills: { type: 'string' },
    'fail-points': { type: 'string' },
    load: { type: 'string' },
    seconds: { type: 'string' },
    'block-time': { type: 'string' },
    'base-port': { type: 'string', default: String(20_000 + ((process.pid * 64) % 12_000)) },
  },
})

/** The second column: the line after the pinned one. */
const OTHER_VERSION = '0.39.4'

if (hasGo()) process.exitCode = (await play(chosen())) === 0 ? 0 : 1

/** Plays scenarios; how many failed. */
async function play(scenarios: readonly Scenario[]): Promise<number> {
  let passed = 0
  let failed = 0
  const { full } = flags
  const stage = buildStage({
    full,
    random: createRandom(Number(flags.seed)),
    flags: {
      blocks: Number(flags.blocks ?? (full ? 200 : 20)),
      kills: Number(flags.kills ?? (full ? 50 : 5)),
      failPoints: (flags['fail-points'] ?? (full ? '0,1,2,3,4,5,6,7,8,9' : '4,7'))
        .split(',')
        .map(Number),
      load: Number(flags.load ?? 300),
      seconds: Number(flags.seconds ?? 60),
      loadBlockTimeMs: Number(flags['block-time'] ?? 500),
    },
    comet: install(flags.comet),
    otherComet: () => install(flags.comet === PINNED_VERSION ? OTHER_VERSION : PINNED_VERSION),
    basePort: Number(flags['base-port']),
    blockTimeMs: Number(flags['block-time'] ?? 300),
    done(text) {
      passed += 1
      process.stdout.write(`  ${text}\n`)
    },
  })
  const guarded = async (name: string, step: () => Promise<void>): Promise<void> => {
    try {
      await step()
    } catch (error) {
      failed += 1
      process.stdout.write(`  FAIL ${name}: ${error instanceof Error ? error.message : ''}\n`)
      await stage.clear()
    }
  }
  for (const scenario of scenarios) {
    const began = performance.now()
    process.stdout.write(`${scenario.name}\n`)
    await guarded(scenario.name, async () => {
      await scenario.run(stage)
      await stage.settle()
    })
    process.stdout.write(`  (${((performance.now() - began) / 1000).toFixed(1)} s)\n`)
  }
  await guarded('the end', () => stage.end())
  process.stdout.write(`${passed} passed, ${failed} failed\n`)
  return failed
}

/** @throws Error where a name is none */
function chosen(): readonly Scenario[] {
  if (flags.load !== undefined) return [measureLoad]
  const { only } = flags
  if (only === undefined) return SCENARIOS.filter(({ size }) => flags.full || size === 'ci')
  return only.map((wanted) => {
    const found = SCENARIOS.find(({ name }) => name === wanted)
    if (found === undefined) {
      const names = SCENARIOS.map(({ name }) => name).join(', ')
      throw new Error(`there is no scenario ${wanted}, but ${names}`)
    }
    return found
  })
}

/** Only a machine of a user may lack Go. */
function hasGo(): boolean {
  try {
    execFileSync('go', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    if (process.env['CI'] === 'true') throw new Error('Go is missing, which builds CometBFT')
    process.stdout.write('skipped: Go is not installed, which builds CometBFT\n')
    return false
  }
}

/** The path of a CometBFT, which is built where it lacks. @throws Error where it is another one */
function install(version: string): string {
  const path = findCometBinary(process.env, version) ?? build(version)
  const found = execFileSync(path, ['version'], { encoding: 'utf8' }).trim()
  if (found !== version) throw new Error(`${path} says that it is ${found}, not ${version}`)
  return path
}

function build(version: string): string {
  const script = fileURLToPath(new URL('../../scripts/install-cometbft.ts', import.meta.url))
  const args = [...process.execArgv, script, '--version', version]
  return execFileSync(process.execPath, args, { encoding: 'utf8' }).trim()
}
