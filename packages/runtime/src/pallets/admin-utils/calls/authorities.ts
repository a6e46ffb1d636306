import { boundedVec, option, u32 } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { ensureRoot } from '../../../frame/origin.ts'
import { changeAuthorities } from '../../aura/authorities.ts'
import { AuthorityId, MAX_AUTHORITIES } from '../../aura/storage.ts'
import { AuthorityList, scheduleChange } from '../../grandpa/index.ts'
import { adminUtils } from '../id.ts'
import { scheduleGrandpaChangeWeight, swapAuthoritiesWeight } from '../weights.ts'

/** Replaces the block authors; Root only. */
export const swapAuthorities = call(
  adminUtils,
  { new_authorities: boundedVec(AuthorityId, MAX_AUTHORITIES) },
  {
    index: 0,
    name: 'swap_authorities',
    weight: ({ new_authorities }) => swapAuthoritiesWeight(new_authorities.length),
    run(ctx, origin, { new_authorities }) {
      ensureRoot(origin)
      changeAuthorities(ctx, new_authorities)
    },
  },
)

/** Plans a change of those who finalise blocks; Root only. */
export const scheduleGrandpaChange = call(
  adminUtils,
  { next_authorities: AuthorityList, in_blocks: u32, forced: option(u32) },
  {
    index: 59,
    name: 'schedule_grandpa_change',
    weight: ({ next_authorities }) => scheduleGrandpaChangeWeight(next_authorities.length),
    run(ctx, origin, { next_authorities, in_blocks, forced }) {
      ensureRoot(origin)
      scheduleChange(ctx, { authorities: next_authorities, inBlocks: in_blocks, forced })
    },
  },
)
