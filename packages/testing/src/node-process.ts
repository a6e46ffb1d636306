import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A `plexus` process under test. */
export interface NodeProcess {
  readonly child: ChildProcess
  /** Everything it wrote to stderr so far, at most the last 64 KiB. */
  stderr(): string
  /** Height of the last block it announced on stdout. */
  announced(): number
  /** Resolves when a block of at least this height was announced; rejects when the process ends. */
  reached(height: number): Promise<void>
  /** Resolves with exit code and signal. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>
  kill(signal: NodeJS.Signals): void
}

const LAUNCHER = fileURLToPath(new URL('../../../bin/plexus.js', import.meta.url))
const KEPT_CHARACTERS = 64 * 1024

/** Starts `plexus` with these arguments, in this environment with `more` added. */
export function startNodeProcess(
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): NodeProcess {
  const child = spawn(process.execPath, [LAUNCHER, ...args], {
    env: { ...process.env, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const waiting = new Set<{ height: number; resolve(): void; reject(error: Error): void }>()
  let height = 0
  let errors = ''
  let rest = ''

  child.stdout.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) height = Number(/Imported #(\d+)/.exec(line)?.[1] ?? height)
    for (const one of waiting) {
      if (height < one.height) continue
      waiting.delete(one)
      one.resolve()
    }
  })
  child.stderr.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-KEPT_CHARACTERS)
  })
  const ended = new Promise<Awaited<NodeProcess['ended']>>((resolve) => {
    child.once('close', (code, signal) => {
      for (const one of waiting) one.reject(new Error(`the node ended early: ${errors}`))
      resolve({ code, signal })
    })
  })
  return {
    child,
    stderr: () => errors,
    announced: () => height,
    reached: (wanted) =>
      new Promise((resolve, reject) => {
        if (height >= wanted) resolve()
        else if (child.exitCode !== null) reject(new Error(`the node ended early: ${errors}`))
        else waiting.add({ height: wanted, resolve, reject })
      }),
    ended,
    kill: (signal) => void child.kill(signal),
  }
}
