import { alphaRao, bytesToHex, compareBytes } from '@plexus/primitives'
import type { AccountId, AlphaRao, MechId, NetUid } from '@plexus/primitives'
import type { EpochInput, EpochOutput } from '@plexus/yuma'
import type { Context } from '../frame/context.ts'
import type { ByAccount } from '../pallets/subtensor/coinbase/by-account.ts'
import type { PendingEmission } from '../pallets/subtensor/coinbase/drain.ts'
import type {
  EpochObserver,
  EpochPayment,
  EpochShares,
} from '../pallets/subtensor/coinbase/observer.ts'
import { hotkeyStake } from '../pallets/subtensor/staking/stake.ts'
import { Owner } from '../pallets/subtensor/storage/keys.ts'
import { Keys } from '../pallets/subtensor/storage/neurons.ts'
import { positionsOf } from './positions.ts'
import type { Position } from './positions.ts'

/** What of an epoch is worth recording. */
export interface Recording {
  /** Whose stakers are listed one by one. */
  hasPositions(hotkey: AccountId): boolean
}

/** The dividend of a hotkey and how it was divided; the parents in their order, itself the last. */
export interface Division {
  readonly hotkey: AccountId
  readonly dividendAlphaRao: AlphaRao
  readonly parts: ByAccount<AlphaRao>
}

/** The stake with a hotkey before and after the payout. */
export interface StakeChange {
  readonly hotkey: AccountId
  readonly beforeAlphaRao: AlphaRao
  readonly afterAlphaRao: AlphaRao
  /** By coldkey; absent where it was not asked for or there are too many. */
  readonly positions: readonly PositionChange[] | undefined
}

export interface PositionChange {
  readonly coldkey: AccountId
  readonly beforeAlphaRao: AlphaRao
  readonly afterAlphaRao: AlphaRao
}

/** All that was seen of an epoch. */
export interface RecordedEpoch {
  readonly pending: PendingEmission
  readonly neurons: readonly { uid: number; hotkey: AccountId; coldkey: AccountId }[]
  readonly mechanisms: readonly { mechid: MechId; input: EpochInput; output: EpochOutput }[]
  readonly divisions: readonly Division[]
  readonly shares: EpochShares
  readonly payments: readonly EpochPayment[]
  /** Of every hotkey that was paid, by its bytes. */
  readonly stakes: readonly StakeChange[]
}

interface Before {
  readonly hotkey: AccountId
  readonly stake: AlphaRao
  readonly positions: readonly Position[] | undefined
}

const NOTHING = alphaRao(0n)

/** An observer, and what it has seen when the epoch is over. */
export function createRecorder(
  netuid: NetUid,
  { hasPositions }: Recording,
): { readonly observer: EpochObserver; recorded(): RecordedEpoch | undefined } {
  let pending: PendingEmission | undefined
  let shares: EpochShares | undefined
  let finished: RecordedEpoch | undefined
  const mechanisms: RecordedEpoch['mechanisms'][number][] = []
  const divisions: Division[] = []
  const payments: EpochPayment[] = []
  const touched = new Map<string, Before>()

  const observer: EpochObserver = {
    begins: (drained) => void (pending = drained),
    mechanism: (mechid, input, output) => void mechanisms.push({ mechid, input, output }),
    divided: (hotkey, dividend, parts) =>
      void divisions.push({ hotkey, dividendAlphaRao: dividend, parts }),
    shared: (known) => void (shares = known),
    touches(ctx, hotkey) {
      const name = bytesToHex(hotkey)
      if (touched.has(name)) return
      const positions = hasPositions(hotkey) ? positionsOf(ctx, hotkey, netuid) : undefined
      touched.set(name, { hotkey, stake: hotkeyStake(ctx, hotkey, netuid), positions })
    },
    paid: (payment) => void payments.push(payment),
    ends(ctx) {
      if (pending === undefined || shares === undefined) return
      const neurons = neuronsOf(ctx, netuid)
      const stakes = [...touched.values()]
        .sort((a, b) => compareBytes(a.hotkey, b.hotkey))
        .map((before) => changeSince(ctx, netuid, before))
      finished = { pending, neurons, mechanisms, divisions, shares, payments, stakes }
    },
  }
  return { observer, recorded: () => finished }
}

const neuronsOf = (ctx: Context, netuid: NetUid): RecordedEpoch['neurons'] =>
  [...Keys.entries(ctx, netuid)]
    .map(([[, uid], hotkey]) => ({ uid, hotkey, coldkey: Owner.get(ctx, hotkey) }))
    .sort((a, b) => a.uid - b.uid)

function changeSince(ctx: Context, netuid: NetUid, before: Before): StakeChange {
  const { hotkey } = before
  const now = before.positions === undefined ? undefined : positionsOf(ctx, hotkey, netuid)
  return {
    hotkey,
    beforeAlphaRao: before.stake,
    afterAlphaRao: hotkeyStake(ctx, hotkey, netuid),
    positions: now && changes(before.positions ?? [], now),
  }
}

function changes(
  before: readonly Position[],
  after: readonly Position[],
): readonly PositionChange[] {
  const amounts = (positions: readonly Position[]) =>
    new Map(positions.map(({ coldkey, stakeAlphaRao }) => [bytesToHex(coldkey), stakeAlphaRao]))
  const [old, current] = [amounts(before), amounts(after)]
  const coldkeys = new Map(
    [...before, ...after].map((each) => [bytesToHex(each.coldkey), each.coldkey]),
  )
  return [...coldkeys]
    .sort(([, a], [, b]) => compareBytes(a, b))
    .map(([name, coldkey]) => ({
      coldkey,
      beforeAlphaRao: old.get(name) ?? NOTHING,
      afterAlphaRao: current.get(name) ?? NOTHING,
    }))
}
