import { Worker } from 'node:worker_threads'

/**
 * Starts a signature worker that does not keep the process alive. Run from sources, it registers
 * the TypeScript loader of the tooling first, because Node 20 has none.
 */
export function startWorker(): Worker {
  const worker = import.meta.url.endsWith('.ts') ? startFromSources() : startFromDist()
  worker.unref()
  return worker
}

function startFromDist(): Worker {
  return new Worker(new URL('./worker.js', import.meta.url))
}

function startFromSources(): Worker {
  const loader = JSON.stringify(import.meta.resolve('tsx/esm/api'))
  const entry = JSON.stringify(new URL('./worker.ts', import.meta.url).href)
  const boot = `import(${loader}).then((tsx) => { tsx.register(); return import(${entry}) })`
  return new Worker(boot, { eval: true, execArgv: ['--conditions=source'] })
}
