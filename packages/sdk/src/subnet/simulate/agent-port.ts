import { bytesToHex } from '@plexus/primitives'
import type { SynapseSpec } from '../../synapse/synapse-spec.ts'
import type { Agent, AgentAnswer, AgentContext, Revealed } from '../agents/agent.ts'
import type { Neuron } from '../chain.ts'
import { answerCommitment } from '../commit/answer-commitment.ts'
import { exchangeHash } from '../evidence/exchange.ts'
import type { Asked, AskOptions, ValidatorPort } from '../ports/network.ts'
import { digest, u32, utf8 } from '../random/digest.ts'
import { taskRandom } from '../random/random.ts'
import type { Manifest } from '../subnet.ts'

/** A miner of a simulation: one of the hotkeys of an agent. */
export interface Seat<Request, Response> {
  readonly neuron: Neuron
  readonly agent: Agent<Request, Response>
}

/** What agents see of a round. */
export interface Stage<Request, Response> {
  readonly window: number
  readonly nowMs: number
  /** 32 bytes, different in each round; random numbers of agents are made of it. */
  readonly seed: Uint8Array
  /** Grows as answers become public. */
  readonly revealed: Revealed<Request, Response>[]
  /** Told how long an honest agent worked, in ms of this machine. */
  readonly worked: (ms: number) => void
}

/**
 * A wire between a validator and agents: answers go through JSON and are held to the limits of the
 * manifest; time is what agents say that it is.
 */
export function createAgentPort<Request, Response>(
  seats: readonly Seat<Request, Response>[],
  subnet: {
    readonly manifest: Manifest
    readonly synapse: SynapseSpec<Request, Response>
  },
  stage: Stage<Request, Response>,
): ValidatorPort {
  const { manifest, synapse } = subnet
  const committed = new Map<string, Committed<Request, Response>>()
  const agents = new Map(seats.map(({ neuron, agent }) => [neuron.uid, agent]))

  const answer = async (neuron: Neuron, fields: Fields, signal: AbortSignal): Promise<Reply> => {
    const agent = agents.get(neuron.uid)
    if (agent === undefined) return failure(503, 0)
    const request = synapse.parseRequest(fields)
    const startMs = performance.now()
    const { response, latencyMs } = await answerOf(agent, {
      request,
      window: stage.window,
      uid: neuron.uid,
      nowMs: stage.nowMs,
      limitMs: manifest.limits.minerMs,
      random: taskRandom(digest('agent', stage.seed, u32(neuron.uid))),
      revealed: stage.revealed.filter(({ uid }) => uid !== neuron.uid),
      signal,
    })
    if (agent.honest) stage.worked(performance.now() - startMs)
    if (response === undefined || latencyMs > manifest.limits.minerMs)
      return failure(408, manifest.limits.minerMs)
    const text = JSON.stringify(synapse.writeResponse(response))
    if (utf8(text).length > manifest.limits.responseBytes) return failure(422, latencyMs)
    const revealed = { uid: neuron.uid, request, response }
    if (manifest.answers === 'direct') {
      stage.revealed.push(revealed)
      return { ok: true, text, latencyMs }
    }
    const salt = bytesToHex(digest('agent salt', stage.seed, u32(neuron.uid))).slice(2)
    const commitment = answerCommitment(neuron.hotkey, { salt, answer: text })
    const shown = JSON.stringify({ salt, answer: text })
    committed.set(`${neuron.uid} ${commitment}`, { shown, revealed })
    return { ok: true, text: JSON.stringify({ commitment }), latencyMs }
  }

  const reveal = (neuron: Neuron, fields: Fields): Reply => {
    const kept = committed.get(`${neuron.uid} ${String(fields['commitment'])}`)
    if (kept === undefined) return failure(500, 0)
    stage.revealed.push(kept.revealed)
    return { ok: true, text: kept.shown, latencyMs: 0 }
  }

  return {
    async ask(neuron, spec, request, options: AskOptions) {
      const sent = JSON.stringify(spec.writeRequest(request))
      const fields = JSON.parse(sent) as Fields
      const reply =
        spec.name === synapse.name
          ? await answer(neuron, fields, options.signal)
          : reveal(neuron, fields)
      return reply.ok ? readReply(spec, sent, reply) : { ...reply, message: 'simulated' }
    },
  }
}

type Fields = Readonly<Record<string, unknown>>

interface Committed<Request, Response> {
  readonly shown: string
  readonly revealed: Revealed<Request, Response>
}

type Reply =
  | { readonly ok: true; readonly text: string; readonly latencyMs: number }
  | { readonly ok: false; readonly status: number; readonly latencyMs: number }

/** A crash of an agent is no answer, not the end of the simulation. */
async function answerOf<Request, Response>(
  agent: Agent<Request, Response>,
  context: AgentContext<Request, Response>,
): Promise<AgentAnswer<Response>> {
  try {
    return await agent.answer(context)
  } catch {
    context.signal.throwIfAborted()
    return { latencyMs: context.limitMs }
  }
}

const failure = (status: number, latencyMs: number): Reply => ({ ok: false, status, latencyMs })

function readReply<Request, Response>(
  spec: SynapseSpec<Request, Response>,
  sent: string,
  { text, latencyMs }: { readonly text: string; readonly latencyMs: number },
): Asked<Response> {
  const evidence = exchangeHash([sent, text])
  try {
    return { ok: true, response: spec.parseResponse(JSON.parse(text)), latencyMs, evidence }
  } catch {
    // What an agent made up need not be of the right form.
    return { ok: false, status: 422, message: 'simulated', latencyMs }
  }
}
