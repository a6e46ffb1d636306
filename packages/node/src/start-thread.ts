import { Worker } from 'node:worker_threads'
import type { WorkerOptions } from 'node:worker_threads'

/**
 * Starts a thread that does not keep the process alive. Run from sources, it registers the
 * TypeScript loader of the tooling first, because Node 20 has none.
 *
 * @param program the address of the thread's program without `.ts` or `.js`
 * @param from the `import.meta.url` of a module that runs the same way
 */
export function startThread(program: URL, from: string, options: WorkerOptions = {}): Worker {
  const worker = from.endsWith('.ts')
    ? startFromSources(`${program.href}.ts`, options)
    : new Worker(new URL(`${program.href}.js`), options)
  worker.unref()
  return worker
}

function startFromSources(program: string, options: WorkerOptions): Worker {
  const loader = JSON.stringify(import.meta.resolve('tsx/esm/api'))
  const entry = JSON.stringify(program)
  const boot = `import(${loader}).then((tsx) => { tsx.register(); return import(${entry}) })`
  return new Worker(boot, { ...options, eval: true, execArgv: ['--conditions=source'] })
}
