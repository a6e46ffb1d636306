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

interface Outcome {
  readonly ok: boolean
  readonly output: string
  readonly seconds: number
}

async function main(): Promise<void> {
  const begin = performance.now()
  const stop = new AbortController()
  const { values } = parseArgs({ options: { tested: { type: 'boolean', default: false } } })
  const waiting = STEPS.filter(({ script }) => !(values.tested && script === 'test'))
  const running = new Map<string, Promise<void>>()
  let failed = false

  const settle = (step: Step, { ok, output, seconds }: Outcome): void => {
    running.delete(step.script)
    if (failed) return
    console.log(`${ok ? 'ok  ' : 'FAIL'} ${seconds.toFixed(1).padStart(6)} s  ${step.name}`)
    if (ok) return
    failed = true
    console.log(`\n${output.trimEnd()}\n\nRun it alone: npm run ${step.script}`)
    stop.abort()
  }
  const isPending = (script: string | undefined): boolean =>
    script !== undefined && (running.has(script) || waiting.some((step) => step.script === script))

  while (!failed && (waiting.length > 0 || running.size > 0)) {
    const at = waiting.findIndex(({ after }) => !isPending(after))
    if (at !== -1 && running.size < Math.min(2, availableParallelism())) {
      for (const step of waiting.splice(at, 1)) {
        running.set(
          step.script,
          run(step, stop.signal).then((outcome) => settle(step, outcome)),
        )
      }
    } else await Promise.race(running.values())
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
