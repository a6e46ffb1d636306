import { alphaRao, netUid, rao } from '@plexus/primitives'
import type { AccountId, Rao } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { attempt } from '../balances/attempt.ts'
import { hotkeyExists } from '../subtensor/keys/ownership.ts'
import { stakeOf } from '../subtensor/staking/stake.ts'
import { unstakeFromSubnet } from '../subtensor/staking/unstake-from-subnet.ts'
import { Owner } from '../subtensor/storage/keys.ts'
import { BURN_ACCOUNT } from '../subtensor/tao.ts'
import { MIN_PRICE } from '../swap/index.ts'

const ROOT = netUid(0)
const WHOLE = 1000n

/**
 * Burns a part of what the owner of a hotkey staked with it on the root network. Who only nominated
 * it loses nothing. A stake that cannot be taken stays: the block goes on.
 *
 * @returns rao that were burned
 */
export function slashRootStake(ctx: Context, hotkey: AccountId, permille: number): Rao {
  if (!hotkeyExists(ctx, hotkey)) return rao(0n)
  const coldkey = Owner.get(ctx, hotkey)
  const alpha = alphaRao((stakeOf(ctx, hotkey, coldkey, ROOT) * BigInt(permille)) / WHOLE)
  if (alpha === 0n) return rao(0n)
  const order = { hotkey, coldkey, beneficiary: BURN_ACCOUNT, netuid: ROOT, alpha }
  const burned = attempt(() =>
    ctx.transactional(() => unstakeFromSubnet(ctx, { ...order, limit: MIN_PRICE, dropFees: true })),
  )
  return burned ?? rao(0n)
}
