import { alphaRao, bytesToHex, rao } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import type { EpochShares } from '../pallets/subtensor/coinbase/observer.ts'
import type { DividendDivision, HotkeyShare, PayoutSummary } from './explanation.ts'
import { fraction32 } from './fraction.ts'
import type { Division, RecordedEpoch } from './recorder.ts'

/** The payout of a whole subnet. */
export const payoutSummary = ({
  shares,
  divisions,
  payments,
  stakes,
}: RecordedEpoch): PayoutSummary => ({
  hasWork: shares.worked,
  alphaPotAlphaRao: shares.pots.alpha,
  rootPotAlphaRao: shares.pots.root,
  hotkeys: hotkeyShares(shares),
  divisions: divisions.filter(isWorthTelling).map(divisionOf),
  payments: payments.filter(({ amountAlphaRao }) => amountAlphaRao > 0n),
  stakes,
})

/** Whether there was anything to divide. */
export const isWorthTelling = ({ dividendAlphaRao }: Division): boolean => dividendAlphaRao > 0n

export const divisionOf = ({ hotkey, dividendAlphaRao, parts }: Division): DividendDivision => ({
  hotkey,
  dividendAlphaRao,
  parts: parts.map(([account, amountAlphaRao]) => ({ hotkey: account, amountAlphaRao })),
})

/** What each hotkey is to get; by account. Those who get nothing are left out. */
export function hotkeyShares(shares: EpochShares): readonly HotkeyShare[] {
  const incentives = byName(shares.incentives)
  const [alpha, root] = [byName(shares.dividends.alpha), byName(shares.dividends.root)]
  // Every hotkey has a dividend, if of nothing; parents have no incentive here.
  return shares.staked
    .map((each): HotkeyShare => {
      const name = bytesToHex(each.hotkey)
      return {
        hotkey: each.hotkey,
        incentiveAlphaRao: incentives.get(name) ?? alphaRao(0n),
        dividendAlphaRao: fraction32(each.dividend),
        stakeAlphaRao: each.alpha,
        stakeRootRao: rao(each.root),
        alphaDividendAlphaRao: fraction32(alpha.get(name) ?? 0n),
        rootDividendAlphaRao: fraction32(root.get(name) ?? 0n),
      }
    })
    .filter(
      ({ incentiveAlphaRao, dividendAlphaRao }) => incentiveAlphaRao + dividendAlphaRao.raw > 0n,
    )
}

const byName = <T>(entries: Iterable<readonly [AccountId, T]>): ReadonlyMap<string, T> =>
  new Map([...entries].map(([account, value]) => [bytesToHex(account), value]))
