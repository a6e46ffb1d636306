import type { Collected } from '../exchange/collect-answers.ts'
import type { Clock } from '../ports/clock.ts'
import { withinLimit } from '../ports/time-limit.ts'
import type { Fault, Judgement, Subnet, Verdict } from '../subnet.ts'

/** What judging needs. */
export interface JudgeOptions<Request, Response, Backend, Detail, State> {
  readonly subnet: Subnet<Request, Response, Backend, Detail, State>
  readonly state: State
  readonly clock: Clock
  readonly signal: AbortSignal
}

/** Longest `detail` of a judgement, in bytes of JSON. */
export const MAX_DETAIL_BYTES = 65_536

/**
 * The verdict on what came of a question. A `verify` that takes longer than `verifyMs`, throws or
 * gives numbers out of range scores 0 with the fault `unjudged`.
 */
export async function judgeAnswer<Request, Response, Backend, Detail, State>(
  collected: Collected<Request, Response>,
  options: JudgeOptions<Request, Response, Backend, Detail, State>,
): Promise<Verdict<Detail>> {
  const { neuron, task, outcome, latencyMs, order, evidence } = collected
  const about = {
    uid: neuron.uid,
    hotkey: neuron.hotkey,
    taskId: task.id,
    window: task.window,
    latencyMs: Math.round(latencyMs * 1_000) / 1_000,
    order,
    evidence,
  }
  if (!outcome.ok) return { ...about, ...failed(outcome.fault, outcome.reason) }
  return { ...about, ...(await verifyInTime(collected, outcome.response, options)) }
}

type Judged<Detail> = Pick<
  Verdict<Detail>,
  'ok' | 'quality' | 'units' | 'reason' | 'detail' | 'fault'
>

async function verifyInTime<Request, Response, Backend, Detail, State>(
  { task, request }: Collected<Request, Response>,
  response: Response,
  { subnet, state, clock, signal }: JudgeOptions<Request, Response, Backend, Detail, State>,
): Promise<Judged<Detail>> {
  const { verifyMs } = subnet.manifest.limits
  try {
    const judged = await withinLimit(
      (ending) => subnet.verify(task, request, response, { state, signal: ending }),
      { limitMs: verifyMs, clock, signal },
    )
    return judged.inTime
      ? checked(judged.value)
      : failed('unjudged', `judging takes longer than ${verifyMs} ms`)
  } catch {
    // Not a reason to stop: the answer of one miner must not stop the judging of others.
    return failed('unjudged', 'judging failed')
  }
}

/** Holds a judgement to its contract, and to what JSON can say. */
function checked<Detail>(judgement: Judgement<Detail>): Judged<Detail> {
  const { ok, quality, units, reason, detail } = judgement
  const isSound =
    Number.isFinite(quality) && quality >= 0 && quality <= 1 && Number.isFinite(units) && units >= 0
  if (!isSound) return failed('unjudged', 'quality or units are out of range')
  // Nothing where there is no detail, whatever the type of `stringify` says.
  const written = JSON.stringify(detail) as string | undefined
  if (written !== undefined && written.length > MAX_DETAIL_BYTES)
    return failed('unjudged', `the detail is longer than ${MAX_DETAIL_BYTES} bytes`)
  return {
    ok,
    quality: ok ? quality : 0,
    units: ok ? units : 0,
    detail,
    ...(reason === undefined ? {} : { reason: reason.slice(0, MAX_REASON) }),
  }
}

const MAX_REASON = 200

const failed = (fault: Fault, reason: string) => ({
  ok: false,
  quality: 0,
  units: 0,
  fault,
  reason,
})
