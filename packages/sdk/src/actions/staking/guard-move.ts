import type { Client } from '../../client/client.ts'
import type { Alpha } from '../../units/amounts.ts'
import { SlippageError } from './errors.ts'
import { getAlphaPrice } from './get-alpha-price.ts'
import { simulateStake } from './simulate-stake.ts'
import { simulateUnstake } from './simulate-unstake.ts'
import { millionths } from './slippage.ts'
import type { Slippage } from './slippage.ts'

const MILLION = 1_000_000n
const RAO = 1_000_000_000n

/**
 * The calls that move stake take no price limit: the trade is simulated on the present state
 * instead. Prices may still move until it is in a block.
 *
 * @throws SlippageError
 */
export async function guardMove(
  client: Client,
  {
    from,
    to,
    amount,
    slippage = {},
  }: {
    readonly from: number
    readonly to: number
    readonly amount: Alpha
    readonly slippage?: Slippage | undefined
  },
): Promise<void> {
  if (slippage === 'off' || from === to) return
  const price = await getAlphaPrice(client, { netuid: from })
  const worth = (amount * price) / RAO
  if (worth === 0n) return
  const { tao } = await simulateUnstake(client, { netuid: from, amount })
  const { alpha } = await simulateStake(client, { netuid: to, amount: tao })
  const received = (alpha * (await getAlphaPrice(client, { netuid: to }))) / RAO
  const lost = received >= worth ? 0n : ((worth - received) * MILLION) / worth
  const allowed = millionths(slippage)
  if (lost > allowed) throw new SlippageError(Number(lost) / 1e6, Number(allowed) / 1e6)
}
