import { BEAT_LIMIT_MS } from './beat.ts'
import type { Heartbeat } from './heartbeat.ts'
import { expect, faultOf, isObject } from './judge.ts'
import type { Expected } from './judge.ts'
import type { Link } from './link.ts'
import type { Outcome } from './post-frame.ts'
import { heldUp, schedule } from './vitals.ts'
import type { Frame } from './world.ts'

/** What a frame led to. */
export interface Verdict {
  readonly outcome: Outcome
  readonly ms: number
  /** The longest answer to the heartbeat meanwhile. */
  readonly beatMs: number
  /** Late, but not by the node's doing. */
  readonly stalled: boolean
  readonly fault: string | undefined
}

export interface Target {
  readonly methods: ReadonlySet<string>
  readonly pid: number
  readonly heartbeat: Heartbeat
}

/** Time for the answer to any message, from its last byte on, in ms. */
const LIMIT_MS = 100
const PATIENCE_MS = 20_000
const CLOSE_CODES = { 'too long': [1009, 413], 'not UTF-8': [1007] } as const
/** Times that a late answer is asked for again. */
const REPEATS = 2

/**
 * Sends a frame and judges what comes. An answer is late when the node's main thread computed for
 * longer than the limit. Where it did not, the machine may have been busy: time in which threads of
 * the node or the client were ready to run and others had the processors does not count, and the
 * answer is late when it is so each time that the frame is sent. The heartbeat is judged once.
 */
export async function tryFrame(link: Link, frame: Frame, target: Target): Promise<Verdict> {
  const expected = expect(frame, target.methods)
  target.heartbeat.reset()
  const first = await attempt(link, frame, expected, target)
  let last = first
  for (let repeat = 0; repeat < REPEATS && isLate(last); repeat += 1) {
    if (last.ranMs > LIMIT_MS || !link.isOpen()) break
    last = await attempt(link, frame, expected, target)
  }
  const { longestMs: beatMs, lateMs } = await target.heartbeat.beats()
  const { outcome, ms } = first
  const faults = [
    first.fault,
    last.fault,
    isLate(last) ? `answered after ${ms.toFixed(0)} ms, the limit is ${LIMIT_MS}` : undefined,
    lateMs > 0 ? `a heartbeat took ${beatMs.toFixed(0)} ms meanwhile` : undefined,
  ]
  const fault = faults.find((one) => one !== undefined)
  const isSlow = ms > LIMIT_MS || beatMs > BEAT_LIMIT_MS
  return { outcome, ms, beatMs, stalled: isSlow && fault === undefined, fault }
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
  { pid }: Target,
): Promise<Attempt> {
  let measure = measurement(pid)
  const outcome = await link.send(frame, expected.type === 'silence', PATIENCE_MS, () => {
    measure = measurement(pid)
  })
  const answeredAt = performance.now()
  const operation = operationIn(outcome)
  const ended = operation === undefined || (await link.ended(operation, PATIENCE_MS))
  const ms = outcome.ms + (operation === undefined ? 0 : performance.now() - answeredAt)
  const fault = faultIn(outcome, expected) ?? link.faults()[0]
  const reason = fault ?? (ended ? undefined : 'an operation does not end')
  return { outcome, ms, ...measure(), fault: reason }
}

/** What node and client did until it is called. They answer one another, so their waits add up. */
function measurement(pid: number): () => Pick<Attempt, 'ranMs' | 'queuedMs'> {
  const [node, self, nodeWait] = [schedule(pid), schedule(process.pid), heldUp(pid)]
  return () => ({
    ranMs: schedule(pid).ranMs - node.ranMs,
    queuedMs: nodeWait() + schedule(process.pid).queuedMs - self.queuedMs,
  })
}

const isLate = ({ ms, ranMs, queuedMs }: Attempt): boolean =>
  ms > LIMIT_MS && (ranMs > LIMIT_MS || ms - queuedMs > LIMIT_MS)

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
