import { honestAgent, measureSkill } from '@plexus/sdk/node'
import { createHash } from 'node:crypto'
import type { Folder } from './folder.ts'
import type { FoldingSubnet } from './subnet.ts'

/**
 * True skill of a folder: the mean quality of its folds of chains that no validator draws, 0 to 1;
 * a fold that validators would refuse counts 0.
 *
 * @param options the subnet whose chains are folded, how many, and a text that draws them: folders
 * are comparable where all three are equal
 */
export function measureQuality(
  folder: Folder,
  options: {
    readonly subnet: FoldingSubnet
    readonly tasks: number
    readonly seed: string
    readonly signal?: AbortSignal
  },
): Promise<number> {
  const { subnet, tasks, seed, signal } = options
  return measureSkill({
    subnet,
    agent: honestAgent({
      name: folder.name,
      kind: 'measured',
      subnet,
      backend: folder,
      latencyMs: 1,
    }),
    tasks,
    seed: createHash('sha256').update(seed).digest(),
    ...(signal === undefined ? {} : { signal }),
  })
}
