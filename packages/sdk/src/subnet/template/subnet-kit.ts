import { InvalidFieldError } from '../../synapse/errors.ts'
import { goodThenBadAgent, lazyAgent, liarAgent } from '../agents/cheats.ts'
import { copierAgent, randomAgent, replayAgent } from '../agents/fakes.ts'
import { cloneFarmAgent } from '../agents/farm.ts'
import { honestAgent } from '../agents/honest.ts'
import { crashProneAgent, slowAgent } from '../agents/unreliable.ts'
import { taskRandom } from '../random/random.ts'
import { matthewsCorrelation } from '../toolbox/matthews.ts'
import { brierScore, logScore } from '../toolbox/proper-scores.ts'

/**
 * What a subnet in a folder of its own is given, so that it needs no dependency: it runs beside a
 * checkout and beside an installed package alike.
 */
export const SUBNET_KIT = {
  brierScore,
  cloneFarmAgent,
  copierAgent,
  crashProneAgent,
  goodThenBadAgent,
  honestAgent,
  InvalidFieldError,
  lazyAgent,
  liarAgent,
  logScore,
  matthewsCorrelation,
  randomAgent,
  replayAgent,
  slowAgent,
  taskRandom,
} as const

/** The type of {@link SUBNET_KIT}. */
export type SubnetKit = typeof SUBNET_KIT
