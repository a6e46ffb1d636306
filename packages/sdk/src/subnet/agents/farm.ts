import { FARM_SHARE } from './agent.ts'
import type { Agent, AgentAnswer } from './agent.ts'

/**
 * One worker behind many hotkeys. A request that several hotkeys get is worked on once and answered
 * by all; different requests queue, because the hardware is that of one.
 */
export function cloneFarmAgent<Request, Response>(
  inner: Agent<Request, Response>,
  options: { readonly clones: number } = { clones: 8 },
): Agent<Request, Response> {
  const answers = new Map<string, Timed<Response>>()
  let freeAtMs = 0
  return {
    name: `${inner.name} ×${options.clones}`,
    kind: 'clone farm',
    honest: false,
    hotkeys: options.clones,
    bound: { twin: inner.name, share: FARM_SHARE },
    async answer(context) {
      const key = `${context.window} ${JSON.stringify(context.request)}`
      const known = answers.get(key)
      if (known !== undefined) return sinceRequest(known.answer, known.doneAtMs, context.nowMs)
      const answer = await inner.answer(context)
      freeAtMs = Math.max(freeAtMs, context.nowMs) + answer.latencyMs
      remember(answers, key, { answer, doneAtMs: freeAtMs })
      return sinceRequest(answer, freeAtMs, context.nowMs)
    },
  }
}

interface Timed<Response> {
  readonly answer: AgentAnswer<Response>
  readonly doneAtMs: number
}

const MAX_ANSWERS = 256

const sinceRequest = <Response>(
  answer: AgentAnswer<Response>,
  doneAtMs: number,
  nowMs: number,
): AgentAnswer<Response> => ({ ...answer, latencyMs: Math.max(1, doneAtMs - nowMs) })

function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  const oldest = map.keys().next()
  if (map.size >= MAX_ANSWERS && oldest.done !== true) map.delete(oldest.value)
  map.set(key, value)
}
