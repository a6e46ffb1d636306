import {
  alphaRao,
  AlphaRao,
  NetUid,
  Rao,
  rao,
  safeDivTrunc,
  saturatingFloorToU64,
  saturatingFromInteger,
  saturatingMulFloor,
  struct,
  u64,
  U64F64,
  vec,
} from '@plexus/primitives'
import type { NetUid as Id, ValueOf } from '@plexus/primitives'
import { method } from '../../frame/api.ts'
import type { RuntimeApi } from '../../frame/api.ts'
import type { Context } from '../../frame/context.ts'
import { DispatchFailure } from '../../frame/dispatch-error.ts'
import { simulateBuy, simulateSell } from '../../pallets/subtensor/staking/pools.ts'
import { allNetuids } from '../../pallets/subtensor/subnets/list.ts'
import { currentAlphaPrice } from '../../pallets/swap/index.ts'

const RAO_PER_TAO = saturatingFromInteger(U64F64, 1_000_000_000n)
const path = (name: string) => ({ path: ['pallet_subtensor_swap_runtime_api', name] })

const SubnetPrice = struct({ netuid: NetUid, price: u64 }, path('SubnetPrice'))
/** `SimSwapResult`: what a swap would come to; all zero where it would fail. */
const SimSwapResult = struct(
  {
    tao_amount: Rao,
    alpha_amount: AlphaRao,
    tao_fee: Rao,
    alpha_fee: AlphaRao,
    tao_slippage: Rao,
    alpha_slippage: AlphaRao,
  },
  path('SimSwapResult'),
)

const NOTHING: ValueOf<typeof SimSwapResult> = {
  tao_amount: rao(0n),
  alpha_amount: alphaRao(0n),
  tao_fee: rao(0n),
  alpha_fee: alphaRao(0n),
  tao_slippage: rao(0n),
  alpha_slippage: alphaRao(0n),
}

/** rao per alpha, rounded down. */
const priceOf = (ctx: Context, netuid: Id): bigint =>
  saturatingFloorToU64(
    U64F64,
    saturatingMulFloor(U64F64, currentAlphaPrice(ctx, netuid), RAO_PER_TAO),
  )

const shortfall = (ideal: bigint, got: bigint): bigint => (ideal > got ? ideal - got : 0n)

function simulated(run: () => ValueOf<typeof SimSwapResult>): ValueOf<typeof SimSwapResult> {
  try {
    return run()
  } catch (error) {
    if (error instanceof DispatchFailure) return NOTHING
    throw error
  }
}

export const swapApi: RuntimeApi = {
  name: 'SwapRuntimeApi',
  methods: [
    method('current_alpha_price', { netuid: NetUid }, u64, ({ ctx }, { netuid }) =>
      priceOf(ctx, netuid),
    ),
    method('current_alpha_price_all', {}, vec(SubnetPrice), ({ ctx }) =>
      allNetuids(ctx).map((netuid) => ({ netuid, price: priceOf(ctx, netuid) })),
    ),
    method(
      'sim_swap_tao_for_alpha',
      { netuid: NetUid, tao: Rao },
      SimSwapResult,
      ({ ctx }, { netuid, tao }) =>
        simulated(() => {
          const price = currentAlphaPrice(ctx, netuid)
          const ideal = safeDivTrunc(U64F64, saturatingFromInteger(U64F64, tao), price)
          const { paidIn, paidOut, fee } = simulateBuy(ctx, netuid, tao)
          const lost = shortfall(saturatingFloorToU64(U64F64, ideal), paidOut)
          return {
            ...NOTHING,
            tao_amount: paidIn,
            alpha_amount: paidOut,
            tao_fee: fee,
            alpha_slippage: alphaRao(lost),
          }
        }),
    ),
    method(
      'sim_swap_alpha_for_tao',
      { netuid: NetUid, alpha: AlphaRao },
      SimSwapResult,
      ({ ctx }, { netuid, alpha }) =>
        simulated(() => {
          const price = currentAlphaPrice(ctx, netuid)
          const ideal = saturatingMulFloor(U64F64, saturatingFromInteger(U64F64, alpha), price)
          const { paidIn, paidOut, fee } = simulateSell(ctx, netuid, alpha)
          const lost = shortfall(saturatingFloorToU64(U64F64, ideal), paidOut)
          return {
            ...NOTHING,
            tao_amount: paidOut,
            alpha_amount: paidIn,
            alpha_fee: fee,
            tao_slippage: rao(lost),
          }
        }),
    ),
  ],
}
