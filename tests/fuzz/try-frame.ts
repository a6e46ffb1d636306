import { expect, faultOf, isObject } from './judge.ts'
import type { Expected } from './judge.ts'
import type { Link } from './link.ts'
import type { Outcome } from './post-frame.ts'
import { schedule } from './vitals.ts'
import type { Frame } from './world.ts'

/** What a frame led to. */
export interface Verdict {
  readonly outcome: Outcome
  readonly ms: number
  readonly limitMs: number
  /** Late, but not by the node's doing. */
  readonly stalled: boolean
  readonly fault: string | undefined
}

export interface Target {
  readonly methods: ReadonlySet<string>
  readonly pid: number
}

/** Time for an answer, in ms: times the started MiB of the frame or the requests of the batch. */
export const LIMIT_MS = 100
const PATIENCE_MS = 10_000
const CLOSE_CODES = { 'too long': [1009, 413], 'not UTF-8': [1007] } as const
/** Times that a late answer is asked for again. */
const REPEATS = 2

/**
 * Sends a frame and judges what comes. An answer is late when the node computed for longer than
 * the limit. Where it did not compute, the machine may have been busy: time in which node or
 * client were ready to run and others had the processors does not count, and the answer is late
 * when it is so each time that the frame is sent.
 */
export async function tryFrame(link: Link, frame: Frame, target: Target): Promise<Verdict> {
  const expected = expect(frame, target.methods)
  const limitMs = LIMIT_MS * allowance(frame, expected)
  const first = await attempt(link, frame, expected, { ...target, limitMs })
  let last = first
  for (let repeat = 0; repeat < REPEATS && isLate(last, limitMs); repeat += 1) {
    if (last.ranMs > limitMs || !link.isOpen()) break
    last = await attempt(link, frame, expected, { ...target, limitMs })
  }
  const { outcome, ms } = first
  const late = isLate(last, limitMs) ? `${ms.toFixed(0)} ms, the limit is ${limitMs}` : undefined
  const fault = first.fault ?? last.fault ?? late
  return { outcome, ms, limitMs, stalled: ms > limitMs && fault === undefined, fault }
}

interface Attempt {
  readonly outcome: Outcome
  readonly ms: number
  readonly ranMs: number
  readonly queuedMs: number
  readonly fault: string | undefined
}

async function attempt(
  link: Link,
  frame: Frame,
  expected: Expected,
  { pid, limitMs }: Target & { readonly limitMs: number },
): Promise<Attempt> {
  const [node, self] = [schedule(pid), schedule(process.pid)]
  const outcome = await link.send(frame, expected.type === 'silence', PATIENCE_MS + limitMs)
  const answeredAt = performance.now()
  const operation = operationIn(outcome)
  const ended = operation === undefined || (await link.ended(operation, PATIENCE_MS))
  const ms = outcome.ms + (operation === undefined ? 0 : performance.now() - answeredAt)
  const fault = faultIn(outcome, expected) ?? link.faults()[0]
  const [nodeNow, selfNow] = [schedule(pid), schedule(process.pid)]
  return {
    outcome,
    ms,
    ranMs: nodeNow.ranMs - node.ranMs,
    queuedMs: nodeNow.queuedMs - node.queuedMs + selfNow.queuedMs - self.queuedMs,
    fault: fault ?? (ended ? undefined : 'an operation does not end'),
  }
}

const isLate = ({ ms, ranMs, queuedMs }: Attempt, limitMs: number): boolean =>
  ms > limitMs && (ranMs > limitMs || ms - queuedMs > limitMs)

/** Long messages and batches may take longer in proportion. */
function allowance({ body }: Frame, expected: Expected): number {
  const requests = expected.type === 'replies' ? expected.asked.length : 1
  return Math.max(1, Math.ceil(body.length / 2 ** 20), requests)
}

function faultIn(outcome: Outcome, expected: Expected): string | undefined {
  switch (outcome.type) {
    case 'response':
      return faultOf(outcome.text, expected)
    case 'silence':
      return expected.type === 'silence' ? undefined : 'no answer'
    case 'nothing':
      return 'no answer and no end'
    case 'refusal': {
      const codes: readonly number[] =
        expected.type === 'refusal' ? CLOSE_CODES[expected.reason] : []
      return codes.includes(outcome.code) ? undefined : `the transport refused with ${outcome.code}`
    }
  }
}

/** The operation that a response has started. */
function operationIn(outcome: Outcome): string | undefined {
  if (outcome.type !== 'response' || !outcome.text.includes('"result":"started"')) return undefined
  const value = JSON.parse(outcome.text) as unknown
  const result = isObject(value) ? value['result'] : undefined
  return isObject(result) ? String(result['operationId']) : undefined
}
