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
  /** Rank among those who answered (or committed) to the same task; 0 was the quickest. */
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
 * commitment before the first is asked to show its answer. Order is that of latencies, so that the
 * order of asking does not matter. Empty when `signal` fires meanwhile.
 */
export async function collectAnswers<Request, Response>(
  questions: readonly Question<Request>[],
  options: CollectOptions<Request, Response>,
): Promise<readonly Collected<Request, Response>[]> {
  const bounds: AskOptions = {
    timeoutMs: options.manifest.limits.minerMs,
    responseBytes: options.manifest.limits.responseBytes,
    signal: options.signal,
  }
  return options.manifest.answers === 'direct'
    ? collectDirect(questions, options, bounds)
    : collectCommitted(questions, options, bounds)
}

async function collectDirect<Request, Response>(
  questions: readonly Question<Request>[],
  options: CollectOptions<Request, Response>,
  bounds: AskOptions,
): Promise<readonly Collected<Request, Response>[]> {
  const { port, synapse, signal } = options
  const replies = await mapBounded(
    questions,
    async (question) => ({
      question,
      asked: await port.ask(question.neuron, synapse, question.request, bounds),
    }),
    options,
  )
  if (signal.aborted) return []
  const orders = ordersOf(replies)
  return replies.map(({ question, asked }, at) => ({
    ...question,
    outcome: asked.ok ? { ok: true, response: asked.response } : faultOf(asked),
    latencyMs: asked.latencyMs,
    order: orders[at] as number,
    evidence: evidenceOf(asked),
  }))
}

async function collectCommitted<Request, Response>(
  questions: readonly Question<Request>[],
  options: CollectOptions<Request, Response>,
  bounds: AskOptions,
): Promise<readonly Collected<Request, Response>[]> {
  const { port, signal } = options
  const messages = committedSynapses(options.synapse)
  // Text in JSON may be six times as long as what it says.
  const revealBounds = { ...bounds, responseBytes: bounds.responseBytes * 6 + REVEAL_OVERHEAD }
  const replies = await mapBounded(
    questions,
    async (question) => ({
      question,
      asked: await port.ask(question.neuron, messages.commit, question.request, bounds),
    }),
    options,
  )
  if (signal.aborted) return []
  const orders = ordersOf(replies)
  const collected = await mapBounded(
    replies.map((reply, at) => ({ ...reply, order: orders[at] as number })),
    async ({ question, asked, order }) => {
      const { latencyMs } = asked
      if (!asked.ok)
        return {
          ...question,
          outcome: faultOf(asked),
          latencyMs,
          order,
          evidence: evidenceOf(asked),
        }
      const { commitment } = asked.response
      const shown = await port.ask(question.neuron, messages.reveal, { commitment }, revealBounds)
      const outcome = shown.ok
        ? openBounded(question, commitment, shown.response, options)
        : faultOf(shown)
      const evidence = exchangeHash([evidenceOf(asked), evidenceOf(shown)])
      return { ...question, outcome, latencyMs, order, evidence }
    },
    options,
  )
  return signal.aborted ? [] : collected
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

/** The rank of each reply among those to the same task: the quickest first. */
function ordersOf(
  replies: readonly { readonly question: Question<unknown>; readonly asked: Asked<unknown> }[],
): readonly number[] {
  const orders = replies.map(() => NO_ORDER)
  const next = new Map<string, number>()
  const byLatency = replies
    .map((reply, at) => ({ ...reply, at }))
    .filter(({ asked }) => asked.ok)
    .sort((a, b) => a.asked.latencyMs - b.asked.latencyMs || a.at - b.at)
  for (const { question, at } of byLatency) {
    const order = next.get(question.task.id) ?? 0
    orders[at] = order
    next.set(question.task.id, order + 1)
  }
  return orders
}

const evidenceOf = (asked: Asked<unknown>): string =>
  asked.ok ? asked.evidence : exchangeHash([`status ${asked.status}`])

/** What the miner said stays out: it is network text. */
function faultOf(asked: Extract<Asked<unknown>, { ok: false }>): {
  readonly ok: false
  readonly fault: Fault
  readonly reason: string
} {
  if (asked.status === 422 || asked.status === 400)
    return { ok: false, fault: 'malformed', reason: 'the answer cannot be read' }
  return { ok: false, fault: 'unanswered', reason: `no answer: status ${asked.status}` }
}
