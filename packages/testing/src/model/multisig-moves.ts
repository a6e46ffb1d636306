import {
  AccountId32,
  compareBytes,
  concatBytes,
  encode,
  equalBytes,
  struct,
  u16,
  u32,
  u64,
  vec,
} from '@plexus/primitives'
import type { KeyPair, ValueOf } from '@plexus/primitives'
import { callOf } from '@plexus/runtime'
import type { RuntimeCall } from '@plexus/runtime'
import { canPay, harmlessCall } from './accounts.ts'
import { recall, remember } from './sure-move.ts'
import type { ModelWorld, SureMove, SurePlay, WeightedSure } from './sure-move.ts'

const Operation = struct({
  when: struct({ height: u32, index: u32 }),
  deposit: u64,
  depositor: AccountId32,
  approvals: vec(AccountId32),
})

/** Three coldkeys, of whom two or three must agree. */
interface Group {
  readonly members: readonly KeyPair[]
  readonly threshold: number
  readonly account: Uint8Array
}

/** An operation that waits for approvals. */
interface Open {
  readonly group: Group
  readonly hash: Uint8Array
  readonly operation: ValueOf<typeof Operation>
}

const MEMBERS = 3
const ENOUGH_WEIGHT = { ref_time: 10_000_000_000n, proof_size: 1_000_000n }

const begin: SurePlay = (world) => {
  const group = anyGroup(world)
  const call = harmlessCall(world)
  const hash = remember(world, call)
  if (operationOf(world, group, hash) !== undefined) return undefined
  const byHash = world.random.oneIn(2)
  return move(world, group, world.random.pick(group.members), (common) =>
    byHash
      ? callOf('Multisig', 'approve_as_multi', { ...common, ...first, call_hash: hash })
      : callOf('Multisig', 'as_multi', { ...common, ...first, call }),
  )
}

/** A member agrees; where enough do, whoever brings the call runs it. */
const goOn: SurePlay = (world) => {
  const open = anyOpen(world)
  if (open === undefined) return undefined
  const { group, hash, operation } = open
  const by = world.random.pick(group.members)
  const isNew = !operation.approvals.some((each) => equalBytes(each, by.account))
  const counts = isNew && operation.approvals.length < group.threshold
  const suffices = operation.approvals.length + (counts ? 1 : 0) >= group.threshold
  const call = recall(world, hash)
  const common = { maybe_timepoint: operation.when, max_weight: ENOUGH_WEIGHT }
  if (call !== undefined && (counts || suffices) && !world.random.oneIn(3)) {
    return move(world, group, by, (rest) =>
      callOf('Multisig', 'as_multi', { ...rest, ...common, call }),
    )
  }
  if (!counts) return undefined
  return move(world, group, by, (rest) =>
    callOf('Multisig', 'approve_as_multi', { ...rest, ...common, call_hash: hash }),
  )
}

/** Who opened an operation closes it, or looks after its deposit. */
const look: SurePlay = (world) => {
  const open = anyOpen(world)
  const by = open?.group.members.find(({ account }) =>
    equalBytes(account, open.operation.depositor),
  )
  if (open === undefined || by === undefined) return undefined
  const { group, hash, operation } = open
  const timepoint = operation.when
  const cancels = world.random.oneIn(2)
  return move(world, group, by, (common) =>
    cancels
      ? callOf('Multisig', 'cancel_as_multi', { ...common, timepoint, call_hash: hash })
      : callOf('Multisig', 'poke_deposit', { ...common, call_hash: hash }),
  )
}

const alone: SurePlay = (world) => {
  const group = anyGroup(world)
  const call = harmlessCall(world)
  return move(world, group, world.random.pick(group.members), ({ other_signatories }) =>
    callOf('Multisig', 'as_multi_threshold_1', { other_signatories, call }),
  )
}

/** What is done by several who must agree. */
export const multisigMoves: readonly WeightedSure[] = [
  [4, begin],
  [7, goOn],
  [2, look],
  [1, alone],
]

const first = { maybe_timepoint: undefined, max_weight: ENOUGH_WEIGHT }

/** What all calls of members begin with. */
interface Common {
  readonly threshold: number
  readonly other_signatories: readonly Uint8Array[]
}

function move(
  world: ModelWorld,
  { members, threshold, account }: Group,
  by: KeyPair,
  callFor: (common: Common) => RuntimeCall,
): SureMove | undefined {
  if (!canPay(world, by)) return undefined
  const others = members.filter((each) => each !== by).map((each) => each.account)
  const call = callFor({ threshold, other_signatories: others })
  return { by, call, alone: [`multisig ${account.join()}`] }
}

/** The groups of three neighbours in the cast. */
function groups({ cast, hasher }: ModelWorld): readonly Group[] {
  return cast.flatMap((_, at) => {
    const members = Array.from(
      { length: MEMBERS },
      (_each, next) => cast[(at + next) % cast.length],
    )
      .flatMap((actor) => (actor === undefined ? [] : [actor.coldkey]))
      .sort((a, b) => compareBytes(a.account, b.account))
    return [2, MEMBERS].map((threshold) => {
      const accounts = members.map(({ account }) => account)
      const account = hasher.blake2b256(
        concatBytes(PREFIX, encode(vec(AccountId32), accounts), encode(u16, threshold)),
      )
      return { members, threshold, account }
    })
  })
}

const PREFIX = new TextEncoder().encode('modlpy/utilisuba')

const anyGroup = (world: ModelWorld): Group => world.random.pick(groups(world))

function operationOf(
  { storage }: ModelWorld,
  { account }: Group,
  hash: Uint8Array,
): ValueOf<typeof Operation> | undefined {
  const keys = [storage.twox64(account), storage.blake2(hash)]
  return storage.get(Operation, 'Multisig.Multisigs', ...keys)
}

/** An operation of one of the groups that is not yet run. */
function anyOpen(world: ModelWorld): Open | undefined {
  const { storage, random } = world
  const all = groups(world).flatMap((group) =>
    storage.keys('Multisig.Multisigs', storage.twox64(group.account)).flatMap((key) => {
      const hash = key.slice(HASH_BYTES)
      const operation = operationOf(world, group, hash)
      return operation === undefined ? [] : [{ group, hash, operation }]
    }),
  )
  return all.length === 0 ? undefined : random.pick(all)
}

/** Of the hash before a key that is hashed by BLAKE2b-128. */
const HASH_BYTES = 16
