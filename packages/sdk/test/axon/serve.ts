import { onTestFinished } from 'vitest'
import type { AxonOutcome } from '../../src/axon/metrics.ts'
import type { AxonHandler, AxonOptions } from '../../src/axon/options.ts'
import { rawRequest } from './raw-request.ts'
import type { RawParts } from './raw-request.ts'
import { createWorld, handlerOf, repeat, REPEAT } from './world.ts'
import type { Question, World } from './world.ts'

/** An axon with one handler, and what came through. */
export interface Served {
  readonly world: World
  /** Questions that reached the model. */
  readonly asked: Question[]
  readonly outcomes: [string, AxonOutcome][]
  raw(change?: Partial<Parameters<typeof rawRequest>[0]>): Promise<RawParts>
}

/** Serves `REPEAT` until the end of the test. */
export async function serve(
  handler: Partial<AxonHandler<Question, string>> = {},
  options: Partial<AxonOptions> = {},
  now?: () => bigint,
  stakeOf?: () => number,
): Promise<Served> {
  const asked: Question[] = []
  const outcomes: [string, AxonOutcome][] = []
  const made = await createWorld({
    options,
    handlers: [
      handlerOf<Question, string>({
        synapse: REPEAT,
        ...handler,
        forward(request, context) {
          asked.push(request)
          return handler.forward?.(request, context) ?? repeat(request)
        },
      }),
    ],
    modules: {
      ...(now !== undefined && { now }),
      ...(stakeOf !== undefined && { stakeOf }),
      metrics: {
        request: (route, outcome) => outcomes.push([route, outcome]),
        queued: () => undefined,
        inflight: () => undefined,
      },
    },
  })
  onTestFinished(() => made.stop())
  return {
    world: made,
    asked,
    outcomes,
    raw: (change = {}) =>
      rawRequest({
        port: made.target.port,
        from: made.validator,
        to: made.miner.address,
        fields: { text: 'ab', count: 2 },
        ...change,
      }),
  }
}
