import { AccountId32, naming, option, u32, u64 } from '@plexus/primitives'
import { palletEvents } from '../../frame/event.ts'
import { crowdloan } from './id.ts'

const id = { crowdloan_id: u32 } as const
const contribution = { ...id, contributor: AccountId32, amount: u64 } as const

export const events = palletEvents(crowdloan, {
  Created: naming(0, { ...id, creator: AccountId32, end: u32, cap: u64 }),
  Contributed: naming(1, contribution),
  Withdrew: naming(2, contribution),
  PartiallyRefunded: naming(3, id),
  AllRefunded: naming(4, id),
  Finalized: naming(5, id),
  Dissolved: naming(6, id),
  MinContributionUpdated: naming(7, { ...id, new_min_contribution: u64 }),
  EndUpdated: naming(8, { ...id, new_end: u32 }),
  CapUpdated: naming(9, { ...id, new_cap: u64 }),
  MaxContributionUpdated: naming(10, { ...id, new_max_contribution: option(u64) }),
})
