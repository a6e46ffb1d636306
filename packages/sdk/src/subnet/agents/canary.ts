import type { Agent } from './agent.ts'

/**
 * A miner of the validators' own that is good and bad by turns: who copies weights pays it when it
 * has turned bad, and misses it when it has turned good (spec: 85-subnets §0.6).
 */
export function canaryAgent<Request, Response>(
  good: Agent<Request, Response>,
  bad: Agent<Request, Response>,
  options: {
    readonly name: string
    /** Windows until it turns. */
    readonly every: number
    /** Windows by which its turns are shifted. Default: 0. */
    readonly shift?: number
  },
): Agent<Request, Response> {
  const { name, every, shift = 0 } = options
  const isGood = (window: number) => Math.floor((window + shift) / every) % 2 === 0
  return {
    name,
    kind: 'canary',
    honest: false,
    answer: (context) => (isGood(context.window) ? good : bad).answer(context),
  }
}
