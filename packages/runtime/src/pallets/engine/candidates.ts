import { compareBytes, netUid } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { hotkeyStake } from '../subtensor/staking/stake.ts'
import { Keys } from '../subtensor/storage/neurons.ts'
import { TOTAL_POWER } from './constants.ts'
import { isBarred } from './jail.ts'
import { sharePower } from './powers.ts'
import { ConsensusKey, Governed, Params } from './storage.ts'
import type { Validator } from './types.ts'

const ROOT = netUid(0)

/**
 * The set that the rules want: members of the root network by all stake with them there, or those
 * whom governance lists, all alike.
 */
export function wantedSet(ctx: Context): readonly Validator[] {
  const { mode, max_validators, power_cap_permille } = Params.get(ctx)
  const candidates = (mode === 'Stake' ? byStake(ctx) : governed(ctx)).slice(0, max_validators)
  const weights = candidates.map(({ weight }) => weight)
  const powers = sharePower(weights, TOTAL_POWER, power_cap_permille)
  return candidates.map(({ key }, at) => ({ key, power: powers[at] ?? 1n }))
}

interface Candidate {
  readonly hotkey: AccountId
  readonly key: Uint8Array
  readonly weight: bigint
}

function byStake(ctx: Context): readonly Candidate[] {
  const { min_stake } = Params.get(ctx)
  const hotkeys = [...Keys.entries(ctx, ROOT)].map(([, hotkey]) => hotkey)
  return withKeys(ctx, hotkeys, (hotkey) => hotkeyStake(ctx, hotkey, ROOT)).filter(
    ({ weight }) => weight > 0n && weight >= min_stake,
  )
}

const governed = (ctx: Context): readonly Candidate[] => withKeys(ctx, Governed.get(ctx), () => 1n)

/** Candidates that have a key and are not barred, the heaviest first. */
function withKeys(
  ctx: Context,
  hotkeys: readonly AccountId[],
  weightOf: (hotkey: AccountId) => bigint,
): readonly Candidate[] {
  return hotkeys
    .flatMap((hotkey) => {
      const key = ConsensusKey.get(ctx, hotkey)
      if (key === undefined || isBarred(ctx, key)) return []
      return [{ hotkey, key, weight: weightOf(hotkey) }]
    })
    .sort((a, b) =>
      a.weight === b.weight ? compareBytes(a.hotkey, b.hotkey) : a.weight > b.weight ? -1 : 1,
    )
}
