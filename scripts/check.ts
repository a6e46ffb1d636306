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

/** Longest first, so that the short ones fill the gaps. */
const STEPS = [
  ['unit tests and vectors', 'test'],
  ['types', 'typecheck'],
  ['lint', 'lint'],
  ['unused code', 'unused'],
  ['format', 'format:check'],
  ['browser bundles', 'check:bundle'],
  ['import map', 'check:imports'],
  ['divisions of numbers', 'check:division'],
] as const

type Step = (typeof STEPS)[number]

interface Outcome {
  readonly ok: boolean
  readonly output: string
  readonly seconds: number
}

async function main(): Promise<void> {
  const begin = performance.now()
  const stop = new AbortController()
  const { values } = parseArgs({ options: { tested: { type: 'boolean', default: false } } })
  const waiting = STEPS.filter(([, script]) => !(values.tested && script === 'test'))
  let failed = false

  const work = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined && !failed; step = waiting.shift()) {
      const [name] = step
      const { ok, output, seconds } = await run(step, stop.signal)
      if (failed) return
      console.log(`${ok ? 'ok  ' : 'FAIL'} ${seconds.toFixed(1).padStart(6)} s  ${name}`)
      if (ok) continue
      failed = true
      console.log(`\n${output.trimEnd()}\n\nRun it alone: npm run ${step[1]}`)
      stop.abort()
    }
  }
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work))
  console.log(`${failed ? 'FAIL' : 'ok  '} ${secondsSince(begin).toFixed(1).padStart(6)} s  in all`)
  process.exitCode = failed ? 1 : 0
}

function run([, script]: Step, signal: AbortSignal): Promise<Outcome> {
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
