import type { Agent } from './agent.ts'

/** Honest, but each answer takes `factor` times as long. */
export function slowAgent<Request, Response>(
  inner: Agent<Request, Response>,
  options: { readonly factor: number },
): Agent<Request, Response> {
  return {
    name: `${inner.name} slow`,
    kind: 'slow',
    honest: true,
    reliable: false,
    async answer(context) {
      const answer = await inner.answer(context)
      return { ...answer, latencyMs: answer.latencyMs * options.factor }
    },
  }
}

/** Honest, but gives no answer to some requests, as a miner that restarts does. */
export function crashProneAgent<Request, Response>(
  inner: Agent<Request, Response>,
  options: {
    /** Part of the requests without an answer, 0 to 1. */
    readonly fraction: number
  },
): Agent<Request, Response> {
  return {
    name: `${inner.name} crashing`,
    kind: 'crash-prone',
    honest: true,
    reliable: false,
    answer(context) {
      if (context.random.float53() >= options.fraction) return inner.answer(context)
      return { latencyMs: context.limitMs }
    },
  }
}
