/** `agents.js` of the template. */
export const AGENTS_FILE = `// Who plays in a simulation: honest miners of different strength, and those who try to cheat.
import { createBackend } from './miner.js'

/** @param {import('@plexus/sdk/node').SubnetKit} kit */
export function createAgents(kit, subnet) {
  const honest = (name, tries, seed) =>
    kit.honestAgent({
      name,
      kind: 'honest',
      subnet,
      backend: createBackend(kit, { tries, seed }),
      latencyMs: 1 + tries / 20,
    })
  const guess = ({ numbers }, random) => {
    const chosen = numbers.map((_, at) => at).filter(() => random.below(2) === 1)
    return { chosen, sum: chosen.reduce((sum, at) => sum + numbers[at], 0) }
  }
  return [
    honest('strong', 5_000, 1),
    honest('medium', 400, 2),
    honest('weak', 30, 3),
    kit.lazyAgent(honest('strong', 5_000, 1), { fraction: 0.5, guess }),
    kit.copierAgent({ name: 'copier', twin: 'strong', guess }),
    kit.cloneFarmAgent(honest('strong', 5_000, 4)),
    kit.liarAgent(honest('strong', 5_000, 5), ({ chosen, sum }) => ({ chosen, sum: sum + 1 })),
  ]
}
`
