import { alphaRao } from '@plexus/primitives'
import { AlphaRecycled } from '../../pallets/alpha-assets/index.ts'
import { childkeyTake } from '../../pallets/subtensor/children/take.ts'
import {
  dividendsToParents,
  selfContribution,
} from '../../pallets/subtensor/coinbase/parent-dividends.ts'
import { SubnetAlphaOut } from '../../pallets/subtensor/storage/pools.ts'
import { readU64 } from '../field.ts'
import type { CaseRunner } from '../schema.ts'
import { readAccount, showByAccount } from './accounts.ts'
import { createWorld, NETUID } from './world.ts'

/** `{world, hotkey, dividend, effectiveTake, selfContribution, out, alphaOutAfter, recycled}`. */
export const runParentChild: CaseRunner = (field, host) => {
  const ctx = createWorld(host, field.at('world'))
  const hotkey = readAccount(field.at('hotkey'))
  const dividend = alphaRao(readU64(field.at('dividend')))
  const out = showByAccount(dividendsToParents(ctx, hotkey, NETUID, dividend))
  const names = ['effectiveTake', 'selfContribution', 'out', 'alphaOutAfter', 'recycled']
  return {
    expected: Object.fromEntries(names.map((name) => [name, field.at(name).value])),
    computed: {
      effectiveTake: childkeyTake(ctx, hotkey, NETUID),
      selfContribution: selfContribution(ctx, hotkey, NETUID).toString(),
      out,
      alphaOutAfter: SubnetAlphaOut.get(ctx, NETUID).toString(),
      recycled: AlphaRecycled.get(ctx, NETUID).toString(),
    },
  }
}
