import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as delay } from 'node:timers/promises'
import { discoverModel, openBackend } from '@plexus/models'
import type { DiscoveredModel, TensorBackend } from '@plexus/models'
import type { Environment } from './environments.ts'

/** Python processes that serve models, and the folder in which they say so. */
export interface Adapters {
  readonly folder: string
  /** Starts a process that serves some models of a script. */
  start(script: string, names: readonly string[]): ChildProcess
  /** Waits until a model is served. */
  find(model: string): Promise<DiscoveredModel>
  open(model: string): Promise<TensorBackend>
  close(): Promise<void>
}

const MODELS = fileURLToPath(new URL('models/', import.meta.url))
const PACKAGE = fileURLToPath(new URL('../../python/src/', import.meta.url))
/** A framework may take long to import on a busy machine. */
const START_MS = 180_000

/** The processes end with `close`. */
export async function createAdapters({ python, variables }: Environment): Promise<Adapters> {
  const runtime = await mkdtemp(join(tmpdir(), 'plexus-adapter-'))
  const folder = join(runtime, 'plexus', 'adapters')
  const children: ChildProcess[] = []
  const adapters: Adapters = {
    folder,
    start(script, names) {
      const paths = [PACKAGE, variables['PYTHONPATH'] ?? ''].filter((path) => path !== '')
      const env = {
        ...process.env,
        ...variables,
        PYTHONPATH: paths.join(delimiter),
        PYTHONDONTWRITEBYTECODE: '1',
        XDG_RUNTIME_DIR: runtime,
      }
      const child = spawn(python, [join(MODELS, script), ...names], {
        env,
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      let words = ''
      child.stderr.on('data', (part: Buffer) => (words = (words + part.toString()).slice(-2000)))
      child.once('exit', (code) => {
        if (code !== 0 && code !== null)
          process.stderr.write(`${script} ended with ${code}:\n${words}\n`)
      })
      children.push(child)
      return child
    },
    async find(model) {
      const end = performance.now() + START_MS
      for (;;) {
        const found = await discoverModel(folder, model).catch((error: unknown) => {
          const isGone = children.every(
            ({ exitCode, signalCode }) => (exitCode ?? signalCode) !== null,
          )
          if (isGone || performance.now() > end) throw error
        })
        if (found !== undefined) return found
        await delay(50)
      }
    },
    async open(model) {
      await adapters.find(model)
      const backend = await openBackend(`oip:auto/${model}`, { discoveryFolder: folder })
      if (backend.kind !== 'tensor') throw new Error(`${model} is no tensor backend`)
      return backend
    },
    async close() {
      for (const child of children.filter(
        ({ exitCode, signalCode }) => exitCode === null && signalCode === null,
      )) {
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
      await rm(runtime, { recursive: true, force: true })
    },
  }
  return adapters
}
