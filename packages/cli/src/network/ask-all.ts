import type { NetworkNode } from './directory.ts'
import { askNode } from './read-status.ts'
import type { NodeAnswer } from './read-status.ts'

/** What the nodes say, by name. */
export async function askAll(
  nodes: readonly NetworkNode[],
): Promise<ReadonlyMap<string, NodeAnswer>> {
  const answers = new Map<string, NodeAnswer>()
  await Promise.all(
    nodes.map(async (node) => {
      const answer = await askNode(node)
      if (answer !== undefined) answers.set(node.name, answer)
    }),
  )
  return answers
}
