import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { referenceSubnets } from '@plexus/subnets'
import { createAdapters } from './adapter-process.ts'
import type { Adapters } from './adapter-process.ts'
import { checksOf } from './checks.ts'
import type { Check, Framework } from './checks.ts'
import { prepareTensorflow, prepareTools, prepareTorch } from './environments.ts'
import type { Environment, Log, Prepared } from './environments.ts'
import { measure } from './measure.ts'
import { plainChecks } from './plain-checks.ts'
import { earn } from '../up/earn.ts'
import type { EarningMiner } from '../up/earn.ts'
import { toolChecks } from './tool-checks.ts'

/**
 * Judges `plexus_adapter` by its own tools and tests; then serves models of the real frameworks with
 * it and asks them through the backends of miners; at last lets a model of each earn on a network. The
 * last line counts. A framework that cannot be installed is skipped with its reason; on CI that is a
 * failure. `--only tools|torch|keras|earn`
 */

const FRAMEWORKS: readonly (Framework & { prepare(log: Log): Promise<Prepared> })[] = [
  { name: 'torch', script: 'torch_models.py', linear: ['linear'], prepare: prepareTorch },
  {
    name: 'keras',
    script: 'keras_models.py',
    linear: ['linear', 'saved', 'function'],
    prepare: prepareTensorflow,
  },
]
const VISION_MODELS = fileURLToPath(new URL('../../packages/subnets/models/', import.meta.url))
const only = process.argv.includes('--only') ? process.argv.at(-1) : undefined

let passed = 0
let failed = 0
const say: Log = (line) => void process.stdout.write(`${line}\n`)

if (isWanted('tools')) {
  const tools = await prepareTools(say)
  if (isThere('tools', tools)) {
    const adapters = await createAdapters(tools)
    try {
      await play([...plainChecks(adapters), ...toolChecks(tools)])
    } finally {
      await adapters.close()
    }
  }
}
for (const { prepare, ...framework } of FRAMEWORKS) {
  if (!isWanted(framework.name)) continue
  const environment = await prepare(say)
  if (!isThere(framework.name, environment)) continue
  const adapters = await createAdapters(environment)
  try {
    await play(checksOf(framework, adapters))
    if (framework.name === 'torch') say(await measure(adapters))
  } finally {
    await adapters.close()
  }
}
if (isWanted('earn')) await playEarning()
say(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

/** Two networks of vision, because two miners with one network earn once. */
async function playEarning(): Promise<void> {
  const weights = { torch: 'good.onnx', keras: 'middle.onnx' }
  const miners: EarningMiner[] = []
  const open: Adapters[] = []
  try {
    for (const { name, prepare } of FRAMEWORKS) {
      const environment = await prepare(say)
      if (!isThere(name, environment)) return
      const adapters = await createAdapters(environment)
      open.push(adapters)
      adapters.start(`${name}_vision.py`, [join(VISION_MODELS, weights[name])])
      await adapters.find(`${name}-vision`)
      // The adapter says where it listens in a folder of its user's session.
      const env = { XDG_RUNTIME_DIR: dirname(dirname(adapters.folder)) }
      miners.push({ name, args: ['--backend', `oip:auto/${name}-vision`], env })
    }
    const check = async (): Promise<void> => {
      const reference = referenceSubnets.find(({ manifest }) => manifest.name === 'vision')
      if (reference === undefined) throw new Error('there is no subnet vision')
      const earned = await earn({ spec: 'vision', reference }, miners)
      for (const [name, rao] of earned) say(`       ${name}: ${rao} rao of alpha`)
    }
    await play([['a PyTorch and a Keras miner earn on a network', check]])
  } finally {
    for (const adapters of open) await adapters.close()
  }
}

function isWanted(name: string): boolean {
  return only === undefined || only === name
}

/** Without an environment there is nothing to play: on CI that is a failure. */
function isThere(name: string, prepared: Prepared): prepared is Environment {
  if (!('missing' in prepared)) {
    say(`${name} ${prepared.version}`)
    return true
  }
  const isFailure = process.env['CI'] === 'true'
  say(`${isFailure ? 'FAIL' : 'skip'} ${name}: ${prepared.missing}`)
  if (isFailure) failed += 1
  return false
}

async function play(checks: readonly Check[]): Promise<void> {
  for (const [title, check] of checks) {
    const begin = performance.now()
    const seconds = (): string => ((performance.now() - begin) / 1000).toFixed(1)
    try {
      await check()
      passed += 1
      say(`  ok   ${title} (${seconds()} s)`)
    } catch (error) {
      failed += 1
      const what = error instanceof Error ? error.stack : String(error)
      say(`  FAIL ${title} (${seconds()} s)\n${what}`)
    }
  }
}
