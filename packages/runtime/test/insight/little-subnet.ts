import { alphaRao, mechId, netUid, uid } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import fc from 'fast-check'
import type { Context } from '../../src/frame/context.ts'
import { increaseStake } from '../../src/pallets/subtensor/staking/stake.ts'
import {
  CKBurn,
  PendingOwnerCut,
  PendingRootAlphaDivs,
  PendingServerEmission,
  PendingValidatorEmission,
  RecycleOrBurn,
} from '../../src/pallets/subtensor/storage/emission.ts'
import {
  LiquidAlphaOn,
  MechanismCountCurrent,
  Yuma3On,
} from '../../src/pallets/subtensor/storage/hyperparameters.ts'
import {
  AutoStakeDestination,
  Delegates,
  ParentKeys,
} from '../../src/pallets/subtensor/storage/keys.ts'
import { SubnetworkN } from '../../src/pallets/subtensor/storage/networks.ts'
import * as neurons from '../../src/pallets/subtensor/storage/neurons.ts'
import { NumRootClaim } from '../../src/pallets/subtensor/storage/root-claim.ts'
import { storageIndex } from '../../src/pallets/subtensor/types.ts'
import { runtime, TestChain } from '../executive/chain-kit.ts'
import { account, testContext } from '../helpers/test-context.ts'
import {
  seat,
  setOwner,
  stakeOnRoot,
  startSubnet,
  TOKEN,
} from '../pallets/subtensor/coinbase/kit.ts'

export const NETUID = netUid(7)

/** A subnet of some validators and miners; amounts in tokens. */
export interface LittleSubnet {
  readonly stakes: readonly number[]
  readonly nominated: readonly number[]
  readonly rootStakes: readonly number[]
  readonly takes: readonly number[]
  /** Of each validator, of each uid. */
  readonly weights: readonly (readonly number[])[]
  /** For stake of the subnet, for stake on root, and the owner's cut. */
  readonly pending: readonly number[]
  readonly parent: boolean
  readonly ckBurn: bigint
  readonly autoStake: boolean
  readonly recycles: boolean
  readonly ownerWorks: boolean
  readonly yuma3: boolean
  readonly liquidAlpha: boolean
  readonly mechanisms: number
}

const UIDS = 6
const VALIDATORS = 3
const many = (item: fc.Arbitrary<number>, length = VALIDATORS) =>
  fc.array(item, { minLength: length, maxLength: length })

export const littleSubnets = fc.record<LittleSubnet>({
  stakes: many(fc.integer({ min: 1, max: 100_000 })),
  nominated: many(fc.integer({ min: 0, max: 100_000 })),
  rootStakes: many(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1_000_000 }))),
  takes: many(fc.integer({ min: 0, max: 11_796 })),
  weights: fc.array(many(fc.integer({ min: 0, max: 65_535 }), UIDS), {
    minLength: VALIDATORS,
    maxLength: VALIDATORS,
  }),
  pending: many(fc.integer({ min: 0, max: 10_000 })),
  parent: fc.boolean(),
  ckBurn: fc.constantFrom(0n, 1n << 60n),
  autoStake: fc.boolean(),
  recycles: fc.boolean(),
  ownerWorks: fc.boolean(),
  yuma3: fc.boolean(),
  liquidAlpha: fc.boolean(),
  mechanisms: fc.constantFrom(1, 2),
})

/** The hotkey of a uid; it belongs to a coldkey of its own. */
export const hotkeyOf = (at: number): AccountId => account(10 + at)
export const coldkeyOf = (at: number): AccountId => account(50 + at)
export const nominatorOf = (at: number): AccountId => account(90 + at)
export const OWNER = account(140)
const OWNER_HOTKEY = account(141)
/** A hotkey without uid that the first miner's owner stakes with. */
export const ELSEWHERE = account(142)

/** The chain whose next block has the epoch of the subnet. */
export function chainWith(plan: LittleSubnet): TestChain {
  const start = runtime.genesis()
  const ctx = testContext({
    state: [...start.changes].flatMap(([key, value]) => (value ? [[key, value] as const] : [])),
  })
  build(ctx, plan)
  return new TestChain({ ...start, changes: new Map([...start.changes, ...ctx.state.changes()]) })
}

function build(ctx: Context, plan: LittleSubnet): void {
  NumRootClaim.set(ctx, 0n)
  startSubnet(ctx, NETUID, { alphaOut: 10n ** 16n, tempo: 1 })
  setOwner(ctx, NETUID, OWNER, OWNER_HOTKEY)
  if (plan.ownerWorks) seat(ctx, NETUID, OWNER, OWNER_HOTKEY)
  const first = SubnetworkN.get(ctx, NETUID)
  for (let at = 0; at < UIDS; at += 1) seat(ctx, NETUID, coldkeyOf(at), hotkeyOf(at))
  const tokens = (amount: number) => alphaRao(BigInt(amount) * TOKEN)
  for (let at = 0; at < VALIDATORS; at += 1) {
    const hotkey = hotkeyOf(at)
    Delegates.set(ctx, hotkey, plan.takes[at] ?? 0)
    increaseStake(ctx, hotkey, coldkeyOf(at), NETUID, tokens(plan.stakes[at] ?? 0))
    const nominated = tokens(plan.nominated[at] ?? 0)
    if (nominated > 0n) increaseStake(ctx, hotkey, nominatorOf(at), NETUID, nominated)
    const root = BigInt(plan.rootStakes[at] ?? 0) * TOKEN
    if (root > 0n) stakeOnRoot(ctx, hotkey, nominatorOf(at), root)
  }
  if (plan.parent) ParentKeys.set(ctx, hotkeyOf(1), NETUID, [[1n << 62n, hotkeyOf(0)]])
  CKBurn.set(ctx, plan.ckBurn)
  RecycleOrBurn.set(ctx, NETUID, plan.recycles ? 'Recycle' : 'Burn')
  if (plan.autoStake) AutoStakeDestination.set(ctx, coldkeyOf(VALIDATORS), NETUID, ELSEWHERE)
  Yuma3On.set(ctx, NETUID, plan.yuma3)
  LiquidAlphaOn.set(ctx, NETUID, plan.liquidAlpha)
  MechanismCountCurrent.set(ctx, NETUID, mechId(plan.mechanisms))
  const n = SubnetworkN.get(ctx, NETUID)
  neurons.ValidatorPermit.set(
    ctx,
    NETUID,
    Array.from({ length: n }, (_, at) => at >= first && at < first + VALIDATORS),
  )
  for (let mechanism = 0; mechanism < plan.mechanisms; mechanism += 1) {
    const index = storageIndex(NETUID, mechId(mechanism))
    neurons.LastUpdate.set(
      ctx,
      index,
      Array.from({ length: n }, () => 1n),
    )
    for (const [at, row] of plan.weights.entries()) {
      const pairs = row.map((weight, of) => [of + first, weight] as const)
      neurons.Weights.set(ctx, index, uid(first + at), mechanism === 0 ? pairs : pairs.slice(3))
    }
  }
  const [validator = 0, root = 0, ownerCut = 0] = plan.pending
  // Miners and validators are given the same, which the epoch relies on.
  PendingServerEmission.set(ctx, NETUID, tokens(validator + root))
  PendingValidatorEmission.set(ctx, NETUID, tokens(validator))
  PendingRootAlphaDivs.set(ctx, NETUID, tokens(root))
  PendingOwnerCut.set(ctx, NETUID, tokens(ownerCut))
}
