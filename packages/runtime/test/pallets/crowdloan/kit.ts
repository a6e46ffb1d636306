import type { AccountId } from '@plexus/primitives'
import { definition } from '../../../src/definition.ts'
import type { RuntimeCall } from '../../../src/frame/call.ts'
import type { Context } from '../../../src/frame/context.ts'
import { NONE, ROOT, signed } from '../../../src/frame/origin.ts'
import { freeBalance, mintInto } from '../../../src/pallets/balances/index.ts'
import { contribute } from '../../../src/pallets/crowdloan/calls/contribute.ts'
import { create } from '../../../src/pallets/crowdloan/calls/create.ts'
import { fundsAccount } from '../../../src/pallets/crowdloan/funds-account.ts'
import { crowdloanPallet } from '../../../src/pallets/crowdloan/index.ts'
import { Contributions, Crowdloans } from '../../../src/pallets/crowdloan/storage.ts'
import type { CrowdloanInfo } from '../../../src/pallets/crowdloan/types.ts'
import { BlockNumber } from '../../../src/pallets/system/storage.ts'
import { fails, succeeds } from '../../helpers/expect-call.ts'
import { account, testContext } from '../../helpers/test-context.ts'

export const TAO = 1_000_000_000n
/** What everybody has at the start. */
export const START = 1_000n * TAO

export const [ALICE, CREATOR, BOB, CAROL] = [account(1), account(2), account(3), account(4)]
/** Whom the sum is for; nobody has given it anything yet. */
export const TARGET = account(9)
export const asCreator = signed(CREATOR)
export const asAlice = signed(ALICE)

/** The crowdloan of these tests: 20 of 100 TAO given, for a hundred blocks from block 1. */
export const ID = 0
export const FUNDS = fundsAccount(ID)
export const DEPOSIT = 20n * TAO
export const CAP = 100n * TAO
export const LEAST = 1n * TAO
export const END = 101

type Creation = Parameters<typeof create.with>[0]

/** The call that creates it; what is not said is as above. */
export const creation = (change: Partial<Creation> = {}): RuntimeCall =>
  create.with({
    deposit: DEPOSIT,
    min_contribution: LEAST,
    cap: CAP,
    end: END,
    call: undefined,
    target_address: TARGET,
    ...change,
  })

/** Creates it so that it ends in the dispatch of a call. */
export const creationFor = (call: RuntimeCall): RuntimeCall =>
  creation({ call, target_address: undefined })

/** Four people with TAO, in block 1. */
export function people(options: Parameters<typeof testContext>[0] = {}): Context {
  const ctx = testContext(options)
  BlockNumber.set(ctx, 1)
  for (const who of [ALICE, CREATOR, BOB, CAROL]) mintInto(ctx, who, START)
  return ctx
}

/** The same with the crowdloan open. */
export function opened(change: Partial<Creation> = {}): Context {
  const ctx = people()
  succeeds(ctx, creation(change), asCreator)
  return ctx
}

/** Gives so many rao. */
export const give = (ctx: Context, who: AccountId, amount: bigint): void =>
  void succeeds(ctx, contribute.with({ crowdloan_id: ID, amount }), signed(who))

/** The crowdloan with the cap reached: 20 TAO of the creator, 50 of Alice, 30 of Bob. */
export const raised = (change: Partial<Creation> = {}): Context => reachCap(opened(change))

/** The same, which ends in the dispatch of a call. */
export function raisedFor(call: RuntimeCall, options: Parameters<typeof people>[0] = {}): Context {
  const ctx = people(options)
  succeeds(ctx, creationFor(call), asCreator)
  return reachCap(ctx)
}

function reachCap(ctx: Context): Context {
  give(ctx, ALICE, 50n * TAO)
  give(ctx, BOB, 30n * TAO)
  return ctx
}

export function loanOf(ctx: Context): CrowdloanInfo {
  const loan = Crowdloans.get(ctx, ID)
  if (loan === undefined) throw new Error('there is no such crowdloan')
  return loan
}

/** Writes something into the crowdloan that no call would. */
export const overwrite = (ctx: Context, change: Partial<CrowdloanInfo>): void =>
  Crowdloans.set(ctx, ID, { ...loanOf(ctx), ...change })

export const givenBy = (ctx: Context, who: AccountId): bigint | undefined =>
  Contributions.get(ctx, ID, who)

/** What somebody has more, or less, than at the start. */
export const gain = (ctx: Context, who: AccountId): bigint => freeBalance(ctx, who) - START

export const faults = (ctx: Context): readonly string[] =>
  (crowdloanPallet.invariants ?? []).flatMap((check) => check(ctx))

/** What holds for all pallets. */
export const allFaults = (ctx: Context): readonly string[] =>
  definition.pallets.flatMap(({ invariants = [] }) => invariants.flatMap((check) => check(ctx)))

/** A call that needs a signature is refused for who gives none. */
export function needsSignature(ctx: Context, call: RuntimeCall): void {
  for (const origin of [ROOT, NONE]) fails(ctx, call, origin, { type: 'BadOrigin' })
}
