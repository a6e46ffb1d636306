import {
  alphaRao,
  saturatingAdd,
  saturatingFromInteger,
  saturatingMinus,
  saturatingPlus,
  saturatingSub,
  U64F64,
} from '@plexus/primitives'
import type { AlphaRao } from '@plexus/primitives'
import type { LockState } from '../types.ts'

/** Mass and conviction below this are nothing, in 10⁻⁹ alpha. */
const DUST = 100n
const DUST_CONVICTION = saturatingFromInteger(U64F64, DUST)

/** A lock of nothing. */
export const emptyLock = (block: bigint): LockState => lockOf(alphaRao(0n), block)

/** A lock that has won no conviction yet. */
export const lockOf = (mass: AlphaRao, block: bigint): LockState => ({
  locked_mass: mass,
  conviction: U64F64.zero,
  last_update: block,
})

/** The mass of a lock, in 10⁻⁹ alpha. */
export const massOf = ({ locked_mass }: LockState): AlphaRao => alphaRao(locked_mass)

/** Whether so little is left that the lock of a coldkey ends. */
export const isDust = ({ locked_mass, conviction }: LockState): boolean =>
  locked_mass < DUST && conviction < DUST_CONVICTION

/** Whether nothing at all is left. */
export const isNothing = ({ locked_mass, conviction }: LockState): boolean =>
  locked_mass === 0n && conviction === 0n

/** Two locks as one, of the later block. */
export const mergeLocks = (a: LockState, b: LockState): LockState => ({
  locked_mass: saturatingPlus(massOf(a), massOf(b)),
  conviction: saturatingAdd(U64F64, a.conviction, b.conviction),
  last_update: a.last_update > b.last_update ? a.last_update : b.last_update,
})

/** What a lock loses. */
export type LockLoss = Pick<LockState, 'locked_mass' | 'conviction'>

/** What a lock has less than before; what it has more counts as no loss. */
export const lossBetween = (before: LockState, after: LockState): LockLoss => ({
  locked_mass: saturatingMinus(massOf(before), massOf(after)),
  conviction: saturatingSub(U64F64, before.conviction, after.conviction),
})

/** A lock less a loss, of the same block. */
export const reduceLock = (lock: LockState, loss: LockLoss): LockState => ({
  locked_mass: saturatingMinus(massOf(lock), alphaRao(loss.locked_mass)),
  conviction: saturatingSub(U64F64, lock.conviction, loss.conviction),
  last_update: lock.last_update,
})
