import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { addWeights, weight, ZERO_WEIGHT } from '../../frame/weight.ts'
import type { Weight } from '../../frame/weight.ts'
import { openWithPulse } from '../drand/open.ts'
import { Pulses } from '../drand/storage.ts'
import { BlockNumber } from '../system/storage.ts'
import type { Data } from './data.ts'
import { events } from './events.ts'
import { CommitmentOf, RevealedCommitments, TimelockedIndex } from './storage.ts'
import { withoutEntry } from './timelocked.ts'
import { MAX_REVEALS } from './types.ts'

const READ = weight(0n, { reads: 1n })
const WRITE = weight(0n, { writes: 1n })

/**
 * At the start of a block: reveals what was locked until rounds that are known by now
 * (spec: 30-block-step §13). A ciphertext that its round does not open goes all the same.
 */
export function revealTimelocked(ctx: Context): Weight {
  let used = READ
  for (const [netuid, who] of TimelockedIndex.get(ctx)) {
    used = addWeights(used, READ, revealOf(ctx, netuid, who))
  }
  return used
}

function revealOf(ctx: Context, netuid: NetUid, who: AccountId): Weight {
  const commitment = CommitmentOf.get(ctx, netuid, who)
  if (commitment === undefined) return unlist(ctx, netuid, who)
  const { locked, kept, revealed } = openFields(ctx, commitment.info.fields)
  if (locked === 0) return unlist(ctx, netuid, who)
  const looked = weight(0n, { reads: BigInt(locked) })
  const waiting = kept.filter(isLocked).length
  if (waiting === locked) return looked
  const noted = revealed.length > 0 ? noteRevealed(ctx, netuid, who, revealed) : ZERO_WEIGHT
  if (kept.length === 0) CommitmentOf.remove(ctx, netuid, who)
  else CommitmentOf.set(ctx, netuid, who, { ...commitment, info: { fields: kept } })
  const unlisted = waiting === 0 ? unlist(ctx, netuid, who) : ZERO_WEIGHT
  return addWeights(looked, noted, WRITE, unlisted)
}

interface Opened {
  /** How many fields were locked. */
  readonly locked: number
  /** Those that wait, and those that never were locked. */
  readonly kept: readonly Data[]
  readonly revealed: readonly Uint8Array[]
}

function openFields(ctx: Context, fields: readonly Data[]): Opened {
  const kept: Data[] = []
  const revealed: Uint8Array[] = []
  for (const field of fields) {
    const pulse = isLocked(field) ? Pulses.get(ctx, field.value.reveal_round) : undefined
    if (!isLocked(field) || pulse === undefined) kept.push(field)
    else {
      const text = openWithPulse(ctx, pulse, field.value.encrypted)
      if (text !== undefined && text.length > 0) revealed.push(text)
    }
  }
  return { locked: fields.filter(isLocked).length, kept, revealed }
}

type Locked = Extract<Data, { readonly type: 'TimelockEncrypted' }>

const isLocked = (field: Data): field is Locked => field.type === 'TimelockEncrypted'

/** Adds to what the hotkey has revealed; the oldest go. */
function noteRevealed(
  ctx: Context,
  netuid: NetUid,
  who: AccountId,
  texts: readonly Uint8Array[],
): Weight {
  const block = BigInt(BlockNumber.get(ctx))
  const before = RevealedCommitments.get(ctx, netuid, who) ?? []
  texts.forEach(() => ctx.deposit(events, { type: 'CommitmentRevealed', value: { netuid, who } }))
  const all = [...before, ...texts.map((text) => [text, block] as const)]
  RevealedCommitments.set(ctx, netuid, who, all.slice(-MAX_REVEALS))
  return addWeights(READ, WRITE)
}

function unlist(ctx: Context, netuid: NetUid, who: AccountId): Weight {
  TimelockedIndex.update(ctx, (index) => withoutEntry(index, netuid, who))
  return addWeights(READ, WRITE)
}
