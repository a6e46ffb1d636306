import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/**
 * Starts a program of this package as a process of its own, which is sent its task. Run from
 * sources, it gets the TypeScript loader of the tooling, as in `startThread`.
 *
 * @param program the address of the program without `.ts` or `.js`
 * @param from the `import.meta.url` of a module that runs the same way
 */
export function startProcess(program: URL, from: string): ChildProcess {
  const isSource = from.endsWith('.ts')
  const execArgv = isSource ? ['--import', import.meta.resolve('tsx'), '--conditions=source'] : []
  return fork(`${fileURLToPath(program)}${isSource ? '.ts' : '.js'}`, [], { execArgv })
}
