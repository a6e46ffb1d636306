import { FARM_SHARE } from './agent.ts'
import type { Agent, AgentAnswer, AgentContext } from './agent.ts'

/**
 * One worker behind many hotkeys. A request that several hotkeys get is worked on once and answered
 * by all; different requests queue, because the hardware is that of one.
 */
export function cloneFarmAgent<Request, Response>(
  inner: Agent<Request, Response>,
  options: { readonly clones: number } = { clones: 8 },
): Agent<Request, Response> {
  const answers = new Map<string, Promise<Timed<Response>>>()
  let last: Promise<unknown> = Promise.resolve()
  let freeAtMs = 0
  const work = async (context: AgentContext<Request, Response>): Promise<Timed<Response>> => {
    const isTooLate = freeAtMs - context.nowMs >= context.limitMs
    if (isTooLate) return { answer: { latencyMs: context.limitMs }, doneAtMs: freeAtMs }
    const answer = await inner.answer(context)
    freeAtMs = Math.max(freeAtMs, context.nowMs) + answer.latencyMs
    return { answer, doneAtMs: freeAtMs }
  }
  return {
    name: `${inner.name} ×${options.clones}`,
    kind: 'clone farm',
    honest: false,
    hotkeys: options.clones,
    bound: { twin: inner.name, share: FARM_SHARE },
    async answer(context) {
      const key = `${context.window} ${JSON.stringify(context.request)}`
      const known = answers.get(key)
      const timed = known ?? last.then(() => work(context))
      if (known === undefined) {
        remember(answers, key, timed)
        last = timed.catch(() => undefined)
      }
      const { answer, doneAtMs } = await timed
      return { ...answer, latencyMs: Math.max(1, doneAtMs - context.nowMs) }
    },
  }
}

interface Timed<Response> {
  readonly answer: AgentAnswer<Response>
  readonly doneAtMs: number
}

const MAX_ANSWERS = 256

function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  const oldest = map.keys().next()
  if (map.size >= MAX_ANSWERS && oldest.done !== true) map.delete(oldest.value)
  map.set(key, value)
}
