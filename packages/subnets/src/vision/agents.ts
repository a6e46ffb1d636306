import type { TensorBackend } from '@plexus/models'
import {
  type Agent,
  CHEAT_SHARE,
  FARM_SHARE,
  honestAgent,
  liarAgent,
  type TaskRandom,
} from '@plexus/sdk/node'
import { CLASSES } from './render/outlines.ts'
import type { ClassifyRequest, ClassifyResponse } from './synapse.ts'
import { likeliest } from './tally.ts'
import { vision } from './vision.ts'

/** A miner of vision. */
export type VisionAgent = Agent<ClassifyRequest, ClassifyResponse>

/** Serves a model. @param options.latencyMs of one answer, in simulations */
export function modelAgent(options: {
  readonly name: string
  readonly kind: string
  readonly backend: TensorBackend
  readonly latencyMs: number
}): VisionAgent {
  return honestAgent({ ...options, subnet: vision })
}

/** Probabilities without a look at the pictures. */
export function guessClasses(request: ClassifyRequest, random: TaskRandom): ClassifyResponse {
  const probs = request.images.map(() => {
    const parts = CLASSES.map(() => random.float53())
    const sum = parts.reduce((total, part) => total + part, 0)
    return parts.map((part) => part / sum)
  })
  return { probs, modelId: 'guess' }
}

/** Puts all on the likeliest class, as a model that does not know how sure it is. */
export function argmaxAgent(inner: VisionAgent): VisionAgent {
  return named('uncalibrated', CHEAT_SHARE, inner, ({ probs, modelId }) => ({
    probs: probs.map((row) => {
      const best = likeliest(row)
      return CLASSES.map((_, k) => (k === best ? 1 : 0))
    }),
    modelId,
  }))
}

/** Serves a coarser copy of the model than it claims: probabilities in steps. */
export function quantisingAgent(inner: VisionAgent, steps: number): VisionAgent {
  return named('quantiser', CHEAT_SHARE, inner, ({ probs, modelId }) => ({
    probs: probs.map((row) => normalised(row.map((part) => Math.round(part * steps)))),
    modelId,
  }))
}

/** Blurs each answer a bit differently, so that clones do not look alike. */
export function noisyAgent(inner: VisionAgent, amount: number): VisionAgent {
  return named('noisy clone', FARM_SHARE, inner, ({ probs, modelId }, random) => ({
    probs: probs.map((row) =>
      normalised(row.map((part) => part * Math.exp(amount * random.gaussian()))),
    ),
    modelId,
  }))
}

function named(
  kind: string,
  share: number,
  inner: VisionAgent,
  alter: (response: ClassifyResponse, random: TaskRandom) => ClassifyResponse,
): VisionAgent {
  const bound = { twin: inner.name, share }
  return { ...liarAgent(inner, alter), name: `${inner.name} ${kind}`, kind, bound }
}

function normalised(row: readonly number[]): number[] {
  const sum = row.reduce((total, part) => total + part, 0)
  return row.map((part) => (sum === 0 ? 1 / row.length : part / sum))
}
