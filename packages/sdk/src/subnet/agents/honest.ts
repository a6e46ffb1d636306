import type { Subnet } from '../subnet.ts'
import type { Agent } from './agent.ts'

/** How an honest agent works. */
export interface HonestOptions<Request, Response, Backend, Detail, State> {
  readonly name: string
  /** `strong`, `weak` or what describes it best. */
  readonly kind: string
  readonly subnet: Subnet<Request, Response, Backend, Detail, State>
  readonly backend: Backend
  /** Time that an answer takes in simulations, in ms. */
  readonly latencyMs: number
}

/** An agent that does the work of the subnet with a backend, for each request anew. */
export function honestAgent<Request, Response, Backend, Detail, State>(
  options: HonestOptions<Request, Response, Backend, Detail, State>,
): Agent<Request, Response> {
  const { name, kind, subnet, backend, latencyMs } = options
  return {
    name,
    kind,
    honest: true,
    answer: async ({ request, signal }) => ({
      response: await subnet.work(request, backend, { signal }),
      latencyMs,
    }),
  }
}
