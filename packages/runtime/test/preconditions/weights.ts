import { AccountId32, encode, hash, mechId, netUid, tuple, u16, u64, vec } from '@plexus/primitives'
import type { Hash, MechId, NetUid } from '@plexus/primitives'
import type { Context } from '../../src/frame/context.ts'
import { LastStoredRound } from '../../src/pallets/drand/storage.ts'
import { errors } from '../../src/pallets/subtensor/errors.ts'
import * as parameters from '../../src/pallets/subtensor/storage/hyperparameters.ts'
import * as neurons from '../../src/pallets/subtensor/storage/neurons.ts'
import {
  LastEpochBlock,
  SubnetEpochIndex,
  Tempo,
} from '../../src/pallets/subtensor/storage/schedule.ts'
import { storageIndex } from '../../src/pallets/subtensor/types.ts'
import { host } from '../helpers/test-context.ts'
import {
  by as byUid,
  hotkeyOf,
  MAIN,
  NETUID,
  NEURONS,
  NOW,
  setLastUpdate,
  stranger,
  subnetContext,
} from '../pallets/subtensor/subnet-kit.ts'
import { commitContext, EPOCH } from '../pallets/subtensor/weights/commit-kit.ts'
import { breach, SIGNED } from './precondition.ts'
import type { Args, Breach, Precondition } from './precondition.ts'

const by = byUid(1)
const NOWHERE = netUid(99)
const LONG = [0, 1, 2, 3, 4]
const netuidOf = (args: Args): NetUid => args['netuid'] as NetUid
const mechanismOf = (args: Args): MechId => (args['mecid'] as MechId | undefined) ?? MAIN

const noStake = breach(errors.NotEnoughStakeToSetWeights, {
  given: (ctx) => parameters.StakeThreshold.set(ctx, 2n ** 64n - 1n),
  spoils: ['by'],
})
const notRegistered = breach(errors.HotKeyNotRegisteredInSubNet, {
  given: (ctx, args) => neurons.Uids.remove(ctx, netuidOf(args), hotkeyOf(1)),
  spoils: ['uid'],
})
const noMechanism = breach(errors.MechanismDoesNotExist, {
  args: { mecid: mechId(1) },
  by: stranger,
  spoils: ['subnet', 'mode'],
})
/** A rate cannot be told of a mechanism that is not there: who has a uid hears just that. */
const noRate = (error: Breach['error']): Breach =>
  breach(error, { args: { mecid: mechId(1) }, spoils: ['by', 'subnet'], alone: true })
const noSubnet = breach(errors.MechanismDoesNotExist, {
  args: { netuid: NOWHERE },
  spoils: ['subnet'],
})

/** The subnet sets its weights openly, or by commits. */
const openly = (ctx: Context, args: Args): void =>
  parameters.CommitRevealWeightsEnabled.set(ctx, netuidOf(args), false)
const secretly = (ctx: Context, args: Args): void =>
  parameters.CommitRevealWeightsEnabled.set(ctx, netuidOf(args), true)

/** What is wrong with the weights themselves, where uids and values have these names. */
function wrongVectors(
  [uids, values]: readonly [string, string],
  args: (uids: readonly number[], values: readonly number[]) => Args,
  /** What the subnet of the arguments needs, and what the vectors do. */
  given: NonNullable<Breach['given']>,
  vectors: NonNullable<Breach['given']>,
  registered: Breach,
): readonly Breach[] {
  return [
    breach(errors.CanNotSetRootNetworkWeights, {
      args: { netuid: netUid(0) },
      given,
      spoils: ['subnet', 'mode'],
    }),
    breach(errors.WeightVecNotEqualSize, { args: args([0, 2], [3]), given: vectors }),
    breach(errors.MechanismDoesNotExist, {
      args: { netuid: NOWHERE },
      given,
      spoils: ['subnet', 'mode'],
    }),
    breach(errors.UidsLengthExceedUidsInSubNet, { args: args(LONG, LONG), given: vectors }),
    registered,
    breach(errors.IncorrectWeightVersionKey, {
      given: (ctx, all) => parameters.WeightsVersionKey.set(ctx, netuidOf(all), 1n),
    }),
    breach(errors.NeuronNoValidatorPermit, {
      given: (ctx, all) => neurons.ValidatorPermit.set(ctx, netuidOf(all), []),
    }),
    breach(errors.DuplicateUids, { args: args([0, 0], [3, 6]), given: vectors }),
    breach(errors.UidVecContainInvalidOne, { args: args([0, NEURONS], [3, 6]), given: vectors }),
    breach(errors.WeightVecLengthIsLow, { args: args([0], [3]), given: vectors }),
  ].map((it) => ({ ...it, spoils: [...(it.spoils ?? []), uids, values] }))
}

const tooFast = (error: Breach['error'], spoils: readonly string[]): Breach =>
  breach(error, { given: (ctx) => setLastUpdate(ctx, 1, NOW - 1), spoils })

const setting = (args: Args): Omit<Precondition, 'call'> => ({
  world: () => subnetContext(),
  by,
  args: { netuid: NETUID, dests: [0, 2], weights: [3, 6], version_key: 0n, ...args },
  breaches: [
    noStake,
    ...('mecid' in args ? [noRate(errors.SettingWeightsTooFast)] : []),
    tooFast(errors.SettingWeightsTooFast, ['by', 'netuid', 'mecid', 'mode', 'uid']),
    breach(errors.CommitRevealEnabled, { given: secretly, spoils: ['mode'] }),
    ...SIGNED,
    ...wrongVectors(
      ['dests', 'weights'],
      (dests, weights) => ({ dests, weights }),
      openly,
      () => {},
      breach(errors.HotKeyNotRegisteredInSubNet, { by: stranger }),
    ),
    ...('mecid' in args ? [{ ...noMechanism, alone: true }] : []),
  ],
})

const committing = (
  args: Args,
  own: readonly Breach[],
  ahead: readonly Breach[],
  mechanism: readonly Breach[],
): Omit<Precondition, 'call'> => ({
  world: () => commitContext(),
  by,
  args: { netuid: NETUID, ...args },
  breaches: [
    noStake,
    ...ahead,
    noSubnet,
    ...mechanism,
    ...SIGNED,
    breach(errors.CommitRevealDisabled, { given: openly }),
    ...own,
  ],
})
const hashed = (args: Args = {}) =>
  committing(
    { commit_hash: hash(new Uint8Array(32)), ...args },
    [
      breach(errors.HotKeyNotRegisteredInSubNet, { by: stranger }),
      breach(errors.TooManyUnrevealedCommits, {
        given: (ctx) =>
          queueOf(
            ctx,
            { netuid: NETUID },
            Array.from({ length: 10 }, () => EPOCH),
          ),
      }),
    ],
    [
      breach(errors.CommittingWeightsTooFast, {
        given: tooSoon,
        spoils: ['by', 'netuid', 'mecid'],
      }),
    ],
    'mecid' in args ? [noRate(errors.CommittingWeightsTooFast), noMechanism] : [],
  )
const sealed = (args: Args = {}) => {
  const commit = Uint8Array.of(1)
  const version = 'commit_reveal_version' in args || args['mecid'] === undefined
  return committing(
    { commit, reveal_round: 99n, ...args },
    [
      breach(
        errors.IncorrectCommitRevealVersion,
        version
          ? { args: { commit_reveal_version: 3 } }
          : { given: (ctx) => parameters.CommitRevealWeightsVersion.set(ctx, 5) },
      ),
      breach(errors.HotKeyNotRegisteredInSubNet, { by: stranger }),
      breach(errors.CommittingWeightsTooFast, { given: tooSoon }),
      breach(errors.TooManyUnrevealedCommits, {
        given: (ctx) =>
          neurons.TimelockedWeightCommits.set(
            ctx,
            storageIndex(NETUID, MAIN),
            EPOCH,
            Array.from({ length: 10 }, () => [hotkeyOf(1), 1n, commit, 99n] as const),
          ),
      }),
    ],
    [
      breach(errors.InvalidRevealRound, {
        given: (ctx) => LastStoredRound.set(ctx, 100n),
        spoils: ['by'],
      }),
    ],
    'mecid' in args
      ? [breach(errors.MechanismDoesNotExist, { args: { mecid: mechId(1) }, spoils: ['subnet'] })]
      : [],
  )
}

function tooSoon(ctx: Context): void {
  parameters.WeightsSetRateLimit.set(ctx, NETUID, 100n)
  setLastUpdate(ctx, 1, NOW - 1)
}

/** One secret of a reveal. */
interface Secret {
  readonly uids: readonly number[]
  readonly values: readonly number[]
  readonly salt: readonly number[]
  readonly version_key: bigint
}
const SECRET: Secret = { uids: [0, 2], values: [3, 6], salt: [1, 2], version_key: 0n }

/** The hash of what the arguments reveal (spec: 20-calls §5.3). */
function digestOf(args: Args): Hash {
  const one = (name: string): never => {
    const list = args[`${name}_list`] ?? args[`${name}s`]
    return (args[name] ?? (Array.isArray(list) ? list[0] : undefined)) as never
  }
  const salts = args['salts_list']
  const salt = args['salt'] ?? (Array.isArray(salts) ? salts[0] : undefined)
  const Committed = tuple(AccountId32, u16, vec(u16), vec(u16), vec(u16), u64)
  const index = netuidOf(args) + 4096 * mechanismOf(args)
  const fields = [one('uids'), one('values'), salt as never, one('version_key')] as const
  return hash(host.blake2b256(encode(Committed, [hotkeyOf(1), index, ...fields])))
}

/** The signer's commits are those to what the arguments reveal, of these epochs. */
function queueOf(ctx: Context, args: Args, epochs: readonly bigint[]): void {
  const index = storageIndex(netuidOf(args), mechanismOf(args))
  const digest = 'commit_hash' in args || !revealsSomething(args) ? EMPTY : digestOf(args)
  const queue = epochs.map((epoch) => [digest, epoch, 1n, 0n] as const)
  neurons.WeightCommits.set(ctx, index, hotkeyOf(1), queue)
}
const EMPTY = hash(new Uint8Array(32))
const revealsSomething = (args: Args): boolean => 'uids' in args || 'uids_list' in args

/** It is committed to in the epoch before, of a subnet that is revealed after one. */
function committed(ctx: Context, args: Args): void {
  secretly(ctx, args)
  parameters.RevealPeriodEpochs.set(ctx, netuidOf(args), 1n)
  SubnetEpochIndex.set(ctx, netuidOf(args), EPOCH)
  Tempo.set(ctx, netuidOf(args), 360)
  LastEpochBlock.set(ctx, netuidOf(args), BigInt(NOW - 10))
  queueOf(ctx, args, [EPOCH - 1n])
}
const other = (name: string): Args =>
  name === 'salts_list' ? { salts_list: [[9]] } : { salt: [9] }
const revealWorld = (args: Args) => (): Context => {
  const ctx = commitContext()
  committed(ctx, args)
  return ctx
}
const revealing = (
  args: Args,
  salt: string,
  names: readonly [string, string],
  vectors: (uids: readonly number[], values: readonly number[]) => Args,
  lengths: readonly Breach[] = [],
): Omit<Precondition, 'call'> => {
  const good = { netuid: NETUID, ...args }
  return {
    world: revealWorld(good),
    by,
    args: good,
    breaches: [
      ...lengths,
      noStake,
      breach(errors.NoWeightsCommitFound, { args: other(salt), alone: true }),
      breach(errors.NoWeightsCommitFound, { by: stranger, alone: true }),
      breach(errors.RevealTooEarly, {
        given: (ctx, all) => queueOf(ctx, all, [EPOCH]),
        alone: true,
      }),
      ...SIGNED,
      breach(errors.CommitRevealDisabled, { given: openly, spoils: ['mode', ...names, 'netuid'] }),
      ...wrongVectors(names, vectors, committed, committed, notRegistered),
    ],
  }
}
const past = (args: Args, salt: string): Omit<Precondition, 'call'> => {
  const good = { netuid: NETUID, ...args }
  return {
    world: revealWorld(good),
    by,
    args: good,
    past: true,
    breaches: [
      ...SIGNED,
      breach(errors.CommitRevealDisabled, { given: openly }),
      breach(errors.NoWeightsCommitFound, {
        given: (ctx, all) =>
          neurons.WeightCommits.remove(ctx, storageIndex(netuidOf(all), MAIN), hotkeyOf(1)),
        spoils: ['commits'],
      }),
      breach(errors.ExpiredWeightCommit, {
        given: (ctx, all) => queueOf(ctx, all, [EPOCH - 2n]),
        spoils: ['commits', salt],
      }),
      breach(errors.InvalidRevealCommitHashNotMatch, { args: other(salt), spoils: ['commits'] }),
      breach(errors.RevealTooEarly, {
        given: (ctx, all) => queueOf(ctx, all, [EPOCH]),
        spoils: ['commits', salt],
      }),
      breach(errors.NotEnoughStakeToSetWeights, {
        given: (ctx) => parameters.StakeThreshold.set(ctx, 2n ** 64n - 1n),
      }),
    ],
  }
}

const batch = (it: Secret = SECRET): Args => ({
  uids_list: [it.uids],
  values_list: [it.values],
  salts_list: [it.salt],
  version_keys: [it.version_key],
})
const single = (uids: readonly number[], values: readonly number[]): Args => ({ uids, values })
const listed = (uids: readonly number[], values: readonly number[]): Args => ({
  uids_list: [uids],
  values_list: [values],
})
const unequal = (names: readonly string[]): readonly Breach[] =>
  names.map((name) =>
    breach(errors.InputLengthsUnequal, { args: { [name]: [] }, spoils: [...names, 'netuid'] }),
  )

const revealed = { ...SECRET }
const inMain = { mecid: MAIN }

export const weights: readonly Precondition[] = [
  { call: 'SubtensorModule.set_weights', ...setting({}) },
  { call: 'SubtensorModule.set_mechanism_weights', ...setting(inMain) },
  {
    call: 'SubtensorModule.batch_set_weights',
    world: () => subnetContext(),
    by,
    args: { netuids: [NETUID], weights: [[]], version_keys: [0n] },
    breaches: [...SIGNED, ...unequal(['netuids', 'weights', 'version_keys']), noStake],
  },
  { call: 'SubtensorModule.commit_weights', ...hashed() },
  { call: 'SubtensorModule.commit_mechanism_weights', ...hashed(inMain) },
  {
    call: 'SubtensorModule.batch_commit_weights',
    world: () => commitContext(),
    by,
    args: { netuids: [NETUID], commit_hashes: [EMPTY] },
    breaches: [...SIGNED, ...unequal(['netuids', 'commit_hashes']), noStake],
  },
  {
    call: 'SubtensorModule.commit_timelocked_weights',
    ...sealed({ commit_reveal_version: 4 }),
  },
  {
    call: 'SubtensorModule.commit_timelocked_mechanism_weights',
    ...sealed({ ...inMain, commit_reveal_version: 4 }),
  },
  { call: 'SubtensorModule.commit_crv3_mechanism_weights', ...sealed(inMain) },
  {
    call: 'SubtensorModule.reveal_weights',
    ...revealing(revealed, 'salt', ['uids', 'values'], single),
  },
  {
    call: 'SubtensorModule.reveal_mechanism_weights',
    ...revealing({ ...revealed, ...inMain }, 'salt', ['uids', 'values'], single),
  },
  {
    call: 'SubtensorModule.batch_reveal_weights',
    ...revealing(
      batch(),
      'salts_list',
      ['uids_list', 'values_list'],
      listed,
      unequal(['uids_list', 'values_list', 'salts_list', 'version_keys']),
    ),
  },
  { call: 'SubtensorModule.reveal_weights', ...past(revealed, 'salt') },
  { call: 'SubtensorModule.reveal_mechanism_weights', ...past({ ...revealed, ...inMain }, 'salt') },
  { call: 'SubtensorModule.batch_reveal_weights', ...past(batch(), 'salts_list') },
]
