import type { TaskRandom } from '../random/random.ts'
import { CHEAT_SHARE } from './agent.ts'
import type { Agent, Guess } from './agent.ts'

/** Guesses a part of its answers to save the work. */
export function lazyAgent<Request, Response>(
  inner: Agent<Request, Response>,
  options: {
    /** Part of the requests that it does not work on, 0 to 1. */
    readonly fraction: number
    readonly guess: Guess<Request, Response>
  },
): Agent<Request, Response> {
  return {
    name: `${inner.name} lazy`,
    kind: 'lazy',
    honest: false,
    bound: { twin: inner.name, share: CHEAT_SHARE },
    answer(context) {
      if (context.random.float53() >= options.fraction) return inner.answer(context)
      return { response: options.guess(context.request, context.random), latencyMs: GUESS_MS }
    },
  }
}

/** Builds trust by honest work, then guesses. What it earns counts from then on. */
export function goodThenBadAgent<Request, Response>(
  inner: Agent<Request, Response>,
  options: {
    /** First window in which it guesses. */
    readonly cheatsFrom: number
    readonly guess: Guess<Request, Response>
  },
): Agent<Request, Response> {
  return {
    name: `${inner.name} gone bad`,
    kind: 'good then bad',
    honest: false,
    bound: { twin: inner.name, share: CHEAT_SHARE },
    cheatsFrom: options.cheatsFrom,
    answer(context) {
      if (context.window < options.cheatsFrom) return inner.answer(context)
      return { response: options.guess(context.request, context.random), latencyMs: GUESS_MS }
    },
  }
}

/** Works, and says more of its answer than is true: what, `alter` decides. */
export function liarAgent<Request, Response>(
  inner: Agent<Request, Response>,
  alter: (response: Response, random: TaskRandom) => Response,
): Agent<Request, Response> {
  return {
    name: `${inner.name} lying`,
    kind: 'liar',
    honest: false,
    bound: { twin: inner.name, share: CHEAT_SHARE },
    async answer(context) {
      const answer = await inner.answer(context)
      if (answer.response === undefined) return answer
      return { ...answer, response: alter(answer.response, context.random) }
    },
  }
}

const GUESS_MS = 5
