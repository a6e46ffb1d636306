import { callOf } from '@plexus/runtime'
import type { RuntimeCall } from '@plexus/runtime'
import { anyActor, RAO_PER_TAO } from '../economy/move.ts'
import {
  byRoot,
  canPay,
  harmlessCall,
  id,
  isFree,
  payer,
  sudoHolder,
  spendable,
} from './accounts.ts'
import { ofAccount, SUDO } from './sure-move.ts'
import type { ModelWorld, SureMove, SurePlay, WeightedSure } from './sure-move.ts'

/** What the holder of the sudo key must have, so that fees are no question for long. */
const ABLE_RAO = 10n * RAO_PER_TAO
const GENEROUS_WEIGHT = { ref_time: 10_000_000_000n, proof_size: 0n }

const batch: SurePlay = (world) => {
  const by = payer(world)
  const calls = [harmlessCall(world), harmlessCall(world)]
  const name = world.random.pick(['batch', 'batch_all', 'force_batch'])
  return by && { by, call: callOf('Utility', name, { calls }) }
}

const ifElse: SurePlay = (world) => {
  const by = payer(world)
  const [main, fallback] = [harmlessCall(world), harmlessCall(world)]
  return by && { by, call: callOf('Utility', 'if_else', { main, fallback }) }
}

const derive: SurePlay = (world) => {
  const by = payer(world)
  const args = { index: world.random.below(4), call: harmlessCall(world) }
  return by && { by, call: callOf('Utility', 'as_derivative', args) }
}

const dispatch: SurePlay = (world) => {
  const value = anyActor(world).coldkey.account
  const call = harmlessCall(world)
  if (!isFree(world, value)) return undefined
  // It may announce a swap of its key in the same block.
  const alone = { alone: [ofAccount(value)] }
  const as_origin = { type: 'system', value: { type: 'Signed', value } }
  switch (world.random.below(3)) {
    case 0:
      return byRoot(world, callOf('Utility', 'dispatch_as', { as_origin, call }), alone)
    case 1:
      return byRoot(world, callOf('Utility', 'dispatch_as_fallible', { as_origin, call }), alone)
    default: {
      const remark = callOf('System', 'remark', { remark: new Uint8Array(2) })
      const args = { call: remark, weight: GENEROUS_WEIGHT }
      return byRoot(world, callOf('Utility', 'with_weight', args))
    }
  }
}

/** The holder of the sudo key uses it in another way than Root's moves do. */
const sudo: SurePlay = (world) => {
  const by = sudoHolder(world)
  const who = anyActor(world).coldkey.account
  if (by === undefined || !isFree(world, who)) return undefined
  const call = harmlessCall(world)
  const shared = [SUDO]
  if (world.random.oneIn(2)) {
    const alone = [ofAccount(who)]
    return { by, call: callOf('Sudo', 'sudo_as', { who: id(who), call }), shared, alone }
  }
  const remark = callOf('System', 'remark', { remark: new Uint8Array(2) })
  const args = { call: remark, weight: GENEROUS_WEIGHT }
  return { by, call: callOf('Sudo', 'sudo_unchecked_weight', args), shared }
}

/** The sudo key goes to somebody who can use it, and comes back to who had it first. */
const handOver: SurePlay = (world) => {
  const { random, cast } = world
  const by = sudoHolder(world)
  if (by === undefined) return undefined
  const [first] = cast
  const isAway = first !== undefined && first.coldkey !== by
  if (!isAway && !random.oneIn(5)) return undefined
  const next = isAway ? first.coldkey : anyActor(world).coldkey
  if (!canPay(world, next) || spendable(world, next.account) < ABLE_RAO) {
    return undefined
  }
  const call = callOf('Sudo', 'set_key', { new: id(next.account) })
  return { by, call, alone: next === by ? [SUDO] : [SUDO, ofAccount(next.account)] }
}

/** What is done by way of calls that hold calls. */
export const utilityMoves: readonly WeightedSure[] = [
  [2, batch],
  [1, ifElse],
  [1, derive],
  [2, dispatch],
  [1, sudo],
  [1, handOver],
]

/** The same move inside a batch of one who can pay for it. */
export function inBatch(world: ModelWorld, move: SureMove): SureMove {
  const { by, call } = move
  if (typeof by === 'string' || !canPay(world, by) || isBatch(call)) return move
  const calls = [callOf('System', 'remark', { remark: new Uint8Array(1) }), call]
  return { ...move, call: callOf('Utility', 'batch_all', { calls }) }
}

/** Batches hold no batches, and the sudo key is used by whoever signs. */
const isBatch = ({ call }: RuntimeCall): boolean => /batch/.test(call.name)
