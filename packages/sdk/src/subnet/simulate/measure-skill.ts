import { createAgentPort } from './agent-port.ts'
import type { Seat } from './agent-port.ts'
import { collectAnswers } from '../exchange/collect-answers.ts'
import { digest, u64, utf8 } from '../random/digest.ts'
import { createTask } from '../random/task.ts'
import type { Agent } from '../agents/agent.ts'
import type { Subnet } from '../subnet.ts'
import { judgeAnswer } from '../validator/judge-answer.ts'
import { simulatedNeuron } from './seats.ts'
import { SIMULATION_CLOCK } from './simulation-clock.ts'

/** What is measured. */
export interface SkillOptions<Request, Response, Backend, Detail, State> {
  readonly subnet: Subnet<Request, Response, Backend, Detail, State>
  readonly agent: Agent<Request, Response>
  /** Number of tasks, none of which a validator ever draws. */
  readonly tasks: number
  /** 32 bytes. Agents that are compared get the same seed, and so the same tasks. */
  readonly seed: Uint8Array
  /** State of a validator from which challenges are drawn. Default: the initial one. */
  readonly state?: State
  readonly signal?: AbortSignal
}

/** True quality of an agent: its mean quality on held-out tasks, 0 to 1; what is late counts 0. */
export async function measureSkill<Request, Response, Backend, Detail, State>(
  options: SkillOptions<Request, Response, Backend, Detail, State>,
): Promise<number> {
  const { subnet, agent, tasks, seed, state = subnet.initialState } = options
  const { manifest, synapse } = subnet
  const signal = options.signal ?? new AbortController().signal
  const seat: Seat<Request, Response> = { neuron: simulatedNeuron(seed, 0), agent }
  let total = 0
  for (let index = 0; index < tasks; index++) {
    signal.throwIfAborted()
    const windowSeed = digest('held-out', seed, u64(index))
    const salt = digest('held-out salt', seed)
    const task = createTask({ netuid: 0, window: 0, index, windowSeed, salt })
    const port = createAgentPort([seat], subnet, {
      window: 0,
      nowMs: index * manifest.limits.minerMs * 2,
      seed: digest('held-out agent', windowSeed, utf8(agent.name)),
      revealed: [],
      worked: () => {},
    })
    const request = subnet.challenge(task, state)
    const asked = { manifest, synapse, port, concurrency: 1, signal }
    const [collected] = await collectAnswers([{ neuron: seat.neuron, task, request }], asked)
    if (collected === undefined) continue
    const verdict = await judgeAnswer(collected, { subnet, state, clock: SIMULATION_CLOCK, signal })
    total += verdict.quality
  }
  return tasks > 0 ? total / tasks : 0
}
