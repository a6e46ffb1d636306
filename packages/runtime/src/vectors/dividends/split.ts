import { alphaRao, fixedFromRaw, U96F32 } from '@plexus/primitives'
import { splitDividends } from '../../pallets/subtensor/coinbase/split-dividends.ts'
import { readU128, readU64 } from '../field.ts'
import type { CaseRunner } from '../schema.ts'
import { readFixed, showAccount, showByAccount } from './accounts.ts'

/** `{pendingAlpha, pendingRoot, taoWeight, stakes, dividends, alphaDividends, rootDividends}`. */
export const runSplit: CaseRunner = (field) => {
  const stakes = new Map(
    field
      .at('stakes')
      .list()
      .map((each) => [
        each.item(0).count(),
        { alpha: alphaRao(readU64(each.item(1))), root: alphaRao(readU64(each.item(2))) },
      ]),
  )
  // A hotkey whose stake was not looked up gets nothing; the chain looks up everybody's.
  const dividends = readFixed(field.at('dividends')).flatMap(([hotkey, dividend]) => {
    const stake = stakes.get(showAccount(hotkey))
    return stake === undefined ? [] : [{ hotkey, dividend, ...stake }]
  })
  const split = splitDividends(dividends, {
    alpha: alphaRao(readU64(field.at('pendingAlpha'))),
    root: alphaRao(readU64(field.at('pendingRoot'))),
    taoWeight: fixedFromRaw(U96F32, readU128(field.at('taoWeight'))),
  })
  return {
    expected: {
      alphaDividends: field.at('alphaDividends').value,
      rootDividends: field.at('rootDividends').value,
    },
    computed: {
      alphaDividends: showByAccount(split.alpha),
      rootDividends: showByAccount(split.root),
    },
  }
}
