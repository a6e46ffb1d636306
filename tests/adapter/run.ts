import { createAdapters } from './adapter-process.ts'
import { checksOf } from './checks.ts'
import type { Framework } from './checks.ts'
import { prepareTensorflow, prepareTorch } from './environments.ts'
import type { Prepared } from './environments.ts'
import { measure } from './measure.ts'

/**
 * Serves models of the real frameworks with `plexus_adapter` and asks them through the backends of
 * miners. The last line counts. A framework that cannot be installed is skipped with its reason; on CI
 * that is a failure. `--only torch|keras`
 */

const FRAMEWORKS: readonly (Framework & {
  prepare(log: (line: string) => void): Promise<Prepared>
})[] = [
  { name: 'torch', script: 'torch_models.py', linear: ['linear'], prepare: prepareTorch },
  {
    name: 'keras',
    script: 'keras_models.py',
    linear: ['linear', 'saved', 'function'],
    prepare: prepareTensorflow,
  },
]
const only = process.argv.includes('--only') ? process.argv.at(-1) : undefined

let passed = 0
let failed = 0
const say = (line: string): void => void process.stdout.write(`${line}\n`)

for (const { prepare, ...framework } of FRAMEWORKS) {
  if (only !== undefined && framework.name !== only) continue
  const environment = await prepare(say)
  if ('missing' in environment) {
    const isFailure = process.env['CI'] === 'true'
    say(`${isFailure ? 'FAIL' : 'skip'} ${framework.name}: ${environment.missing}`)
    if (isFailure) failed += 1
    continue
  }
  say(`${framework.name} ${environment.version}`)
  const adapters = await createAdapters(environment)
  try {
    for (const [title, check] of checksOf(framework, adapters)) {
      const begin = performance.now()
      try {
        await check()
        passed += 1
        say(`  ok   ${title} (${seconds(begin)} s)`)
      } catch (error) {
        failed += 1
        say(
          `  FAIL ${title} (${seconds(begin)} s)\n${error instanceof Error ? error.stack : String(error)}`,
        )
      }
    }
    if (framework.name === 'torch') say(await measure(adapters))
  } finally {
    await adapters.close()
  }
}
say(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

function seconds(begin: number): string {
  return ((performance.now() - begin) / 1000).toFixed(1)
}
