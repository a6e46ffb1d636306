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
import { decodePicture, encodePicture } from './picture.ts'
import { SIDE } from './render/coverage.ts'
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
  /** Default: `vision`. */
  readonly subnet?: typeof vision
}): VisionAgent {
  return honestAgent({ subnet: vision, ...options })
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

/**
 * One model behind eight hotkeys, each of which moves the pictures by another pixel, so that the
 * answers of no two are equal.
 */
export function shiftingFarm(inner: VisionAgent): VisionAgent {
  const clones = new Map<number, number>()
  return {
    name: `${inner.name} shifted ×${SHIFTS.length}`,
    kind: 'shifting farm',
    honest: false,
    hotkeys: SHIFTS.length,
    bound: { twin: inner.name, share: FARM_SHARE },
    async answer(context) {
      const clone = clones.get(context.uid) ?? clones.size
      clones.set(context.uid, clone)
      const shift = SHIFTS[clone % SHIFTS.length] ?? SHIFTS[0]
      const images = context.request.images.map((image) => movedImage(image, shift))
      const answer = await inner.answer({ ...context, request: { ...context.request, images } })
      // The hardware is that of one.
      return { ...answer, latencyMs: answer.latencyMs * (clone + 1) }
    },
  }
}

/** Pixels to the right and down. */
const SHIFTS = [
  [0, 0],
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
  [1, 1],
  [-1, -1],
  [1, -1],
] as const

function movedImage(image: string, [right, down]: readonly [number, number]): string {
  const pixels = decodePicture(Buffer.from(image, 'base64'))
  const within = (place: number) => Math.min(SIDE - 1, Math.max(0, place))
  const moved = pixels.map((_, index) => {
    const column = within((Math.floor(index / 3) % SIDE) - right)
    const row = within(Math.floor(index / 3 / SIDE) - down)
    return pixels[(row * SIDE + column) * 3 + (index % 3)] ?? 0
  })
  return Buffer.from(encodePicture(moved)).toString('base64')
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
