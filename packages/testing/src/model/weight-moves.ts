import {
  AccountId32,
  accountId,
  bool,
  encode,
  equalBytes,
  fixedBytes,
  tuple,
  u16,
  u64,
  vec,
} from '@plexus/primitives'
import type { ValueOf } from '@plexus/primitives'
import { subtensor } from '../economy/move.ts'
import type { Commit } from '../economy/move.ts'
import { timelocked } from '../economy/weight-moves.ts'
import { le16 } from '../raw-storage.ts'
import { isFree } from './accounts.ts'
import { ofSubnet } from './sure-move.ts'
import type { ModelWorld, SureMove, SurePlay, WeightedSure } from './sure-move.ts'
import {
  anyNeuronAtAll,
  Flags,
  hasPassed,
  indexOf,
  mayHaveEpoch,
  mechanismsOf,
  ofChain,
  ofHotkeyOn,
  ofNet,
  sizeOf,
  uidOf,
} from './subnets.ts'
import type { Neuron } from './subnets.ts'

const VERSION_KEY = 1n << 62n
const MAX_COMMITS = 10
const MAX_REMEMBERED = 40
const DEFAULT_RATE_LIMIT = 100n
const COMMIT_VERSION = 4
const Commits = vec(tuple(fixedBytes(32), u64, u64, u64))
const Committed = tuple(AccountId32, u16, vec(u16), vec(u16), vec(u16), u64)

/** A neuron that may have a say on weights now. */
interface Voter extends Neuron {
  readonly mechid: number
  readonly commitsFirst: boolean
}

const set: SurePlay = (world) => {
  const voter = anyVoter(world)
  const vector = voter && vectorOf(world, voter)
  if (voter === undefined || vector === undefined || voter.commitsFirst) return undefined
  const { netuid, mechid } = voter
  const { uids, values } = vector
  const what = { dests: uids, weights: values, version_key: VERSION_KEY }
  if (mechid !== 0) return by(voter, 'set_mechanism_weights', { netuid, mecid: mechid, ...what })
  switch (world.random.below(3)) {
    case 0:
      return by(voter, 'set_mechanism_weights', { netuid, mecid: 0, ...what })
    case 1: {
      const weights = [uids.map((uid, at) => [uid, values[at] ?? 0])]
      const args = { netuids: [netuid], weights, version_keys: [VERSION_KEY] }
      return by(voter, 'batch_set_weights', args)
    }
    default:
      return by(voter, 'set_weights', { netuid, ...what })
  }
}

const commit: SurePlay = (world) => {
  const { random } = world
  const voter = anyVoter(world)
  const vector = voter && vectorOf(world, voter)
  if (voter === undefined || vector === undefined || !voter.commitsFirst) return undefined
  if (commitsOf(world, voter).length >= MAX_COMMITS) return undefined
  const { netuid, mechid, pair } = voter
  const salt = Array.from({ length: random.below(8) }, () => random.below(65_536))
  const epochs = ofNet(world, u64, 'SubnetEpochIndex', netuid, 0n)
  const secret = { by: pair, netuid, mechid, ...vector, salt, epochs }
  world.commits.push(secret)
  if (world.commits.length > MAX_REMEMBERED) world.commits.shift()
  const commit_hash = hashOf(world, secret)
  if (mechid !== 0 || random.oneIn(3)) {
    return by(voter, 'commit_mechanism_weights', { netuid, mecid: mechid, commit_hash })
  }
  return random.oneIn(2)
    ? by(voter, 'commit_weights', { netuid, commit_hash })
    : by(voter, 'batch_commit_weights', { netuids: [netuid], commit_hashes: [commit_hash] })
}

const commitTimelocked: SurePlay = (world) => {
  const { random, storage } = world
  const voter = anyVoter(world)
  const vector = voter && vectorOf(world, voter)
  if (voter === undefined || vector === undefined || !voter.commitsFirst) return undefined
  const { netuid, mechid: mecid } = voter
  const version = ofChain(world, u16, 'CommitRevealWeightsVersion', COMMIT_VERSION)
  if (version !== COMMIT_VERSION) return undefined
  const index = storage.twox64(le16(indexOf(netuid, mecid)))
  // Nobody's ten commits of an epoch are counted: where there are few, none has so many.
  const waiting = storage.keys('SubtensorModule.TimelockedWeightCommits', index).length
  if (waiting > 1) return undefined
  const sealed = timelocked(world, { by: voter.pair, ...vector })
  const commit_reveal_version = COMMIT_VERSION
  switch (random.below(mecid === 0 ? 3 : 2)) {
    case 0:
      return by(voter, 'commit_crv3_mechanism_weights', { netuid, mecid, ...sealed })
    case 1: {
      const args = { netuid, mecid, ...sealed, commit_reveal_version }
      return by(voter, 'commit_timelocked_mechanism_weights', args)
    }
    default:
      return by(voter, 'commit_timelocked_weights', { netuid, ...sealed, commit_reveal_version })
  }
}

/** A commit whose epoch it is is revealed. */
const reveal: SurePlay = (world) => {
  const { random, storage } = world
  const ready = world.commits.flatMap((secret) => {
    const { netuid, mechid, by: pair } = secret
    if (!world.facts.netuids.includes(netuid) || mayHaveEpoch(world, netuid)) return []
    if (!commitsFirst(world, netuid)) return []
    const hash = hashOf(world, secret)
    const uid = uidOf(world, netuid, pair.account)
    const voter = uid === undefined ? undefined : { netuid, uid, pair, mechid, commitsFirst: true }
    if (voter === undefined || !mayVote(world, voter) || !isStillGood(world, voter, secret)) {
      return []
    }
    const committed = commitsOf(world, voter).find(([each]) => equalBytes(each, hash))
    const key = storage.twox64(le16(netuid))
    const period = storage.get(u64, 'SubtensorModule.RevealPeriodEpochs', key) ?? 1n
    const epochs = ofNet(world, u64, 'SubnetEpochIndex', netuid, 0n)
    return committed !== undefined && committed[1] + period === epochs ? [{ secret, voter }] : []
  })
  if (ready.length === 0) return undefined
  const { secret, voter } = random.pick(ready)
  const { netuid, mechid, uids, values, salt } = secret
  const what = { uids, values, salt, version_key: VERSION_KEY }
  if (mechid !== 0 || random.oneIn(3)) {
    return by(voter, 'reveal_mechanism_weights', { netuid, mecid: mechid, ...what })
  }
  if (random.oneIn(2)) return by(voter, 'reveal_weights', { netuid, ...what })
  const lists = { uids_list: [uids], values_list: [values], salts_list: [salt] }
  return by(voter, 'batch_reveal_weights', { netuid, ...lists, version_keys: [VERSION_KEY] })
}

/** What validators do. */
export const weightMoves: readonly WeightedSure[] = [
  [6, set],
  [5, commit],
  [1, commitTimelocked],
  [10, reveal],
]

const by = (
  { pair, netuid }: Neuron,
  name: string,
  args: Readonly<Record<string, unknown>>,
): SureMove => ({ by: pair, call: subtensor(name, args), shared: [ofSubnet(netuid)] })

function anyVoter(world: ModelWorld): Voter | undefined {
  const neuron = anyNeuronAtAll(world)
  if (neuron === undefined) return undefined
  const { netuid, uid } = neuron
  const mechid = mechanismsOf(world, netuid) > 1 && world.random.oneIn(3) ? 1 : 0
  const voter = { ...neuron, mechid, commitsFirst: commitsFirst(world, netuid) }
  if (!mayVote(world, voter)) return undefined
  const index = le16(indexOf(netuid, mechid))
  const updates = world.storage.get(vec(u64), 'SubtensorModule.LastUpdate', index) ?? []
  const limit = ofNet(world, u64, 'WeightsSetRateLimit', netuid, DEFAULT_RATE_LIMIT)
  return hasPassed(world, updates[uid] ?? 0n, limit) ? voter : undefined
}

/** Whether weights are committed to first. */
const commitsFirst = (world: ModelWorld, netuid: number): boolean =>
  ofNet(world, bool, 'CommitRevealWeightsEnabled', netuid, true)

/** Whether a neuron is free, has the stake that is asked for, and the version is new enough. */
function mayVote(world: ModelWorld, { pair, netuid, mechid }: Voter): boolean {
  const threshold = ofChain(world, u64, 'StakeThreshold', 0n)
  const stake = ofHotkeyOn(world, u64, 'TotalHotkeyAlpha', pair.account, netuid) ?? 0n
  const gives = ofHotkeyOn(world, CHILDREN, 'ChildKeys', pair.account, netuid) ?? []
  const hasStake = threshold === 0n || (gives.length === 0 && stake > 2n * threshold + 1_000_000n)
  return (
    hasStake &&
    isFree(world, pair.account) &&
    mechid < mechanismsOf(world, netuid) &&
    ofNet(world, u64, 'WeightsVersionKey', netuid, 0n) <= VERSION_KEY
  )
}

const CHILDREN = vec(tuple(u64, AccountId32))

/** Weights of all for who has a permit, of itself for anybody. */
function vectorOf(
  world: ModelWorld,
  { netuid, uid }: Neuron,
): { readonly uids: readonly number[]; readonly values: readonly number[] } | undefined {
  if (mayHaveEpoch(world, netuid)) return { uids: [uid], values: [65_535] }
  const permits = ofNet(world, Flags, 'ValidatorPermit', netuid, [])
  const uids =
    permits[uid] === true ? Array.from({ length: sizeOf(world, netuid) }, (_, at) => at) : [uid]
  return { uids, values: uids.map(() => 1 + world.random.below(65_535)) }
}

/** Whether what was committed to may still be set. */
function isStillGood(world: ModelWorld, { netuid, uid }: Neuron, { uids }: Commit): boolean {
  if (uids.length === 1) return uids[0] === uid
  const permits = ofNet(world, Flags, 'ValidatorPermit', netuid, [])
  return permits[uid] === true && uids.length === sizeOf(world, netuid)
}

const commitsOf = (
  { storage }: ModelWorld,
  { netuid, mechid, pair }: Voter,
): ValueOf<typeof Commits> =>
  storage.get(
    Commits,
    'SubtensorModule.WeightCommits',
    storage.twox64(le16(indexOf(netuid, mechid))),
    storage.twox64(pair.account),
  ) ?? []

/** The hash that commits to weights (spec: 20-calls §5.3). */
function hashOf({ hasher }: ModelWorld, secret: Commit): Uint8Array {
  const { by: pair, netuid, mechid, uids, values, salt } = secret
  const who = accountId(pair.account)
  const index = indexOf(netuid, mechid)
  return hasher.blake2b256(encode(Committed, [who, index, uids, values, salt, VERSION_KEY]))
}
