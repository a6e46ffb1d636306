import { encodeSs58 } from '@plexus/primitives'
import type { Agent } from '../agents/agent.ts'
import type { Neuron } from '../chain.ts'
import { digest, u32 } from '../random/digest.ts'
import type { Seat } from './agent-port.ts'

/** Gives each hotkey of each agent a uid, in order. */
export function seatAgents<Request, Response>(
  agents: readonly Agent<Request, Response>[],
  seed: Uint8Array,
): readonly Seat<Request, Response>[] {
  const owners = agents.flatMap((agent) => Array.from({ length: agent.hotkeys ?? 1 }, () => agent))
  return owners.map((agent, uid) => ({ neuron: simulatedNeuron(seed, uid), agent }))
}

/** A neuron with keys that follow from the seed. */
export const simulatedNeuron = (seed: Uint8Array, uid: number): Neuron => ({
  uid,
  hotkey: encodeSs58(digest('simulated hotkey', seed, u32(uid))),
  coldkey: encodeSs58(digest('simulated coldkey', seed, u32(uid))),
  axon: { ip: '192.0.2.1', port: 1 + uid },
  validatorPermit: false,
  stakeAlphaRao: 0n,
  incentive: 0,
  emissionAlphaRao: 0n,
})
