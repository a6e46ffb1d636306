import { NetUid } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { ensureSigned } from '../../../frame/origin.ts'
import { weight } from '../../../frame/weight.ts'
import { unreserve } from '../../balances/index.ts'
import { resetBonds } from '../../subtensor/epoch/reset-bonds.ts'
import { currentEpochIndex } from '../../subtensor/epoch/schedule.ts'
import { isRegistered } from '../../subtensor/registration/neurons.ts'
import { BlockNumber } from '../../system/storage.ts'
import { spaceOf } from '../data.ts'
import type { Data } from '../data.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { commitments } from '../id.ts'
import {
  CommitmentOf,
  LastBondsReset,
  LastCommitment,
  MaxSpace,
  TimelockedIndex,
  UsedSpaceOf,
} from '../storage.ts'
import { withoutEntry } from '../timelocked.ts'
import { CommitmentInfo, MAX_FIELDS } from '../types.ts'

/** Bytes that every commitment counts as, at least. */
const MIN_SPACE = 100n

/** Publishes what a neuron stands for; it replaces what the neuron published before. Free. */
export const setCommitment = call(
  commitments,
  { netuid: NetUid, info: CommitmentInfo },
  {
    index: 0,
    name: 'set_commitment',
    weight: weight(33_480_000n, { reads: 5n, writes: 4n }),
    pays: false,
    run(ctx, origin, { netuid, info }) {
      const who = ensureSigned(origin)
      ensure(isRegistered(ctx, netuid, who), errors.AccountNotAllowedCommit)
      ensure(info.fields.length <= MAX_FIELDS, errors.TooManyFieldsInCommitmentInfo)
      const block = BlockNumber.get(ctx)
      const used = usedSpace(ctx, netuid, who)
      if (info.fields.some(({ type }) => type === 'ResetBondsFlag')) {
        LastBondsReset.set(ctx, netuid, who, block)
        resetBonds(ctx, netuid, who)
      }
      useSpace(ctx, { netuid, who, used, fields: info.fields })
      releaseDeposit(ctx, netuid, who)
      CommitmentOf.set(ctx, netuid, who, { deposit: 0n, block, info })
      LastCommitment.set(ctx, netuid, who, block)
      announce(ctx, netuid, who, info.fields)
    },
  },
)

interface Usage {
  readonly epoch: bigint
  readonly bytes: bigint
}

/** What the hotkey has used in this epoch. */
function usedSpace(ctx: Context, netuid: NetUid, who: AccountId): Usage {
  const epoch = currentEpochIndex(ctx, netuid, BigInt(BlockNumber.get(ctx)))
  const usage = UsedSpaceOf.get(ctx, netuid, who)
  const isSame = (usage?.last_epoch ?? 0n) === epoch
  return { epoch, bytes: isSame ? (usage?.used_space ?? 0n) : 0n }
}

function useSpace(
  ctx: Context,
  commitment: {
    readonly netuid: NetUid
    readonly who: AccountId
    readonly used: Usage
    readonly fields: readonly Data[]
  },
): void {
  const { netuid, who, used, fields } = commitment
  const length = fields.reduce((sum, field) => sum + spaceOf(field), 0n)
  const bytes = used.bytes + (length > MIN_SPACE ? length : MIN_SPACE)
  ensure(bytes <= BigInt(MaxSpace.get(ctx)), errors.SpaceLimitExceeded)
  UsedSpaceOf.set(ctx, netuid, who, { last_epoch: used.epoch, used_space: bytes })
}

/** Commitments are free; a deposit that Root wrote there is given back. */
function releaseDeposit(ctx: Context, netuid: NetUid, who: AccountId): void {
  const deposit = CommitmentOf.get(ctx, netuid, who)?.deposit ?? 0n
  if (deposit === 0n) return
  ensure(unreserve(ctx, who, deposit) === 0n, errors.UnexpectedUnreserveLeftover)
}

/** Says what was published; a ciphertext makes the hotkey wait for its round. */
function announce(ctx: Context, netuid: NetUid, who: AccountId, fields: readonly Data[]): void {
  const locked = fields.find((field) => field.type === 'TimelockEncrypted')
  if (locked?.type === 'TimelockEncrypted') {
    const { reveal_round } = locked.value
    ctx.deposit(events, { type: 'TimelockCommitment', value: { netuid, who, reveal_round } })
  } else {
    ctx.deposit(events, { type: 'Commitment', value: { netuid, who } })
  }
  TimelockedIndex.update(ctx, (index) => {
    const others = withoutEntry(index, netuid, who)
    return locked === undefined ? others : [...others, [netuid, who] as const]
  })
}
