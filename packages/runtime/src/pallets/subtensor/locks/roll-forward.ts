import {
  alphaRao,
  checkedDivTrunc,
  exp,
  I64F64,
  safeDivTrunc,
  saturatingAdd,
  saturatingFloorToU64,
  saturatingFromFixedFloor,
  saturatingFromInteger,
  saturatingMulFloor,
  saturatingSub,
  U64F64,
} from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { currentBlock } from '../block.ts'
import { MaturityRate, UnlockRate } from '../storage/locks.ts'
import type { LockState } from '../types.ts'
import { isDust, massOf } from './lock-state.ts'

/** Now, and how fast locks change: in how many blocks they change by the factor e. */
export interface LockClock {
  readonly now: bigint
  readonly unlockRate: bigint
  readonly maturityRate: bigint
}

/** What decides how a lock changes. */
export interface LockKind {
  /** The lock is on the hotkey of the subnet's owner: its conviction is its mass. */
  readonly owner: boolean
  /** The mass does not decay. */
  readonly perpetual: boolean
}

const LOWEST_EXPONENT = saturatingFromInteger(I64F64, -40n)

export const lockClock = (ctx: Context): LockClock => ({
  now: currentBlock(ctx),
  unlockRate: UnlockRate.get(ctx),
  maturityRate: MaturityRate.get(ctx),
})

/** A lock as it is now (spec: 20-calls §10). */
export function rollForward(lock: LockState, clock: LockClock, kind: LockKind): LockState {
  const aged = clock.now > lock.last_update ? age(lock, clock, kind.perpetual) : lock
  const { locked_mass, last_update } = aged
  const conviction = kind.owner ? saturatingFromInteger(U64F64, locked_mass) : aged.conviction
  const rolled = { locked_mass, conviction, last_update }
  return isDust(rolled)
    ? { locked_mass: alphaRao(0n), conviction: U64F64.zero, last_update }
    : rolled
}

/** e^(−blocks / rate), as the reference's series has it. */
export function decayOver(blocks: bigint, rate: bigint): U64F64 {
  if (blocks === 0n) return U64F64.one
  if (rate === 0n) return U64F64.zero
  const ratio = checkedDivTrunc(
    I64F64,
    saturatingFromInteger(I64F64, -blocks),
    saturatingFromInteger(I64F64, rate),
  )
  const exponent = ratio === undefined || ratio < LOWEST_EXPONENT ? LOWEST_EXPONENT : ratio
  return saturatingFromFixedFloor(U64F64, I64F64, exp(I64F64, exponent) ?? I64F64.zero)
}

function age(lock: LockState, clock: LockClock, perpetual: boolean): LockState {
  const blocks = clock.now - lock.last_update
  const unlock = decayOver(blocks, clock.unlockRate)
  const maturity = decayOver(blocks, clock.maturityRate)
  const mass = saturatingFromInteger(U64F64, lock.locked_mass)
  const left = saturatingFloorToU64(U64F64, saturatingMulFloor(U64F64, unlock, mass))
  const gained = perpetual
    ? saturatingSub(U64F64, U64F64.one, maturity)
    : decayingGain(blocks, clock, unlock, maturity)
  return {
    locked_mass: perpetual ? massOf(lock) : alphaRao(left),
    conviction: saturatingAdd(
      U64F64,
      saturatingMulFloor(U64F64, maturity, lock.conviction),
      saturatingMulFloor(U64F64, mass, gained),
    ),
    last_update: clock.now,
  }
}

/** How much conviction a unit of decaying mass wins. */
function decayingGain(
  blocks: bigint,
  { unlockRate, maturityRate }: LockClock,
  unlock: U64F64,
  maturity: U64F64,
): U64F64 {
  if (unlockRate === maturityRate) {
    const time = safeDivTrunc(
      U64F64,
      saturatingFromInteger(U64F64, blocks),
      saturatingFromInteger(U64F64, maturityRate),
    )
    return saturatingMulFloor(U64F64, time, maturity)
  }
  if (unlockRate === 0n || maturityRate === 0n) return U64F64.zero
  const difference = saturatingSub(
    I64F64,
    saturatingFromFixedFloor(I64F64, U64F64, unlock),
    saturatingFromFixedFloor(I64F64, U64F64, maturity),
  )
  const scaled = saturatingMulFloor(I64F64, saturatingFromInteger(I64F64, unlockRate), difference)
  const rates = saturatingFromInteger(I64F64, unlockRate - maturityRate)
  const gain = checkedDivTrunc(I64F64, scaled, rates) ?? I64F64.zero
  return saturatingFromFixedFloor(U64F64, I64F64, gain)
}
