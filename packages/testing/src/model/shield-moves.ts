import { u32 } from '@plexus/primitives'
import { queueSetting, storeEncrypted, submitEncrypted } from '../economy/shield-moves.ts'
import { byRoot, payer } from './accounts.ts'
import type { SurePlay, WeightedSure } from './sure-move.ts'

/** The calls that wait, and what is said of them. */
const QUEUE = 'queue'
/** More than a block brings. */
const ENOUGH = 20
const DEFAULT_MOST = 100

const submit: SurePlay = (world) => {
  const by = payer(world)
  return by && submitEncrypted(world, by)
}

/** The queue is empty when a block begins. */
const store: SurePlay = (world) => {
  const by = payer(world)
  const most = world.storage.get(u32, 'MevShield.MaxPendingExtrinsicsLimit') ?? DEFAULT_MOST
  if (by === undefined || most < ENOUGH) return undefined
  return { ...storeEncrypted(world, by), shared: [QUEUE] }
}

const set: SurePlay = (world) => byRoot(world, queueSetting(world), { alone: [QUEUE] })

/** What is hidden until it is too late to get ahead of it. */
export const shieldMoves: readonly WeightedSure[] = [
  [2, submit],
  [1, store],
  [2, set],
]
