import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

/**
 * The gate: `npm run check`. Each step is an npm script, so that it can be run alone. What is generated
 * is compared with its sources by `npm run check:generated`, which changes with few changes.
 * `--tested`: `npm test` has just passed, and is not run again.
 */

const ROOT = resolve(import.meta.dirname, '..')

interface Step {
  readonly name: string
  readonly script: string
  /** The script of a step that must have passed before. */
  readonly after?: string
}

/** Longest first, so that the short ones fill the gaps. */
const STEPS: readonly Step[] = [
  { name: 'unit tests and vectors', script: 'test' },
  { name: 'types', script: 'typecheck' },
  // It reads the declarations that the compiler writes.
  { name: 'lint', script: 'lint', after: 'typecheck' },
  { name: 'unused code', script: 'unused' },
  { name: 'format', script: 'format:check' },
  { name: 'browser bundles', script: 'check:bundle' },
  { name: 'import map', script: 'check:imports' },
  { name: 'divisions of numbers', script: 'check:division' },
]

/** Steps at the same time. */
const LANES = Math.min(2, availableParallelism())

interface Outcome {
  readonly ok: boolean
  readonly output: string
  readonly seconds: number
}

async function main(): Promise<void> {
  const begin = performance.now()
  const stop = new AbortController()
  const { values } = parseArgs({ options: { tested: { type: 'boolean', default: false } } })
  const waiting = new Set(STEPS.filter(({ script }) => !(values.tested && script === 'test')))
  const running = new Map<Step, Promise<void>>()
  let failed = false

  const settle = (step: Step, { ok, output, seconds }: Outcome): void => {
    running.delete(step)
    if (failed) return
    console.log(`${ok ? 'ok  ' : 'FAIL'} ${seconds.toFixed(1).padStart(6)} s  ${step.name}`)
    if (ok) return
    failed = true
    console.log(`\n${output.trimEnd()}\n\nRun it alone: npm run ${step.script}`)
    stop.abort()
  }
  const isFree = ({ after }: Step): boolean =>
    [...waiting, ...running.keys()].every(({ script }) => script !== after)

  while (!failed && waiting.size + running.size > 0) {
    const step = running.size < LANES ? [...waiting].find(isFree) : undefined
    if (step === undefined) {
      await Promise.race(running.values())
      continue
    }
    waiting.delete(step)
    const ended = run(step, stop.signal).then((outcome) => settle(step, outcome))
    running.set(step, ended)
  }
  console.log(`${failed ? 'FAIL' : 'ok  '} ${secondsSince(begin).toFixed(1).padStart(6)} s  in all`)
  process.exitCode = failed ? 1 : 0
}

function run({ script }: Step, signal: AbortSignal): Promise<Outcome> {
  const begin = performance.now()
  return new Promise((settle) => {
    const child = spawn('npm', ['run', '--silent', script], { cwd: ROOT, detached: true })
    let output = ''
    child.stdout.on('data', (text: Buffer) => (output += text.toString()))
    child.stderr.on('data', (text: Buffer) => (output += text.toString()))
    const kill = (): void => killGroup(child.pid)
    signal.addEventListener('abort', kill, { once: true })
    child.on('close', (code) => {
      signal.removeEventListener('abort', kill)
      settle({ ok: code === 0, output, seconds: secondsSince(begin) })
    })
  })
}

/** A step is a group of processes: npm, a shell, the tool and its workers. */
function killGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid)
  } catch {
    // It has just ended by itself.
  }
}

const secondsSince = (begin: number): number => (performance.now() - begin) / 1000

await main()
