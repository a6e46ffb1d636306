import type { NodeAnswer } from './read-status.ts'

/** How a node does. */
export type NodeState = 'starting' | 'silent' | 'syncing' | 'stalled' | 'running' | 'ended'

/** One row of the table. */
export interface NodeStanding {
  readonly name: string
  readonly endpoint: string
  readonly state: NodeState
  readonly height: number
  /** Blocks behind the highest. */
  readonly lag: number
  readonly peers: number
  readonly power: bigint
  /** Why it ended. */
  readonly reason?: string
}

/** The network as of the last look. */
export interface NetworkStanding {
  /** The highest head. */
  readonly block: number
  /** Measured; `undefined` before the second block. */
  readonly blockTimeMs: number | undefined
  readonly nodes: readonly NodeStanding[]
}

/** Remembers what nodes said, and so knows how they do. */
export interface Standings {
  /** @param answers by name; who is missing did not answer */
  hear(answers: ReadonlyMap<string, NodeAnswer>, nowMs: number): void
  ended(name: string, reason: string): void
  now(): NetworkStanding
}

interface Known {
  answer?: NodeAnswer
  answers: boolean
  movedAt: number
  reason?: string
}

/** @param nodes in the order of the table */
export function createStandings(
  nodes: readonly { readonly name: string; readonly rpcPort: number }[],
  blockTimeMs: number,
): Standings {
  const known = new Map<string, Known>(
    nodes.map(({ name }) => [name, { answers: false, movedAt: Number.NaN }]),
  )
  const patienceMs = Math.max(LEAST_PATIENCE_MS, blockTimeMs * PATIENCE_BLOCKS)
  const pace = createPace()
  let now = 0
  const highest = (): number =>
    Math.max(0, ...[...known.values()].map(({ answer }) => answer?.height ?? 0))

  function stateOf({ answer, answers, movedAt, reason }: Known): NodeState {
    if (reason !== undefined) return 'ended'
    if (answer === undefined) return 'starting'
    if (!answers) return 'silent'
    if (now - movedAt > patienceMs) return 'stalled'
    return answer.isSyncing ? 'syncing' : 'running'
  }

  return {
    hear(answers, nowMs) {
      now = nowMs
      for (const [name, one] of known) {
        const answer = answers.get(name)
        one.answers = answer !== undefined
        if (answer === undefined) continue
        if (answer.height !== one.answer?.height) one.movedAt = nowMs
        one.answer = answer
      }
      pace.see(highest(), nowMs)
    },
    ended(name, reason) {
      const one = known.get(name)
      if (one !== undefined) one.reason = reason
    },
    now: () => ({
      block: highest(),
      blockTimeMs: pace.blockTimeMs(),
      nodes: nodes.map(({ name, rpcPort }) => {
        const one = known.get(name) ?? { answers: false, movedAt: now }
        const height = one.answer?.height ?? 0
        return {
          ...{ name, endpoint: `ws://127.0.0.1:${rpcPort}`, state: stateOf(one), height },
          lag: highest() - height,
          peers: one.answer?.peers ?? 0,
          power: one.answer?.power ?? 0n,
          ...(one.reason !== undefined && { reason: one.reason }),
        }
      }),
    }),
  }
}

const LEAST_PATIENCE_MS = 10_000
const PATIENCE_BLOCKS = 10

/** Time of a block over the last looks. */
function createPace() {
  const seen: { readonly height: number; readonly at: number }[] = []
  return {
    see(height: number, at: number): void {
      const last = seen.at(-1)
      if (height > 0 && height !== last?.height) seen.push({ height, at })
      if (seen.length > MAX_SEEN) seen.shift()
    },
    blockTimeMs(): number | undefined {
      const [first] = seen
      const last = seen.at(-1)
      if (first === undefined || last === undefined || first === last) return undefined
      return (last.at - first.at) / (last.height - first.height)
    },
  }
}

const MAX_SEEN = 30
