import { mechId, netUid } from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../src/frame/context.ts'
import { NONE, ROOT, signed } from '../../src/frame/origin.ts'
import { errors as own } from '../../src/pallets/admin-utils/errors.ts'
import { errors as grandpa } from '../../src/pallets/grandpa/errors.ts'
import { NextForced, PendingChange } from '../../src/pallets/grandpa/storage.ts'
import { errors } from '../../src/pallets/subtensor/errors.ts'
import * as parameters from '../../src/pallets/subtensor/storage/hyperparameters.ts'
import { MaxChildkeyTake, MinChildkeyTake } from '../../src/pallets/subtensor/storage/keys.ts'
import {
  LastRateLimitedBlock,
  TransactionKeyLastBlock,
} from '../../src/pallets/subtensor/storage/limits.ts'
import { SubnetOwner } from '../../src/pallets/subtensor/storage/networks.ts'
import { LastEpochBlock, Tempo } from '../../src/pallets/subtensor/storage/schedule.ts'
import type { Hyperparameter } from '../../src/pallets/subtensor/types.ts'
import { subnetAccount } from '../../src/pallets/subtensor/subnets/account.ts'
import { account } from '../helpers/test-context.ts'
import {
  asOwner,
  BLOCK,
  freeze,
  NET,
  NO_NET,
  OWNER,
  ROOT_NET,
  world as adminWorld,
} from '../pallets/admin-utils/kit.ts'
import { CHAIN_ROWS, SUBNET_ROWS } from '../pallets/admin-utils/rows.ts'
import { BAD_ORIGIN, breach, OWNER_OR_ROOT, ROOT_ONLY } from './precondition.ts'
import type { Args, Breach, Precondition } from './precondition.ts'

const TAO = 1_000_000_000n
const ONE = 1n << 64n
const block = BigInt(BLOCK)

/** The subnet that is not there would have the same owner, and an epoch as far away. */
function world(): Context {
  const ctx = adminWorld()
  SubnetOwner.set(ctx, NO_NET, OWNER)
  Tempo.set(ctx, NO_NET, 360)
  LastEpochBlock.set(ctx, NO_NET, block)
  return ctx
}
const netuidOf = (args: Args): NetUid => args['netuid'] as NetUid

const frozen = breach(errors.AdminActionProhibitedDuringWeightsWindow, {
  given: (ctx, args) => freeze(ctx, netuidOf(args)),
})
const gone = breach(own.SubnetDoesNotExist, { args: { netuid: NO_NET } })
const onRoot = breach(own.NotPermittedOnRootSubnet, { args: { netuid: ROOT_NET } })
/** The owner changed it in the block before; Root may all the same. */
const tooSoon = (by: string): Breach =>
  breach(errors.TxRateLimitExceeded, {
    given(ctx, args) {
      const netuid = netuidOf(args)
      if (by === 'SetWeightsVersionKey') {
        return TransactionKeyLastBlock.set(ctx, OWNER, netuid, 4, block - 1n)
      }
      const value = [netuid, by as Hyperparameter] as const
      LastRateLimitedBlock.set(ctx, { type: 'OwnerHyperparamUpdate', value }, block - 1n)
    },
  })
/** Once a block in the fast build. */
const keyTooSoon = (code: number): Breach =>
  breach(errors.TxRateLimitExceeded, {
    given: (ctx, args) => TransactionKeyLastBlock.set(ctx, OWNER, netuidOf(args), code, block),
  })

const bound = (error: Breach['error'], args: Args, given?: (ctx: Context) => void): Breach =>
  breach(error, { args, ...(given && { given }), spoils: given ? ['setting'] : [] })

/** What values there may be, in the order of the checks (spec: 20-calls §13). */
const BOUNDS: Readonly<Record<string, readonly Breach[]>> = {
  sudo_set_max_allowed_uids: [
    bound(own.MaxAllowedUidsLessThanMinAllowedUids, { max_allowed_uids: 63 }),
    bound(own.MaxAllowedUIdsLessThanCurrentUIds, { max_allowed_uids: 9 }, (ctx) =>
      parameters.MinAllowedUids.set(ctx, NET, 0),
    ),
    bound(own.MaxAllowedUidsGreaterThanDefaultMaxAllowedUids, { max_allowed_uids: 257 }),
    bound(errors.TooManyUIDsPerMechanism, { max_allowed_uids: 129 }, (ctx) =>
      parameters.MechanismCountCurrent.set(ctx, NET, mechId(2)),
    ),
  ],
  sudo_set_activity_cutoff: [bound(errors.ActivityCutoffTooLow, { activity_cutoff: 359 })],
  sudo_set_min_burn: [bound(own.ValueNotInBounds, { min_burn: TAO })],
  sudo_set_max_burn: [bound(own.ValueNotInBounds, { max_burn: 100_000_000n })],
  sudo_set_max_allowed_validators: [
    bound(own.MaxValidatorsLargerThanMaxUIds, { max_allowed_validators: 257 }),
  ],
  sudo_set_alpha_sigmoid_steepness: [bound(own.NegativeSigmoidSteepness, { steepness: -1 })],
  sudo_set_commit_reveal_weights_interval: [
    bound(errors.RevealPeriodTooLarge, { interval: 101n }),
    bound(errors.RevealPeriodTooSmall, { interval: 0n }),
  ],
  sudo_set_owner_immune_neuron_limit: [
    bound(errors.InvalidValue, { immune_neurons: 0 }),
    bound(errors.InvalidValue, { immune_neurons: 11 }),
  ],
  sudo_set_min_allowed_uids: [
    bound(own.MinAllowedUidsGreaterThanMaxAllowedUids, { min_allowed_uids: 256 }),
    bound(own.MinAllowedUidsGreaterThanCurrentUids, { min_allowed_uids: 10 }),
  ],
  sudo_set_burn_half_life: [
    bound(own.InvalidValue, { burn_half_life: 0 }),
    bound(own.InvalidValue, { burn_half_life: 36_101 }),
  ],
  sudo_set_burn_increase_mult: [
    bound(own.InvalidValue, { burn_increase_mult: ONE - 1n }),
    bound(own.InvalidValue, { burn_increase_mult: 3n * ONE + 1n }),
  ],
  sudo_set_min_childkey_take_per_subnet: [
    bound(own.InvalidValue, { take: 9 }, (ctx) => {
      MinChildkeyTake.set(ctx, 10)
      MaxChildkeyTake.set(ctx, 100)
    }),
  ],
  sudo_set_tao_flow_normalization_exponent: [
    bound(own.InvalidValue, { exponent: ONE - 1n }),
    bound(own.InvalidValue, { exponent: 2n * ONE + 1n }),
  ],
  sudo_set_max_epochs_per_block: [bound(own.ValueNotInBounds, { max_epochs_per_block: 0 })],
  sudo_set_max_mechanism_count: [
    bound(errors.InvalidValue, { max_mechanism_count: 0 }),
    bound(errors.InvalidValue, { max_mechanism_count: 17 }),
  ],
}
/** One that is checked, for the owner, before it is known whether the subnet is there. */
const early: Readonly<Record<string, readonly Breach[]>> = {
  sudo_set_bonds_moving_average: [
    bound(own.BondsMovingAverageMaxReached, { bonds_moving_average: 975_001n }),
  ],
}

const subnetSettings = SUBNET_ROWS.map(([name, args, by, checks]): Precondition => {
  const isRoots = by === 'root'
  return {
    call: `AdminUtils.${name}`,
    world,
    by: isRoots ? ROOT : asOwner,
    args: { netuid: NET, ...args },
    breaches: [
      ...(isRoots ? [...ROOT_ONLY, breach(BAD_ORIGIN, { by: asOwner })] : OWNER_OR_ROOT),
      ...(isRoots || by === 'owner' ? [] : [tooSoon(by)]),
      ...(checks.includes('W') ? [frozen] : []),
      ...(early[name] ?? []),
      ...(checks.includes('E') ? [gone] : []),
      ...(checks.includes('R') ? [onRoot] : []),
      ...(BOUNDS[name] ?? []),
    ],
  }
})
const chainSettings = CHAIN_ROWS.map(([name, args]): Precondition => ({
  call: `AdminUtils.${name}`,
  world,
  by: ROOT,
  args,
  breaches: [...ROOT_ONLY, ...(BOUNDS[name] ?? [])],
}))

const ownersOwn = (
  name: string,
  args: Args,
  limit: Breach,
  rest: readonly Breach[],
  prepare: (ctx: Context) => void = () => {},
): Precondition => ({
  call: `AdminUtils.${name}`,
  world() {
    const ctx = world()
    prepare(ctx)
    return ctx
  },
  by: asOwner,
  args: { netuid: NET, ...args },
  breaches: [...OWNER_OR_ROOT, limit, frozen, ...rest],
})
const noMechanism = breach(errors.MechanismDoesNotExist, { args: { netuid: NO_NET } })
const hotkey = account(30)
const roots = (name: string, args: Args, rest: readonly Breach[] = []): Precondition => ({
  call: `AdminUtils.${name}`,
  world,
  by: ROOT,
  args,
  breaches: [...ROOT_ONLY, ...rest],
})

const special: readonly Precondition[] = [
  ownersOwn(
    'sudo_set_alpha_values',
    { alpha_low: 2_000, alpha_high: 3_000 },
    tooSoon('AlphaValues'),
    [
      breach(errors.LiquidAlphaDisabled, {
        given: (ctx, args) => parameters.LiquidAlphaOn.set(ctx, netuidOf(args), false),
      }),
      breach(errors.AlphaHighTooLow, { args: { alpha_high: 1_637 } }),
      breach(errors.AlphaLowOutOfRange, { args: { alpha_low: 1_637 } }),
      breach(errors.AlphaLowOutOfRange, { args: { alpha_low: 3_001 } }),
    ],
    (ctx) => parameters.LiquidAlphaOn.set(ctx, NET, true),
  ),
  ownersOwn(
    'sudo_set_mechanism_count',
    { mechanism_count: mechId(2) },
    keyTooSoon(7),
    [
      noMechanism,
      bound(errors.InvalidValue, { mechanism_count: mechId(0) }),
      breach(errors.InvalidValue, { args: { mechanism_count: mechId(9) }, spoils: ['uids'] }),
      breach(errors.TooManyUIDsPerMechanism, {
        given: (ctx) => parameters.MaxAllowedUids.set(ctx, NET, 129),
        spoils: ['netuid', 'uids'],
      }),
    ],
    (ctx) => {
      parameters.MaxAllowedUids.set(ctx, NET, 64)
      parameters.MaxMechanismCount.set(ctx, mechId(8))
    },
  ),
  ownersOwn('sudo_set_mechanism_emission_split', { maybe_split: [65_535] }, keyTooSoon(8), [
    noMechanism,
    bound(errors.InvalidValue, { maybe_split: [] }),
    bound(errors.InvalidValue, { maybe_split: [65_534, 1] }),
    bound(errors.InvalidValue, { maybe_split: [65_534] }),
  ]),
  {
    call: 'AdminUtils.sudo_trim_to_max_allowed_uids',
    world() {
      const ctx = world()
      parameters.MinAllowedUids.set(ctx, NET, 4)
      parameters.ImmunityPeriod.set(ctx, NET, 0)
      return ctx
    },
    by: asOwner,
    args: { netuid: NET, max_n: 8 },
    breaches: [
      ...OWNER_OR_ROOT,
      keyTooSoon(9),
      frozen,
      breach(errors.SubnetNotExists, { args: { netuid: NO_NET } }),
      breach(errors.InvalidValue, { args: { max_n: 3 } }),
      breach(errors.InvalidValue, { args: { max_n: 257 } }),
      breach(errors.TrimmingWouldExceedMaxImmunePercentage, {
        given: (ctx) => parameters.ImmunityPeriod.set(ctx, NET, BLOCK + 1),
      }),
    ],
  },
  ...['sudo_set_subnet_owner_hotkey', 'sudo_set_sn_owner_hotkey'].map((name): Precondition => ({
    call: `AdminUtils.${name}`,
    world,
    by: asOwner,
    args: { netuid: NET, hotkey },
    breaches: [
      ...OWNER_OR_ROOT,
      breach(errors.SubnetNotExists, { args: { netuid: NO_NET } }),
      breach(errors.TxRateLimitExceeded, {
        // Once in 50,400 blocks.
        given: (ctx) =>
          LastRateLimitedBlock.set(ctx, { type: 'SetSNOwnerHotkey', value: NET }, block - 1n),
        spoils: ['netuid'],
      }),
      breach(errors.CannotUseSystemAccount, { args: { hotkey: subnetAccount(netUid(3)) } }),
    ],
  })),
  {
    ...roots('schedule_grandpa_change', {
      next_authorities: [[account(3), 7n]],
      in_blocks: 2,
      forced: 900,
    }),
    breaches: [
      ...ROOT_ONLY,
      breach(grandpa.ChangePending, {
        given: (ctx) =>
          PendingChange.set(ctx, {
            scheduled_at: BLOCK,
            delay: 1,
            next_authorities: [],
            forced: undefined,
          }),
      }),
      breach(grandpa.TooSoon, { given: (ctx) => NextForced.set(ctx, BLOCK + 1) }),
    ],
  },
  roots(
    'sudo_set_max_mechanism_count',
    { max_mechanism_count: mechId(8) },
    BOUNDS['sudo_set_max_mechanism_count'],
  ),
  roots('swap_authorities', { new_authorities: [account(3)] }),
  roots('sudo_toggle_evm_precompile', { precompile_id: 'Staking', enabled: false }),
  roots('sudo_set_nominator_min_required_stake', { min_stake: 1n }),
]
/** Calls that are refused whoever asks. */
const retired = (name: string, args: Args, error: Breach['error']): Precondition => ({
  call: `AdminUtils.${name}`,
  world,
  by: ROOT,
  args,
  neverSucceeds: true,
  breaches: [ROOT, NONE, asOwner, signed(account(9))].map((by) =>
    breach(error, { by, alone: true }),
  ),
})

export const adminUtils: readonly Precondition[] = [
  ...subnetSettings,
  ...chainSettings,
  ...special,
  retired(
    'sudo_set_network_pow_registration_allowed',
    { netuid: NET, registration_allowed: true },
    own.POWRegistrationDisabled,
  ),
  retired('sudo_set_total_issuance', { total_issuance: 1n }, own.Deprecated),
]
