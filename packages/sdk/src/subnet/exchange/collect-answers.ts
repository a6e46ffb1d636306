import type { SynapseSpec } from '../../synapse/synapse-spec.ts'
import type { Neuron } from '../chain.ts'
import { committedSynapses } from '../commit/committed-synapses.ts'
import { openReveal } from '../commit/open-reveal.ts'
import { exchangeHash } from '../evidence/exchange.ts'
import { mapBounded } from '../ports/bounded.ts'
import type { Asked, AskOptions, ValidatorPort } from '../ports/network.ts'
import type { Fault, Manifest, Task } from '../subnet.ts'

/** One question to one miner. */
export interface Question<Request> {
  readonly neuron: Neuron
  readonly task: Task
  readonly request: Request
}

/** What came of a question. */
export interface Collected<Request, Response> extends Question<Request> {
  readonly outcome:
    | { readonly ok: true; readonly response: Response }
    | { readonly ok: false; readonly fault: Fault; readonly reason: string }
  readonly latencyMs: number
  /** Rank among those who answered (or committed) to the same task; 0 came first. */
  readonly order: number
  readonly evidence: string
}

/** What a round of questions needs. */
export interface CollectOptions<Request, Response> {
  readonly manifest: Manifest
  readonly synapse: SynapseSpec<Request, Response>
  readonly port: ValidatorPort
  /** Questions that are open at a time. */
  readonly concurrency: number
  readonly signal: AbortSignal
}

/**
 * Asks all questions of a round. Where answers are committed, every miner is asked for its
 * commitment before the first is asked to show its answer, and order is that of the commitments.
 * When `signal` fires the results are useless.
 */
export async function collectAnswers<Request, Response>(
  questions: readonly Question<Request>[],
  options: CollectOptions<Request, Response>,
): Promise<readonly Collected<Request, Response>[]> {
  const { manifest, synapse, port } = options
  const bounds: AskOptions = {
    timeoutMs: manifest.limits.minerMs,
    responseBytes: manifest.limits.responseBytes,
    signal: options.signal,
  }
  const ranks = createRanks()
  if (manifest.answers === 'direct')
    return mapBounded(
      questions,
      async (question) => {
        const asked = await port.ask(question.neuron, synapse, question.request, bounds)
        const outcome = asked.ok ? { ok: true as const, response: asked.response } : faultOf(asked)
        return finish(question, asked, outcome, ranks)
      },
      options,
    )
  const messages = committedSynapses(synapse)
  const committed = await mapBounded(
    questions,
    async (question) => {
      const asked = await port.ask(question.neuron, messages.commit, question.request, bounds)
      return { question, asked, order: asked.ok ? ranks(question.task.id) : NO_ORDER }
    },
    options,
  )
  return mapBounded(
    committed,
    async ({ question, asked, order }) => {
      if (!asked.ok) return finish(question, asked, faultOf(asked), () => order)
      const { commitment } = asked.response
      // Text in JSON may be six times as long as what it says.
      const responseBytes = bounds.responseBytes * 6 + REVEAL_OVERHEAD
      const shown = await port.ask(
        question.neuron,
        messages.reveal,
        { commitment },
        { ...bounds, responseBytes },
      )
      const evidence = exchangeHash([evidenceOf(asked), evidenceOf(shown)])
      const outcome = shown.ok
        ? openBounded(question, commitment, shown.response, options)
        : faultOf(shown)
      return { ...question, outcome, latencyMs: asked.latencyMs, order, evidence }
    },
    options,
  )
}

const NO_ORDER = 65_535
const REVEAL_OVERHEAD = 1_024

function openBounded<Request, Response>(
  question: Question<Request>,
  commitment: string,
  revealed: { readonly salt: string; readonly answer: string },
  options: CollectOptions<Request, Response>,
): Collected<Request, Response>['outcome'] {
  if (revealed.answer.length > options.manifest.limits.responseBytes)
    return { ok: false, fault: 'malformed', reason: 'the answer is longer than the subnet allows' }
  const { hotkey } = question.neuron
  return openReveal({ synapse: options.synapse, hotkey, commitment, revealed })
}

/** Gives 0, 1, 2… for each task in the order of calls. */
function createRanks(): (taskId: string) => number {
  const next = new Map<string, number>()
  return (taskId) => {
    const rank = next.get(taskId) ?? 0
    next.set(taskId, rank + 1)
    return rank
  }
}

function finish<Request, Response>(
  question: Question<Request>,
  asked: Asked<unknown>,
  outcome: Collected<Request, Response>['outcome'],
  ranks: (taskId: string) => number,
): Collected<Request, Response> {
  return {
    ...question,
    outcome,
    latencyMs: asked.latencyMs,
    order: asked.ok ? ranks(question.task.id) : NO_ORDER,
    evidence: evidenceOf(asked),
  }
}

const evidenceOf = (asked: Asked<unknown>): string =>
  asked.ok ? asked.evidence : exchangeHash([`status ${asked.status}`])

/** What the miner said stays out: it is network text. */
function faultOf(asked: Extract<Asked<unknown>, { ok: false }>): {
  readonly ok: false
  readonly fault: Fault
  readonly reason: string
} {
  if (asked.forged === true)
    return { ok: false, fault: 'forged', reason: 'the answer bears a false signature' }
  if (asked.status === 422 || asked.status === 400)
    return { ok: false, fault: 'malformed', reason: 'the answer cannot be read' }
  return { ok: false, fault: 'unanswered', reason: `no answer: status ${asked.status}` }
}
