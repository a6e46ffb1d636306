import {
  AccountId32,
  bare,
  bytes,
  bytesToHex,
  enumeration,
  fixedBytes,
  holding,
  naming,
  option,
  struct,
  tuple,
  u32,
  u8,
  vec,
} from '@plexus/primitives'
import type { ValueOf } from '@plexus/primitives'
import { callOf } from '@plexus/runtime'
import type { RuntimeCall } from '@plexus/runtime'
import { le32 } from '../raw-storage.ts'
import { byRoot, isRemark } from './accounts.ts'
import { recall, remember } from './sure-move.ts'
import type { ModelWorld, SurePlay, WeightedSure } from './sure-move.ts'

const Bytes32 = fixedBytes(32)
const Task = struct({
  maybe_id: option(Bytes32),
  priority: u8,
  call: enumeration({
    Legacy: naming(0, { hash: Bytes32 }),
    Inline: holding(1, bytes),
    Lookup: naming(2, { hash: Bytes32, len: u32 }),
  }),
  maybe_periodic: option(tuple(u32, u32)),
  origin: enumeration({
    system: holding(
      0,
      enumeration({ Root: bare(0), Signed: holding(1, AccountId32), None: bare(2) }),
    ),
  }),
})
const Tasks = vec(option(Task))

type Task = ValueOf<typeof Task>

/** Where a task stands. */
interface Place {
  readonly when: number
  readonly index: number
  readonly task: Task
}

/** Agendas hold 50; below this there is room for all that a block adds. */
const ROOM = 35
/** Few names, so that they are taken and free again. */
const NAMES = 8
/** Longer calls become preimages. */
const LONG_REMARK = 200
const HASH_BYTES = 8

const schedule: SurePlay = (world) => {
  const { random, now } = world
  const after = random.below(12)
  const when = now + 1 + after
  if (agendaOf(world, when).length > ROOM) return undefined
  const remark = random.bytes(random.oneIn(3) ? LONG_REMARK : 4)
  const call = callOf('System', 'remark', { remark })
  remember(world, call)
  const maybe_periodic = random.oneIn(3) ? [1 + random.below(5), 1 + random.below(4)] : undefined
  const plan = { maybe_periodic, priority: random.below(256), call }
  const id = nameOf(random.below(NAMES))
  const isTaken = world.storage.has('Scheduler.Lookup', world.storage.twox64(id))
  switch (random.below(isTaken ? 2 : 4)) {
    case 0:
      return byRoot(world, callOf('Scheduler', 'schedule', { when, ...plan }))
    case 1:
      return byRoot(world, callOf('Scheduler', 'schedule_after', { after, ...plan }))
    case 2:
      return named(world, id, callOf('Scheduler', 'schedule_named', { id, when, ...plan }))
    default:
      return named(world, id, callOf('Scheduler', 'schedule_named_after', { id, after, ...plan }))
  }
}

/** A task is taken back, or may fail so many times. */
const change: SurePlay = (world) => {
  const { random, now } = world
  const all = places(world).filter(({ when }) => when > now)
  if (all.length === 0) return undefined
  const { when, index, task } = random.pick(all)
  const id = task.maybe_id
  const at = { when, index }
  const alone = [`task ${when} ${index}`, ...(id === undefined ? [] : [ofName(id)])]
  const retry = { retries: random.below(5), period: 1 + random.below(5) }
  const name = random.pick(['cancel', 'set_retry', 'cancel_retry'])
  if (id !== undefined && !random.oneIn(3)) {
    const args = name === 'set_retry' ? { id, ...retry } : { id }
    return byRoot(world, callOf('Scheduler', `${name}_named`, args), { alone })
  }
  const place = name === 'cancel' ? at : { task: [when, index] }
  const args = name === 'set_retry' ? { ...place, ...retry } : place
  return byRoot(world, callOf('Scheduler', name, args), { alone })
}

/** What is put off. */
export const schedulerMoves: readonly WeightedSure[] = [
  [3, schedule],
  [4, change],
]

/**
 * Whether no task that is due changes what the model reads: tasks run at the start of the block,
 * after the state that is read.
 */
export function isQuiet(world: ModelWorld): boolean {
  return places(world)
    .filter(({ when }) => when <= world.now)
    .every(({ task: { call } }) => {
      if (call.type === 'Inline') return isRemark(call.value)
      const known = recall(world, call.value.hash)
      return known !== undefined && known.call.pallet.name === 'System'
    })
}

function named(world: ModelWorld, id: Uint8Array, call: RuntimeCall): ReturnType<SurePlay> {
  return byRoot(world, call, { alone: [ofName(id)] })
}

const ofName = (id: Uint8Array): string => `name ${bytesToHex(id)}`

const nameOf = (number: number): Uint8Array => new Uint8Array(32).fill(number + 1)

const agendaOf = ({ storage }: ModelWorld, when: number): readonly (Task | undefined)[] =>
  storage.get(Tasks, 'Scheduler.Agenda', storage.twox64(le32(when))) ?? []

function places(world: ModelWorld): readonly Place[] {
  return world.storage.keys('Scheduler.Agenda').flatMap((key) => {
    const when = new DataView(key.buffer, key.byteOffset + HASH_BYTES).getUint32(0, true)
    return agendaOf(world, when).flatMap((task, index) =>
      task === undefined ? [] : [{ when, index, task }],
    )
  })
}
