import {
  AccountId32,
  accountId,
  bytes,
  encode,
  hash,
  struct,
  tuple,
  u16,
  u64,
  vec,
} from '@plexus/primitives'
import type { KeyPair } from '@plexus/primitives'
import { lockUntil } from '../beacon.ts'
import { lastRound } from './beacon-moves.ts'
import { anyNeuron, anySubnet, subtensor } from './move.ts'
import type { Commit, Move, Play, Weighted, World } from './move.ts'

const VERSION_KEY = 1n << 62n
/** Storage indices of mechanisms are so far apart. */
const MECHANISM_STEP = 4096
const MAX_REMEMBERED = 40
const Committed = tuple(AccountId32, u16, vec(u16), vec(u16), vec(u16), u64)

/** A validator scores neurons of its subnet, at once or by a commit, as the subnet demands. */
const score: Play = (world) => {
  const scoring = anyScoring(world)
  if (scoring === undefined) return undefined
  const commits = world.facts.commitsFirst(scoring.netuid) !== world.random.oneIn(20)
  return commits ? commit(world, scoring) : set(world, scoring)
}

function set({ random }: World, { by, netuid, mechid, uids, values }: Commit): Move {
  const what = { dests: uids, weights: values, version_key: VERSION_KEY }
  switch (random.below(4)) {
    case 0:
      return move(by, 'set_mechanism_weights', { netuid, mecid: mechid, ...what })
    case 1: {
      const weights = [uids.map((uid, at) => [uid, values[at] ?? 0])]
      return move(by, 'batch_set_weights', {
        ...{ netuids: [netuid], weights, version_keys: [VERSION_KEY] },
      })
    }
    default:
      return move(by, 'set_weights', { netuid, ...what })
  }
}

function commit(world: World, scoring: Commit): Move {
  const { random, commits } = world
  const { by, netuid, mechid: mecid } = scoring
  if (random.oneIn(4)) return commitTimelocked(world, scoring)
  commits.push(scoring)
  if (commits.length > MAX_REMEMBERED) commits.shift()
  const commit_hash = commitHash(world, scoring)
  if (mecid !== 0 || random.oneIn(3)) {
    return move(by, 'commit_mechanism_weights', { netuid, mecid, commit_hash })
  }
  return random.oneIn(3)
    ? move(by, 'batch_commit_weights', { netuids: [netuid], commit_hashes: [commit_hash] })
    : move(by, 'commit_weights', { netuid, commit_hash })
}

function commitTimelocked(world: World, scoring: Commit): Move {
  const { random } = world
  const { by, netuid, mechid: mecid } = scoring
  const sealed = timelocked(world, scoring)
  const commit_reveal_version = 4
  switch (random.below(3)) {
    case 0:
      return move(by, 'commit_crv3_mechanism_weights', { netuid, mecid, ...sealed })
    case 1:
      return move(by, 'commit_timelocked_mechanism_weights', {
        ...{ netuid, mecid, ...sealed, commit_reveal_version },
      })
    default:
      return move(by, 'commit_timelocked_weights', { netuid, ...sealed, commit_reveal_version })
  }
}

/** What is inside a timelocked commit (spec: 80-axon-dendrite §3.3). */
const Locked = struct({ hotkey: bytes, uids: vec(u16), values: vec(u16), version_key: u64 })
/** PERF: locking and opening take 100 ms, so that most commits are locked to nobody. */
const LOCKED = 3

/** Weights that nobody can read before a round comes out; bytes without meaning most of the time. */
export function timelocked(
  { random, storage }: World,
  { by, uids, values }: Pick<Commit, 'by' | 'uids' | 'values'>,
): { readonly commit: Uint8Array; readonly reveal_round: bigint } {
  const reveal_round = lastRound(storage) + 1n + BigInt(random.below(3))
  if (!random.oneIn(LOCKED)) return { commit: random.bytes(1 + random.below(100)), reveal_round }
  const message = encode(Locked, { hotkey: by.account, uids, values, version_key: VERSION_KEY })
  return { commit: lockUntil(reveal_round, message, random), reveal_round }
}

/** A commit of some blocks ago is revealed, or it is too early or too late for that. */
const reveal: Play = ({ random, facts, commits }) => {
  const due = commits.filter(({ netuid, epochs }) => facts.epochs(netuid) === epochs + 1n)
  const candidates = due.length === 0 || random.oneIn(6) ? commits : due
  if (candidates.length === 0) return undefined
  const { by, netuid, mechid, uids, values, salt } = random.pick(candidates)
  const what = { uids, values, salt, version_key: VERSION_KEY }
  if (mechid !== 0 || random.oneIn(3)) {
    return move(by, 'reveal_mechanism_weights', { netuid, mecid: mechid, ...what })
  }
  if (!random.oneIn(3)) return move(by, 'reveal_weights', { netuid, ...what })
  const lists = { uids_list: [uids], values_list: [values], salts_list: [salt] }
  return move(by, 'batch_reveal_weights', { netuid, ...lists, version_keys: [VERSION_KEY] })
}

/** What validators do. */
export const weightMoves: readonly Weighted[] = [
  [10, score],
  [8, reveal],
]

function anyScoring(world: World): Commit | undefined {
  const { random, facts } = world
  const netuid = anySubnet(world)
  if (netuid === undefined) return undefined
  const neuron = anyNeuron(world, netuid)
  if (neuron === undefined) return undefined
  const size = facts.neurons(netuid).length
  // Who has no permit may score itself alone.
  const uids = facts.hasPermit(netuid, neuron.uid)
    ? Array.from({ length: size }, (_, uid) => uid).filter(() => !random.oneIn(4))
    : [neuron.uid]
  return {
    by: neuron.pair,
    netuid,
    mechid: random.oneIn(5) ? 1 : 0,
    uids,
    values: uids.map(() => 1 + random.below(65_535)),
    salt: Array.from({ length: random.below(8) }, () => random.below(65_536)),
    epochs: facts.epochs(netuid),
  }
}

/** The hash that commits to weights (spec: 20-calls §5.3), not by the code under test. */
function commitHash({ hasher }: World, scoring: Commit): Uint8Array {
  const { by, netuid, mechid, uids, values, salt } = scoring
  const index = mechid * MECHANISM_STEP + netuid
  const who = accountId(by.account)
  const committed = encode(Committed, [who, index, uids, values, salt, VERSION_KEY])
  return hash(hasher.blake2b256(committed))
}

const move = (by: KeyPair, name: string, args: Readonly<Record<string, unknown>>): Move => ({
  by,
  call: subtensor(name, args),
})
