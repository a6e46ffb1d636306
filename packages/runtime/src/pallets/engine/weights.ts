import { weight } from '../../frame/weight.ts'
import type { Weight } from '../../frame/weight.ts'
import { MAX_VALIDATORS } from './constants.ts'

/** Estimates: the pallet is not of the reference, which measures its own. */
export const engineWeights = {
  registerConsensusKey: weight(200_000_000n, { reads: 6n, writes: 3n }),
  unregister: weight(15_000_000n, { reads: 1n, writes: 1n }),
  unjail: weight(15_000_000n, { reads: 2n, writes: 2n }),
  setParams: weight(10_000_000n, { writes: 1n }),
  setGoverned: weight(50_000_000n, { writes: 1n }),
  /** All members, each with a window that changes, and what each misbehaviour costs. */
  report: (misbehaviours: number): Weight =>
    weight(500_000_000n + BigInt(misbehaviours) * 100_000_000n, {
      reads: BigInt(3 * MAX_VALIDATORS + 12 * misbehaviours),
      writes: BigInt(MAX_VALIDATORS + 12 * misbehaviours),
    }),
  /** The end of a block: the set, and in a rotation the candidates. */
  updateSet: weight(500_000_000n, { reads: BigInt(4 * MAX_VALIDATORS), writes: 3n }),
} as const
