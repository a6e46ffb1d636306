import { mechId, netUid, rao } from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import { expect, test } from 'vitest'
import type { Context } from '../../../src/frame/context.ts'
import type { ModuleError } from '../../../src/frame/error.ts'
import { ROOT } from '../../../src/frame/origin.ts'
import type { Origin } from '../../../src/frame/origin.ts'
import { errors as own } from '../../../src/pallets/admin-utils/errors.ts'
import { errors as subtensor } from '../../../src/pallets/subtensor/errors.ts'
import {
  MaxAllowedUids,
  MaxBurn,
  MechanismCountCurrent,
  MinAllowedUids,
  MinBurn,
} from '../../../src/pallets/subtensor/storage/hyperparameters.ts'
import { SubnetOwner } from '../../../src/pallets/subtensor/storage/networks.ts'
import { MaxChildkeyTake, MinChildkeyTake } from '../../../src/pallets/subtensor/storage/keys.ts'
import { fails, succeeds } from '../../helpers/expect-call.ts'
import { admin, asOwner, NET, NO_NET, OWNER, unfreeze, world } from './kit.ts'

const TAO = 1_000_000_000n
const ONE = 1n << 64n

interface Row {
  readonly call: string
  readonly args: Readonly<Record<string, unknown>>
  /** Absent: it is allowed. */
  readonly error?: ModuleError
  /** Root by default. */
  readonly origin?: Origin
  /** The subnet of the kit by default. */
  readonly netuid?: NetUid
  readonly given?: (ctx: Context) => void
}

const each = (
  call: string,
  arg: string,
  rows: readonly (readonly [
    value: unknown,
    error?: ModuleError | undefined,
    rest?: Partial<Row>,
  ])[],
): readonly Row[] =>
  rows.map(([value, error, rest]) => ({
    call,
    args: { [arg]: value },
    ...(error && { error }),
    ...rest,
  }))

const mechanisms =
  (count: number) =>
  (ctx: Context): void =>
    MechanismCountCurrent.set(ctx, NET, mechId(count))
const leastUids =
  (least: number) =>
  (ctx: Context): void =>
    MinAllowedUids.set(ctx, NET, least)
function minBurn(value: bigint) {
  return (ctx: Context): void => MinBurn.set(ctx, NET, rao(value))
}
function maxBurn(value: bigint) {
  return (ctx: Context): void => MaxBurn.set(ctx, NET, rao(value))
}
const takes = (ctx: Context): void => {
  MinChildkeyTake.set(ctx, 10)
  MaxChildkeyTake.set(ctx, 100)
}
const owner = { origin: asOwner } as const

// 20-calls §13, column Bounds.
const ROWS: readonly Row[] = [
  ...each('sudo_set_max_allowed_uids', 'max_allowed_uids', [
    [64],
    [63, own.MaxAllowedUidsLessThanMinAllowedUids],
    [10, undefined, { given: leastUids(0) }],
    [9, own.MaxAllowedUIdsLessThanCurrentUIds, { given: leastUids(0) }],
    [256],
    [257, own.MaxAllowedUidsGreaterThanDefaultMaxAllowedUids],
    [128, undefined, { given: mechanisms(2) }],
    [129, subtensor.TooManyUIDsPerMechanism, { given: mechanisms(2) }],
  ]),
  ...each('sudo_set_activity_cutoff', 'activity_cutoff', [
    [360],
    [359, subtensor.ActivityCutoffTooLow],
  ]),
  // Greatest price 100 TAO unless it is set; least 0.0005 TAO.
  ...each('sudo_set_min_burn', 'min_burn', [
    [0n],
    [TAO - 1n],
    [TAO, own.ValueNotInBounds],
    [200_000_000n, own.ValueNotInBounds, { given: maxBurn(200_000_000n) }],
    [199_999_999n, undefined, { given: maxBurn(200_000_000n) }],
  ]),
  ...each('sudo_set_max_burn', 'max_burn', [
    [100_000_001n],
    [100_000_000n, own.ValueNotInBounds],
    [300_000_000n, own.ValueNotInBounds, { given: minBurn(300_000_000n) }],
    [300_000_001n, undefined, { given: minBurn(300_000_000n) }],
  ]),
  ...each('sudo_set_max_allowed_validators', 'max_allowed_validators', [
    [256],
    [257, own.MaxValidatorsLargerThanMaxUIds],
    [100, own.MaxValidatorsLargerThanMaxUIds, { given: (ctx) => MaxAllowedUids.set(ctx, NET, 99) }],
  ]),
  ...each('sudo_set_bonds_moving_average', 'bonds_moving_average', [
    [975_000n, undefined, owner],
    [975_001n, own.BondsMovingAverageMaxReached, owner],
    [975_001n],
  ]),
  ...each('sudo_set_alpha_sigmoid_steepness', 'steepness', [
    [0, undefined, owner],
    [-1, own.NegativeSigmoidSteepness, owner],
    [-1],
    [-32_768],
  ]),
  ...each('sudo_set_commit_reveal_weights_interval', 'interval', [
    [1n],
    [100n],
    [0n, subtensor.RevealPeriodTooSmall],
    [101n, subtensor.RevealPeriodTooLarge],
  ]),
  ...each('sudo_set_owner_immune_neuron_limit', 'immune_neurons', [
    [1],
    [10],
    [0, subtensor.InvalidValue],
    [11, subtensor.InvalidValue],
  ]),
  // The subnet has ten neurons and may have 256.
  ...each('sudo_set_min_allowed_uids', 'min_allowed_uids', [
    [9],
    [10, own.MinAllowedUidsGreaterThanCurrentUids],
    [256, own.MinAllowedUidsGreaterThanMaxAllowedUids],
  ]),
  ...each('sudo_set_burn_half_life', 'burn_half_life', [
    [1],
    [36_100],
    [0, own.InvalidValue],
    [36_101, own.InvalidValue],
  ]),
  ...each('sudo_set_burn_increase_mult', 'burn_increase_mult', [
    [ONE],
    [3n * ONE],
    [ONE - 1n, own.InvalidValue],
    [3n * ONE + 1n, own.InvalidValue],
  ]),
  ...each('sudo_set_min_childkey_take_per_subnet', 'take', [
    [10, undefined, { given: takes }],
    [100, undefined, { given: takes }],
    [9, own.InvalidValue, { given: takes }],
    [101, own.InvalidValue, { given: takes }],
  ]),
  ...each('sudo_set_tempo', 'tempo', [[0], [65_535]]),
]

const CHAIN_ROWS: readonly Row[] = [
  ...each('sudo_set_tao_flow_normalization_exponent', 'exponent', [
    [ONE],
    [2n * ONE],
    [ONE - 1n, own.InvalidValue],
    [2n * ONE + 1n, own.InvalidValue],
  ]),
  ...each('sudo_set_max_epochs_per_block', 'max_epochs_per_block', [
    [1],
    [255],
    [0, own.ValueNotInBounds],
  ]),
  ...each('sudo_set_max_mechanism_count', 'max_mechanism_count', [
    [1],
    [16],
    [0, subtensor.InvalidValue],
    [17, subtensor.InvalidValue],
  ]),
]

const title = ({ call, args, error, origin }: Row): string =>
  `${call}(${Object.values(args).join()}) by ${origin === undefined ? 'Root' : 'the owner'}: ${error?.name ?? 'allowed'}`

test.each(ROWS.map((row) => [title(row), row] as const))('%s', (_title, row) => {
  const ctx = world()
  row.given?.(ctx)
  const call = admin(row.call, { netuid: row.netuid ?? NET, ...row.args })
  if (row.error === undefined) succeeds(ctx, call, row.origin ?? ROOT)
  else fails(ctx, call, row.origin ?? ROOT, row.error)
})

test.each(CHAIN_ROWS.map((row) => [title(row), row] as const))('%s', (_title, row) => {
  const ctx = world()
  if (row.error === undefined) succeeds(ctx, admin(row.call, row.args), ROOT)
  else fails(ctx, admin(row.call, row.args), ROOT, row.error)
})

test('a subnet must exist before its bounds are looked at', () => {
  const ctx = world()
  unfreeze(ctx)
  for (const row of ROWS.filter(({ error }) => error !== undefined)) {
    if (row.call === 'sudo_set_owner_immune_neuron_limit' || row.origin !== undefined) continue
    fails(ctx, admin(row.call, { netuid: NO_NET, ...row.args }), ROOT, own.SubnetDoesNotExist)
  }
})

test("the owner's bound of the bonds' average comes even before that", () => {
  const ctx = world()
  unfreeze(ctx)
  const gone = netUid(7)
  SubnetOwner.set(ctx, gone, OWNER)
  const call = (value: bigint) =>
    admin('sudo_set_bonds_moving_average', { netuid: gone, bonds_moving_average: value })
  fails(ctx, call(975_001n), asOwner, own.BondsMovingAverageMaxReached)
  fails(ctx, call(975_000n), asOwner, own.SubnetDoesNotExist)
  expect(own.BondsMovingAverageMaxReached.index).toBe(3)
})
