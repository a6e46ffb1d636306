import type { NodeConfig } from './node-config.ts'

/** Where a node is, and how it is reached there. */
export interface PlannedNode extends Omit<NodeConfig, 'peers'> {
  readonly host: string
}

/** What the nodes of a network have in common. */
export interface NodesPlan {
  readonly count: number
  /** A host for each node, by index; none: all are on this machine. */
  readonly hosts: readonly string[]
  readonly firstPort: number
  readonly blockTimeMs: number
}

/** JSON-RPC, other nodes, JSON-RPC of CometBFT, metrics: in this order from the first port on. */
export const PORTS_OF_NODE = 4

/** The nodes; those of one host have ports of their own. */
export function planNodes({
  count,
  hosts,
  firstPort,
  blockTimeMs,
}: NodesPlan): readonly PlannedNode[] {
  const places = Array.from({ length: count }, (_, at) => hosts[at] ?? LOOPBACK)
  const sharedAddress = new Set(places).size < count || hosts.length === 0
  return places.map((host, at) => {
    const before = places.slice(0, at).filter((other) => other === host).length
    const rpcPort = firstPort + before * PORTS_OF_NODE
    return {
      ...{ name: `node${at}`, host, blockTimeMs, sharedAddress },
      ...{ rpcPort, p2pPort: rpcPort + 1, cometPort: rpcPort + 2, metricsPort: rpcPort + 3 },
    }
  })
}

const LOOPBACK = '127.0.0.1'
