import type { EpochInput } from '../../epoch/input.ts'
import { decodeRowIfAny } from '../../epoch/row.ts'
import type { SparseEntry, SparseMatrix } from '../../sparse.ts'
import { scalarVecMask } from '../math/mask.ts'
import { registrationBlocks } from './registration-blocks.ts'

/**
 * The stored bonds without those towards uids registered since the previous epoch (spec:
 * 35-yuma-epoch §7). Entries towards uids that do not exist are kept.
 *
 * @param toRaw a stored u16 as raw I32F32
 */
export function storedBonds(input: EpochInput, toRaw: (stored: number) => bigint): SparseMatrix {
  const bonds = Array.from({ length: input.n }, (_, i) =>
    decodeRowIfAny(input.bonds[i]).map(([j, value]): SparseEntry => [j, toRaw(value)]),
  )
  const registration = registrationBlocks(input)
  return scalarVecMask(bonds, previousTempo(input), registration, (last, registered) => {
    return last <= registered
  })
}

/**
 * First block after the previous epoch; a tempo ago when there was none. Bonds towards uids
 * registered from here on are dropped.
 */
export function previousTempo({ block, tempo, lastStepBlock }: EpochInput): bigint {
  if (lastStepBlock !== 0n) return lastStepBlock + 1n
  const start = block - BigInt(tempo)
  return start > 0n ? start : 0n
}
