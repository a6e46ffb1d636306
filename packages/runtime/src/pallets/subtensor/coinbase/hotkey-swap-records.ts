import type { Context } from '../../../frame/context.ts'
import { addWeights, weight } from '../../../frame/weight.ts'
import type { Weight } from '../../../frame/weight.ts'
import { hotkeySwapInterval } from '../keys/swap-terms.ts'
import { LastHotkeySwapOnNetuid } from '../storage/limits.ts'
import { allNetuids } from '../subnets/list.ts'

const U64_MAX = (1n << 64n) - 1n

/**
 * Forgets swaps of hotkeys that hinder nobody any more; each subnet has its turn once in an
 * interval (spec: 30-block-step §3).
 *
 * @returns the weight that the reference counts
 */
export function cleanUpHotkeySwapRecords(ctx: Context, block: bigint): Weight {
  const every = hotkeySwapInterval(ctx.config)
  const netuids = allNetuids(ctx)
  let used = weight(0n, { reads: 2n + BigInt(netuids.length) })
  for (const netuid of netuids) {
    if (BigInt(netuid) % every !== block % every) continue
    for (const [[, coldkey], swappedAt] of LastHotkeySwapOnNetuid.entries(ctx, netuid)) {
      used = addWeights(used, weight(0n, { reads: 1n }))
      const until = swappedAt + every
      if ((until > U64_MAX ? U64_MAX : until) >= block) continue
      LastHotkeySwapOnNetuid.remove(ctx, netuid, coldkey)
      used = addWeights(used, weight(0n, { writes: 1n }))
    }
  }
  return used
}
