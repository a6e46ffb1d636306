import type { TensorBackend } from '@plexus/models'
import {
  type Agent,
  cloneFarmAgent,
  copierAgent,
  crashProneAgent,
  goodThenBadAgent,
  lazyAgent,
  randomAgent,
  replayAgent,
  slowAgent,
} from '@plexus/sdk/node'
import {
  argmaxAgent,
  guessClasses,
  modelAgent,
  quantisingAgent,
  type VisionAgent,
} from './agents.ts'

/** Models for a line-up. */
export interface LineUpModels {
  /** Of the honest miners, by name, weakest first; the last two are the strongest. */
  readonly honest: ReadonlyMap<string, TensorBackend>
  /** About as good as the strongest, but trained apart: cheats that serve what an honest miner
   * serves would be found out by that alone. By kind of cheat; the strongest where one is missing. */
  readonly cheats?: ReadonlyMap<string, TensorBackend>
}

/** Time of an answer in simulations, in ms. */
const LATENCY_MS = 40
/** Window from which on the good-then-bad miner guesses. */
const CHEATS_FROM = 15

/**
 * The honest miners and, beside them, a clone farm of eight and those who do no work: copier,
 * random, replay (spec: 85-subnets §7). Sixteen hotkeys with five honest models.
 */
export function fakesLineUp(models: LineUpModels): VisionAgent[] {
  const { honest, twin, cheat } = cast(models)
  const [, , middle = twin] = honest
  return [
    ...honest,
    cloneFarmAgent(cheat('clone farm', middle.name), { clones: 8 }),
    copierAgent({ name: 'copier', twin: twin.name, guess: guessClasses }),
    randomAgent({ name: 'random', twin: twin.name, guess: guessClasses }),
    replayAgent(cheat('replay', twin.name)),
  ]
}

/**
 * The honest miners and, beside them, those who do a part of the work or do it badly: lazy,
 * uncalibrated, quantiser, good then bad, and the unlucky: slow and crash-prone.
 */
export function shirkersLineUp(models: LineUpModels): VisionAgent[] {
  const { honest, twin, cheat } = cast(models)
  return [
    ...honest,
    lazyAgent(cheat('lazy', twin.name), { fraction: 0.5, guess: guessClasses }),
    argmaxAgent(cheat('uncalibrated', twin.name)),
    quantisingAgent(cheat('quantiser', twin.name), 2),
    goodThenBadAgent(cheat('good then bad', twin.name), {
      cheatsFrom: CHEATS_FROM,
      guess: guessClasses,
    }),
    slowAgent(cheat('slow', twin.name), { factor: 125 }),
    crashProneAgent(cheat('crash-prone', twin.name), { fraction: 0.2 }),
  ]
}

/** Honest agents, the strongest of them, and agents with the hardware of an honest one. */
function cast({ honest, cheats = new Map() }: LineUpModels) {
  const agents = [...honest].map(([name, backend]) =>
    modelAgent({ name, kind: 'honest', backend, latencyMs: LATENCY_MS }),
  )
  const twin = agents.at(-1)
  if (twin === undefined) throw new RangeError('A line-up needs at least one honest model.')
  const cheat = (kind: string, name: string): VisionAgent => {
    const backend = cheats.get(kind) ?? honest.get(name)
    if (backend === undefined) throw new RangeError(`There is no model "${name}".`)
    return modelAgent({ name, kind, backend, latencyMs: LATENCY_MS + 1 })
  }
  return { honest: agents, twin, cheat }
}
