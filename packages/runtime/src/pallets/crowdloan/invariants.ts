import type { Context } from '../../frame/context.ts'
import type { Fault } from '../../frame/pallet.ts'
import { freeBalance } from '../balances/index.ts'
import {
  Contributions,
  Crowdloans,
  CurrentCrowdloanId,
  MaxContributions,
  NextCrowdloanId,
} from './storage.ts'
import type { CrowdloanInfo } from './types.ts'

/**
 * Until a crowdloan is finalised its account covers what was raised, which is what contributors
 * gave and did not take back. Afterwards nothing is certain: its call may do anything with it.
 */
export function openCrowdloansAreCovered(ctx: Context): readonly Fault[] {
  return [...Crowdloans.entries(ctx)].flatMap(([[id], loan]) =>
    loan.finalized ? [] : faultsOf(ctx, id, loan).map((fault) => `crowdloan ${id} ${fault}`),
  )
}

/** Numbers are given out one after the other, and nothing is kept of a crowdloan that is gone. */
export function contributionsHaveTheirCrowdloan(ctx: Context): readonly Fault[] {
  const next = NextCrowdloanId.get(ctx)
  const ids = new Set([...Crowdloans.entries(ctx)].map(([[id]]) => id))
  const faults = [...ids]
    .filter((id) => id >= next)
    .map((id) => `crowdloan ${id} is there, and the next is ${next}`)
  for (const item of [Contributions, MaxContributions]) {
    for (const [[id]] of item.entries(ctx)) {
      if (!ids.has(id)) faults.push(`${item.name} has an entry of crowdloan ${id}, which is gone`)
    }
  }
  const current = CurrentCrowdloanId.get(ctx)
  return current === undefined ? faults : [...faults, `crowdloan ${current} is being finalised`]
}

function faultsOf(ctx: Context, id: number, loan: CrowdloanInfo): readonly Fault[] {
  const amounts = [...Contributions.entries(ctx, id)].map(([, amount]) => amount)
  const sum = amounts.reduce((total, amount) => total + amount, 0n)
  const funds = freeBalance(ctx, loan.funds_account)
  const { raised, cap, deposit, contributors_count: count } = loan
  const ofCreator = Contributions.get(ctx, id, loan.creator) ?? 0n
  const checks: readonly (readonly [boolean, Fault])[] = [
    [sum === raised, `has raised ${raised} rao, contributors gave ${sum}`],
    [funds >= raised, `holds ${funds} rao of the ${raised} that it raised`],
    [raised <= cap, `has raised ${raised} rao of ${cap}`],
    [ofCreator >= deposit, `has ${ofCreator} rao of a deposit of ${deposit}`],
    [amounts.length === count, `counts ${count} contributors of ${amounts.length}`],
  ]
  return checks.flatMap(([holds, fault]) => (holds ? [] : [fault]))
}
