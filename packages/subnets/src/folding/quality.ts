import { createHash } from 'node:crypto'
import type { Folder } from './folder.ts'
import type { FoldingSubnet } from './subnet.ts'

/**
 * True skill of a folder: the mean quality of its folds of fresh chains, 0 to 1; a fold that
 * validators would refuse counts 0.
 *
 * @param options the subnet whose chains are folded, how many, and a text that draws them: folders
 * are comparable where all three are equal
 */
export async function measureQuality(
  folder: Folder,
  options: {
    readonly subnet: FoldingSubnet
    readonly tasks: number
    readonly seed: string
    readonly signal?: AbortSignal
  },
): Promise<number> {
  const { subnet, tasks, seed } = options
  const signal = options.signal ?? new AbortController().signal
  const state = subnet.initialState
  let sum = 0
  for (let index = 0; index < tasks; index++) {
    signal.throwIfAborted()
    const id = `held out ${seed} ${index}`
    const task = { id, window: 0, index, seed: createHash('sha256').update(id).digest() }
    const request = subnet.challenge(task, state)
    const response = await subnet.work(request, folder, { signal })
    const { quality } = await subnet.verify(task, request, response, { state, signal })
    sum += quality
  }
  return tasks === 0 ? 0 : sum / tasks
}
