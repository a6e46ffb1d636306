import { FAKE_SHARE } from './agent.ts'
import type { Agent, AgentContext, Guess } from './agent.ts'

/** Answers with guesses. `twin` names the honest agent on the same hardware. */
export function randomAgent<Request, Response>(options: {
  readonly name: string
  readonly twin: string
  readonly guess: Guess<Request, Response>
}): Agent<Request, Response> {
  return {
    name: options.name,
    kind: 'random',
    honest: false,
    bound: { twin: options.twin, share: FAKE_SHARE },
    answer: ({ request, random }) => ({
      response: options.guess(request, random),
      latencyMs: FAKE_LATENCY_MS,
    }),
  }
}

/** Works once, then gives the same answer to every other request. */
export function replayAgent<Request, Response>(
  inner: Agent<Request, Response>,
): Agent<Request, Response> {
  let kept: Response | undefined
  return {
    name: `${inner.name} replaying`,
    kind: 'replay',
    honest: false,
    bound: { twin: inner.name, share: FAKE_SHARE },
    async answer(context) {
      if (kept !== undefined) return { response: kept, latencyMs: FAKE_LATENCY_MS }
      const answer = await inner.answer(context)
      kept = answer.response
      return answer
    },
  }
}

/**
 * Copies what others have shown: of the same request where it can, else the newest; guesses where
 * nobody has shown anything. It waits for the others.
 */
export function copierAgent<Request, Response>(options: {
  readonly name: string
  readonly twin: string
  readonly guess: Guess<Request, Response>
}): Agent<Request, Response> {
  return {
    name: options.name,
    kind: 'copier',
    honest: false,
    waits: true,
    bound: { twin: options.twin, share: FAKE_SHARE },
    answer(context) {
      const response = copyOf(context) ?? options.guess(context.request, context.random)
      return { response, latencyMs: FAKE_LATENCY_MS }
    },
  }
}

const FAKE_LATENCY_MS = 5

function copyOf<Request, Response>(context: AgentContext<Request, Response>): Response | undefined {
  const wanted = JSON.stringify(context.request)
  const others = context.revealed.filter((entry) => entry.uid !== context.uid)
  const same = others.find((entry) => JSON.stringify(entry.request) === wanted)
  return (same ?? others.at(-1))?.response
}
