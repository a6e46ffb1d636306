import { AccountId32, compact, option, u32, u64 } from '@plexus/primitives'
import { closedCall, dispatchInfo, RuntimeCall } from '../../../frame/call.ts'
import { addWeights } from '../../../frame/weight.ts'
import { crowdloan } from '../id.ts'
import { weights } from '../weights.ts'

// Crowdloans are closed: their calls are part of the interface, and nobody may make them.

const id = { crowdloan_id: compact(u32) } as const

export const create = closedCall(
  crowdloan,
  {
    deposit: compact(u64),
    min_contribution: compact(u64),
    cap: compact(u64),
    end: compact(u32),
    call: option(RuntimeCall),
    target_address: option(AccountId32),
  },
  {
    index: 0,
    name: 'create',
    weight: ({ call }, config) =>
      call === undefined
        ? weights.create
        : addWeights(weights.create, dispatchInfo(call, config).weight),
  },
)

export const contribute = closedCall(
  crowdloan,
  { ...id, amount: compact(u64) },
  { index: 1, name: 'contribute', weight: weights.contribute },
)

export const withdraw = closedCall(crowdloan, id, {
  index: 2,
  name: 'withdraw',
  weight: weights.withdraw,
})

export const finalize = closedCall(crowdloan, id, {
  index: 3,
  name: 'finalize',
  weight: weights.finalize,
})

export const refund = closedCall(crowdloan, id, {
  index: 4,
  name: 'refund',
  weight: weights.refund,
})

export const dissolve = closedCall(crowdloan, id, {
  index: 5,
  name: 'dissolve',
  weight: weights.dissolve,
})

export const updateMinContribution = closedCall(
  crowdloan,
  { ...id, new_min_contribution: compact(u64) },
  { index: 6, name: 'update_min_contribution', weight: weights.updateMinContribution },
)

export const updateEnd = closedCall(
  crowdloan,
  { ...id, new_end: compact(u32) },
  { index: 7, name: 'update_end', weight: weights.updateEnd },
)

export const updateCap = closedCall(
  crowdloan,
  { ...id, new_cap: compact(u64) },
  { index: 8, name: 'update_cap', weight: weights.updateCap },
)

export const setMaxContribution = closedCall(
  crowdloan,
  { ...id, new_max_contribution: option(u64) },
  { index: 9, name: 'set_max_contribution', weight: weights.setMaxContribution },
)
