import { alphaRao } from '@plexus/primitives'
import { AlphaRecycled } from '../../pallets/alpha-assets/index.ts'
import { dividendsAndIncentives } from '../../pallets/subtensor/coinbase/distribute.ts'
import { taoWeight } from '../../pallets/subtensor/epoch/inherited-stake.ts'
import { SubnetAlphaOut } from '../../pallets/subtensor/storage/pools.ts'
import { readU64 } from '../field.ts'
import type { CaseRunner } from '../schema.ts'
import { readAccount, showByAccount } from './accounts.ts'
import { createWorld, NETUID } from './world.ts'

/** `{world, hotkeyEmission, pendingRoot, validatorAlpha, incentives, …}`: the outcome of an epoch divided. */
export const runDistribution: CaseRunner = (field, host) => {
  const ctx = createWorld(host, field.at('world'))
  const emissions = field
    .at('hotkeyEmission')
    .list()
    .map((each) => ({
      hotkey: readAccount(each.item(0)),
      incentive: alphaRao(readU64(each.item(1))),
      dividend: alphaRao(readU64(each.item(2))),
    }))
  const divided = dividendsAndIncentives(ctx, NETUID, emissions, {
    alpha: alphaRao(readU64(field.at('validatorAlpha'))),
    root: alphaRao(readU64(field.at('pendingRoot'))),
    taoWeight: taoWeight(ctx),
  })
  const names = ['incentives', 'alphaDividends', 'rootDividends', 'alphaOutAfter', 'recycled']
  return {
    expected: Object.fromEntries(names.map((name) => [name, field.at(name).value])),
    computed: {
      incentives: showByAccount(divided.incentives),
      alphaDividends: showByAccount(divided.alpha),
      rootDividends: showByAccount(divided.root),
      alphaOutAfter: SubnetAlphaOut.get(ctx, NETUID).toString(),
      recycled: AlphaRecycled.get(ctx, NETUID).toString(),
    },
  }
}
