import { presetOfGenesis, readGenesis } from '../engine/cometbft/read-genesis.ts'
import { createNode } from '../service.ts'
import type { FoundingFailure, FoundingTask } from './found-chain.ts'

/** The body of the process that founds: a node that is made writes its block 0. */
async function found({ file, path }: FoundingTask): Promise<void> {
  const genesis = readGenesis(file)
  const preset = presetOfGenesis(file, genesis)
  if (typeof preset === 'string') throw new Error(`a node makes block 0 of ${preset} itself`)
  const { file: _elsewhere, ...here } = preset
  const node = await createNode({ preset: here, timing: genesis.timing, path })
  await node.stop()
}

/** Members of an error do not reach another process. */
function failureOf(error: unknown): FoundingFailure {
  const { name, message } = error instanceof Error ? error : new Error(String(error))
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  return { name, message, ...(code !== undefined && { code }) }
}

if (process.send !== undefined) {
  process.once('message', (task: FoundingTask) => {
    found(task).then(
      () => process.disconnect(),
      (error: unknown) =>
        process.send?.(failureOf(error), undefined, undefined, () => process.disconnect()),
    )
  })
}
