import {
  AccountId32,
  bare,
  bool,
  boundedVec,
  enumeration,
  holding,
  MultiSignature,
  names,
  NetUid,
  option,
  Perbill,
  struct,
  u64,
} from '@plexus/primitives'
import type { AnyType } from '@plexus/primitives'

const MAX_RELAYERS = 10

const own = (name: string): { readonly path: readonly string[] } => ({
  path: ['pallet_limit_orders', name],
})
const ofAccount = (name: string) => ({
  ...own(name),
  params: [{ name: 'AccountId', type: AccountId32 as AnyType }],
})

export const OrderSide = names({ Buy: 0, Sell: 1 }, own('OrderSide'))

export const OrderType = names({ LimitBuy: 0, TakeProfit: 1, StopLoss: 2 }, own('OrderType'))

/** What a coldkey wants to buy or sell, and at which price. */
const Order = struct(
  {
    signer: AccountId32,
    hotkey: AccountId32,
    netuid: NetUid,
    order_type: OrderType,
    amount: u64,
    limit_price: u64,
    expiry: u64,
    fee_rate: Perbill,
    fee_recipient: AccountId32,
    relayer: option(boundedVec(AccountId32, MAX_RELAYERS)),
    max_slippage: option(Perbill),
    chain_id: u64,
    partial_fills_enabled: bool,
  },
  ofAccount('Order'),
)

export const VersionedOrder = enumeration({ V1: holding(0, Order) }, ofAccount('VersionedOrder'))

export const SignedOrder = struct(
  { order: VersionedOrder, signature: MultiSignature, partial_fill: option(u64) },
  ofAccount('SignedOrder'),
)

export const OrderStatus = enumeration(
  { Fulfilled: bare(0), PartiallyFilled: holding(1, u64), Cancelled: bare(2) },
  own('OrderStatus'),
)
