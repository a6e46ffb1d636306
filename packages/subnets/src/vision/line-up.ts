import type { TensorBackend } from '@plexus/models'
import {
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
  shiftingFarm,
  type VisionAgent,
} from './agents.ts'
import { vision } from './vision.ts'

/** Models for a simulation. */
export interface VisionModels {
  /** Of the honest miners, by name, strongest first. */
  readonly honest: ReadonlyMap<string, TensorBackend>
  /**
   * By kind of cheat, a model of its own, about as good as the one that it is compared with; where
   * there is none, it serves that one, and is told by that alone.
   */
  readonly cheats?: ReadonlyMap<string, TensorBackend>
  /** Whose work they do. Default: `vision`. */
  readonly subnet?: typeof vision
}

/** Time of an answer in simulations, in ms. */
const LATENCY_MS = 40

/**
 * The honest miners; two that are honest and unreliable; and one of each cheat (spec: 85-subnets
 * §7). Made anew for each simulation.
 */
export function visionAgents(models: VisionModels): readonly VisionAgent[] {
  const { honest, cheats = new Map<string, TensorBackend>(), subnet = vision } = models
  const agents = [...honest].map(([name, backend]) =>
    modelAgent({ name, kind: 'honest', backend, latencyMs: LATENCY_MS, subnet }),
  )
  const [strong] = agents
  const middle = agents[agents.length >> 1] ?? strong
  if (strong === undefined || middle === undefined)
    throw new RangeError('A simulation of vision needs at least one honest model.')
  const like = (twin: VisionAgent, kind: string) => {
    const backend = cheats.get(kind) ?? honest.get(twin.name)
    if (backend === undefined) throw new RangeError(`There is no model "${twin.name}".`)
    // Later than its twin, which was there first.
    return { name: twin.name, kind, backend, latencyMs: LATENCY_MS + 10, subnet }
  }
  const cheat = (kind: string) => modelAgent(like(strong, kind))
  const fake = { twin: strong.name, guess: guessClasses }
  return [
    ...agents,
    slowAgent(cheat('slow'), { factor: 100 }),
    crashProneAgent(cheat('crash-prone'), { fraction: 0.3 }),
    lazyAgent(cheat('lazy'), { fraction: 0.5, guess: guessClasses }),
    goodThenBadAgent(cheat('good then bad'), { cheatsFrom: 10, guess: guessClasses }),
    argmaxAgent(cheat('uncalibrated')),
    quantisingAgent(cheat('quantiser'), 2),
    randomAgent({ name: 'random', ...fake }),
    copierAgent({ name: 'copier', ...fake }),
    replayAgent(cheat('replay')),
    cloneFarmAgent(modelAgent(like(middle, 'clone farm')), { clones: 8 }),
    shiftingFarm(modelAgent(like(middle, 'shifting farm'))),
  ]
}
