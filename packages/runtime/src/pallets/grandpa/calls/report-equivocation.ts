import { call } from '../../../frame/call.ts'
import { ensureNone, ensureSigned } from '../../../frame/origin.ts'
import { grandpa } from '../id.ts'
import { EquivocationProof, Void } from '../types.ts'
import { grandpaWeights } from '../weights.ts'

const report = { equivocation_proof: EquivocationProof, key_owner_proof: Void } as const

// Reports need a proof that has no values here, so that no bytes decode to either call.

/** Reports a double vote. This chain takes note of none. */
export const reportEquivocation = call(grandpa, report, {
  index: 0,
  name: 'report_equivocation',
  weight: grandpaWeights.reportEquivocation,
  run(_ctx, origin) {
    ensureSigned(origin)
    return { paysFee: false }
  },
})

/** The same without a signature. */
export const reportEquivocationUnsigned = call(grandpa, report, {
  index: 1,
  name: 'report_equivocation_unsigned',
  weight: grandpaWeights.reportEquivocation,
  run(_ctx, origin) {
    ensureNone(origin)
    return { paysFee: false }
  },
})
