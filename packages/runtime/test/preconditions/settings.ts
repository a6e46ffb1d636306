import { alphaRao, netUid } from '@plexus/primitives'
import type { Context } from '../../src/frame/context.ts'
import { ROOT, signed } from '../../src/frame/origin.ts'
import { errors } from '../../src/pallets/subtensor/errors.ts'
import { lockStake } from '../../src/pallets/subtensor/locks/calls/lock.ts'
import { increaseRootClaimable } from '../../src/pallets/subtensor/root/claimable.ts'
import { CommitRevealWeightsEnabled } from '../../src/pallets/subtensor/storage/hyperparameters.ts'
import { Owner, StakingHotkeys } from '../../src/pallets/subtensor/storage/keys.ts'
import {
  LastRateLimitedBlock,
  TransactionKeyLastBlock,
} from '../../src/pallets/subtensor/storage/limits.ts'
import { SubnetOwner } from '../../src/pallets/subtensor/storage/networks.ts'
import { VotingPowerTrackingEnabled } from '../../src/pallets/subtensor/storage/neurons.ts'
import { LastEpochBlock, PendingEpochAt } from '../../src/pallets/subtensor/storage/schedule.ts'
import { subnetAccount } from '../../src/pallets/subtensor/subnets/account.ts'
import { Account } from '../../src/pallets/system/storage.ts'
import { succeeds } from '../helpers/expect-call.ts'
import { account, testContext } from '../helpers/test-context.ts'
import { addRoot, stakeOnRoot, startSubnet, TOKEN } from '../pallets/subtensor/coinbase/kit.ts'
import {
  EVEN,
  hotkey,
  otherHotkey,
  setReserves,
  stray,
} from '../pallets/subtensor/staking/staking-kit.ts'
import { NETUID, NOW, OWNER, subnetContext } from '../pallets/subtensor/subnet-kit.ts'
import { breach, OWNER_ONLY, OWNER_OR_ROOT, ROOT_ONLY, SIGNED } from './precondition.ts'
import type { Breach, Precondition } from './precondition.ts'
import {
  byStaker,
  PriceLimitExceeded,
  ReservesTooLow,
  STAKE,
  staked,
  SwapInputTooLarge,
} from './staking-breaches.ts'

const locks: readonly Precondition[] = [
  {
    call: 'SubtensorModule.lock_stake',
    world: staked,
    by: byStaker,
    args: { hotkey, netuid: EVEN, amount: alphaRao(STAKE) },
    breaches: [
      ...SIGNED,
      breach(errors.AmountTooLow, { args: { amount: 0n } }),
      breach(errors.HotKeyAccountNotExists, { args: { hotkey: stray } }),
      breach(errors.LockHotkeyMismatch, {
        given(ctx) {
          const amount = alphaRao(TOKEN)
          const other = lockStake.with({ hotkey: otherHotkey, netuid: EVEN, amount })
          succeeds(ctx, other, byStaker)
        },
        spoils: ['hotkey'],
      }),
      breach(errors.InsufficientStakeForLock, { args: { amount: STAKE + 1n } }),
    ],
  },
  {
    call: 'SubtensorModule.move_lock',
    world() {
      const ctx = staked()
      const amount = alphaRao(STAKE)
      succeeds(ctx, lockStake.with({ hotkey, netuid: EVEN, amount }), byStaker)
      return ctx
    },
    by: byStaker,
    args: { destination_hotkey: otherHotkey, netuid: EVEN },
    breaches: [
      ...SIGNED,
      breach(errors.HotKeyAccountNotExists, { args: { destination_hotkey: stray } }),
      breach(errors.NoExistingLock, { args: { netuid: netUid(2) } }),
    ],
  },
  {
    call: 'SubtensorModule.set_perpetual_lock',
    world: staked,
    by: byStaker,
    args: { netuid: EVEN, enabled: true },
    breaches: SIGNED,
  },
  {
    call: 'SubtensorModule.set_reject_locked_alpha',
    world: staked,
    by: byStaker,
    args: { enabled: true },
    breaches: SIGNED,
  },
]

const claimer = signed(account(2))
const CLAIMED = netUid(2)
const [six, none] = [[1, 2, 3, 4, 5, 6].map((id) => netUid(id)), []]

/** All of the root stake of a hotkey is a coldkey's, and so are 10 alpha of dividends. */
function claimable(): Context {
  const ctx = testContext()
  addRoot(ctx)
  startSubnet(ctx, CLAIMED, { alphaOut: 50n * TOKEN })
  Owner.set(ctx, account(1), account(3))
  StakingHotkeys.set(ctx, account(2), [account(1)])
  stakeOnRoot(ctx, account(1), account(2), 100n * TOKEN)
  increaseRootClaimable(ctx, account(1), CLAIMED, alphaRao(10n * TOKEN))
  SubnetOwner.set(ctx, CLAIMED, OWNER)
  return ctx
}
const pool = (error: Breach['error'], alpha: bigint, tao: bigint): Breach =>
  breach(error, { given: (ctx) => setReserves(ctx, CLAIMED, alpha, tao), alone: true })

const root: readonly Precondition[] = [
  {
    call: 'SubtensorModule.claim_root',
    world: claimable,
    by: claimer,
    args: { subnets: [CLAIMED] },
    breaches: [
      ...SIGNED,
      breach(errors.InvalidSubnetNumber, { args: { subnets: none } }),
      breach(errors.InvalidSubnetNumber, { args: { subnets: six } }),
      pool(SwapInputTooLarge, TOKEN / 1_000n, 1_000n * TOKEN),
      pool(ReservesTooLow, 1_000n * TOKEN, 999_999n),
      // A price of 1/1,000,000, which is the least: it cannot fall.
      pool(PriceLimitExceeded, 1_000_000_000_000_000n, 1_000_000_000n),
      breach(errors.InsufficientBalance, {
        given: (ctx) => Account.remove(ctx, subnetAccount(CLAIMED)),
        alone: true,
      }),
    ],
  },
  {
    call: 'SubtensorModule.set_root_claim_type',
    world: claimable,
    by: claimer,
    args: { new_root_claim_type: { type: 'KeepSubnets', value: { subnets: [CLAIMED] } } },
    breaches: [
      ...SIGNED,
      breach(errors.InvalidSubnetNumber, {
        args: { new_root_claim_type: { type: 'KeepSubnets', value: { subnets: none } } },
      }),
    ],
  },
  {
    call: 'SubtensorModule.sudo_set_num_root_claims',
    world: claimable,
    by: ROOT,
    args: { new_value: 50n },
    breaches: [...ROOT_ONLY, breach(errors.InvalidNumRootClaim, { args: { new_value: 51n } })],
  },
  {
    call: 'SubtensorModule.sudo_set_root_claim_threshold',
    world: claimable,
    by: signed(OWNER),
    args: { netuid: CLAIMED, new_value: 10_000_000n },
    breaches: [
      ...OWNER_OR_ROOT,
      breach(errors.InvalidRootClaimThreshold, { args: { new_value: 10_000_001n } }),
    ],
  },
]

const owner = signed(OWNER)
/** The epoch is nine blocks away. */
const nearEpoch = (ctx: Context): void => LastEpochBlock.set(ctx, NETUID, BigInt(NOW - 351))
const frozen = breach(errors.AdminActionProhibitedDuringWeightsWindow, { given: nearEpoch })
const limited = (parameter: 'ActivityCutoffFactorMilli' | 'TriggerEpoch'): Breach =>
  breach(errors.TxRateLimitExceeded, {
    given(ctx) {
      const key = { type: 'OwnerHyperparamUpdate', value: [NETUID, parameter] } as const
      // Two tempos of 360 blocks have to pass.
      LastRateLimitedBlock.set(ctx, key, BigInt(NOW - 719))
    },
  })
const tracked = (): Context => {
  const ctx = subnetContext()
  VotingPowerTrackingEnabled.set(ctx, NETUID, true)
  return ctx
}

const epoch: readonly Precondition[] = [
  {
    call: 'SubtensorModule.set_tempo',
    world: () => subnetContext(),
    by: owner,
    args: { netuid: NETUID, tempo: 360 },
    breaches: [
      ...OWNER_ONLY,
      breach(errors.TempoOutOfBounds, { args: { tempo: 359 } }),
      breach(errors.TempoOutOfBounds, { args: { tempo: 50_401 } }),
      frozen,
      breach(errors.TxRateLimitExceeded, {
        given: (ctx) => TransactionKeyLastBlock.set(ctx, OWNER, NETUID, 11, BigInt(NOW - 359)),
      }),
    ],
  },
  {
    call: 'SubtensorModule.set_activity_cutoff_factor',
    world: () => subnetContext(),
    by: owner,
    args: { netuid: NETUID, factor_milli: 1_000 },
    breaches: [
      ...OWNER_OR_ROOT,
      breach(errors.ActivityCutoffFactorMilliOutOfBounds, { args: { factor_milli: 999 } }),
      breach(errors.ActivityCutoffFactorMilliOutOfBounds, { args: { factor_milli: 50_001 } }),
      frozen,
      limited('ActivityCutoffFactorMilli'),
    ],
  },
  {
    call: 'SubtensorModule.trigger_epoch',
    world: () => subnetContext(),
    by: owner,
    args: { netuid: NETUID },
    breaches: [
      ...OWNER_ONLY,
      breach(errors.DynamicTempoBlockedByCommitReveal, {
        given: (ctx) => CommitRevealWeightsEnabled.set(ctx, NETUID, true),
      }),
      breach(errors.EpochTriggerAlreadyPending, {
        given: (ctx) => PendingEpochAt.set(ctx, NETUID, 5n),
      }),
      breach(errors.AutoEpochAlreadyImminent, { given: nearEpoch }),
      limited('TriggerEpoch'),
    ],
  },
  {
    call: 'SubtensorModule.enable_voting_power_tracking',
    world: () => subnetContext(),
    by: owner,
    args: { netuid: NETUID },
    breaches: OWNER_OR_ROOT,
  },
  {
    call: 'SubtensorModule.disable_voting_power_tracking',
    world: tracked,
    by: owner,
    args: { netuid: NETUID },
    breaches: [
      ...OWNER_OR_ROOT,
      breach(errors.VotingPowerTrackingNotEnabled, {
        given: (ctx) => VotingPowerTrackingEnabled.set(ctx, NETUID, false),
      }),
    ],
  },
  {
    call: 'SubtensorModule.sudo_set_voting_power_ema_alpha',
    world: () => subnetContext(),
    by: ROOT,
    args: { netuid: NETUID, alpha: 10n ** 18n },
    breaches: [
      ...ROOT_ONLY,
      breach(errors.InvalidVotingPowerEmaAlpha, { args: { alpha: 10n ** 18n + 1n } }),
    ],
  },
]

export const settings: readonly Precondition[] = [...locks, ...root, ...epoch]
