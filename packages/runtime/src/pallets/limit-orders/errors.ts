import { palletErrors } from '../../frame/error.ts'
import { limitOrders } from './id.ts'

export const errors = palletErrors(limitOrders, {
  InvalidSignature: 'The signature is not that of the order by its signer.',
  OrderAlreadyProcessed: 'The order has been filled or cancelled.',
  OrderCancelled: 'The order has been cancelled.',
  OrderExpired: 'The order has expired.',
  PriceConditionNotMet: 'The price does not meet the limit of the order.',
  Unauthorized: 'Only the signer may cancel an order.',
  SwapReturnedZero: 'The pool gave nothing for the order.',
  RootNetUidNotAllowed: 'Orders cannot trade on the root network.',
  OrderNetUidMismatch: 'The order is for another subnet than its batch.',
  LimitOrdersDisabled: 'Limit orders are switched off.',
  RelayerMissMatch: 'The order may not be executed by this relayer.',
  PartialFillsNotEnabled: 'The order can only be filled as a whole.',
  IncorrectPartialFillAmount: 'The part is zero or more than what is left of the order.',
  RelayerRequiredForPartialFill: 'A part of an order needs a relayer that the order names.',
  ChainIdMismatch: 'The order is for another chain.',
  PalletHotkeyNotRegistered: "The pallet's hotkey belongs to nobody.",
  ArithmeticOverflow: 'A number is too large for its type.',
  DuplicateOrderInBatch: 'An order stands twice in the batch.',
  ZeroShareInBatch: 'The share of an order in the batch is nothing.',
})
