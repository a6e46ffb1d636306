import {
  concatBytes,
  encode,
  NetUid,
  struct,
  u16 as U16,
  u64 as U64,
  vec,
} from '@plexus/primitives'
import { askFor, askForBytes } from './custom-api.ts'
import type { Question } from './custom-api.ts'
import { method } from './method.ts'
import { optionalHash, u16, u64 } from './params.ts'
import { jsonNumber } from './render.ts'

const SubnetPrices = vec(struct({ netuid: NetUid, price: U64 }))

const question = (name: string, what: string): Question => ({
  api: `SwapRuntimeApi_${name}`,
  what: `Unable to ${what}`,
})
const PRICE = question('current_alpha_price', 'get current alpha price')
const PRICES = question('current_alpha_price_all', 'get all current alpha prices')

/** rao for one alpha. */
export const swap_currentAlphaPrice = method([u16, optionalHash], async ({ ctx }, netuid, at) =>
  jsonNumber(await askFor(U64, ctx, at, PRICE, encode(U16, netuid))),
)

/** rao for one alpha, of every subnet. */
export const swap_currentAlphaPriceAll = method([optionalHash], async ({ ctx }, at) => {
  const prices = await askFor(SubnetPrices, ctx, at, PRICES)
  return prices.map(({ netuid, price }) => ({ netuid, price: jsonNumber(price) }))
})

const simulation = (name: string, what: string) => {
  const asked = question(name, what)
  return method([u16, u64, optionalHash], ({ ctx }, netuid, amount, at) =>
    askForBytes(ctx, at, asked, concatBytes(encode(U16, netuid), encode(U64, amount))),
  )
}

/** SCALE `SimSwapResult` of paying in so many rao. */
export const swap_simSwapTaoForAlpha = simulation(
  'sim_swap_tao_for_alpha',
  'simulate tao -> alpha swap',
)
/** SCALE `SimSwapResult` of paying in so many 10⁻⁹ alpha. */
export const swap_simSwapAlphaForTao = simulation(
  'sim_swap_alpha_for_tao',
  'simulate alpha -> tao swap',
)
