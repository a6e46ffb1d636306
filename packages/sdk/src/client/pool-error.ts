import { PoolError } from './errors.ts'
import type { PoolErrorCode, Retry, RpcResponseError } from './errors.ts'

/** Why the pool refused, before it is known when to try again. */
export interface PoolRefusal {
  readonly code: PoolErrorCode
  readonly rpcCode: number
  readonly reason?: string
  readonly meaning: string
}

/** Reads a pool's refusal (spec: 70-rpc §1.1, §6.2). `undefined` where the error is another. */
export function readRefusal({ rpcCode, data, message }: RpcResponseError): PoolRefusal | undefined {
  const code = CODES[rpcCode]
  if (code === undefined) return undefined
  if (code !== 'Invalid' && code !== 'Unknown') return { code, rpcCode, meaning: MEANINGS[code] }
  const custom = /^Custom error: (\d+)/.exec(data ?? '')
  if (custom !== null) {
    const [reason, meaning] = CUSTOM[Number(custom[1])] ?? [`Custom${custom[1]}`, UNKNOWN_CUSTOM]
    return { code, rpcCode, reason, meaning }
  }
  const known = INVALID.find(([start]) => data?.startsWith(start) ?? false)
  if (known !== undefined) return { code, rpcCode, reason: known[1], meaning: known[2] }
  return { code, rpcCode, meaning: data ?? message }
}

/** The error that a caller sees. */
export const poolError = (refusal: PoolRefusal, cause: unknown, retry?: Retry): PoolError =>
  new PoolError(refusal.code, { ...refusal, cause, ...(retry !== undefined && { retry }) })

const CODES: Readonly<Record<number, PoolErrorCode>> = {
  1001: 'BadFormat',
  1002: 'VerificationFailed',
  1010: 'Invalid',
  1011: 'Unknown',
  1012: 'TemporarilyBanned',
  1013: 'AlreadyImported',
  1014: 'PriorityTooLow',
  1015: 'CycleDetected',
  1016: 'ImmediatelyDropped',
  1018: 'Refused',
  1019: 'Refused',
  1020: 'Refused',
  1021: 'Refused',
}

const MEANINGS: Readonly<Record<Exclude<PoolErrorCode, 'Invalid' | 'Unknown'>, string>> = {
  BadFormat: 'its bytes are no transaction of this chain.',
  VerificationFailed: 'the runtime cannot read it; the chain may run another version.',
  TemporarilyBanned: 'it was found invalid a short while ago; change it or wait.',
  AlreadyImported: 'it has this very transaction already.',
  PriorityTooLow:
    'another transaction of this account with the same nonce waits there; wait until a block has taken it.',
  CycleDetected: 'it waits for itself.',
  ImmediatelyDropped: 'its pool is full; send it again later.',
  Refused: 'it takes none of this kind.',
}

/** Beginning of the text, name, meaning. */
const INVALID: readonly (readonly [string, string, string])[] = [
  ['Inability to pay', 'Payment', 'the account cannot pay the fee; give it some TAO first.'],
  ['Transaction will be valid in the future', 'Future', 'its nonce is not the next one.'],
  ['Transaction is outdated', 'Stale', 'its nonce is used already, or its time is over.'],
  [
    'Transaction has a bad signature',
    'BadProof',
    'the signature does not fit this chain and call.',
  ],
  [
    'Transaction has an ancient birth block',
    'AncientBirthBlock',
    'its time is over; sign it anew.',
  ],
  ['Transaction would exhaust', 'ExhaustsResources', 'it is larger than a block admits.'],
  ['Transaction call is not expected', 'Call', 'the call is not allowed or nested too deeply.'],
  ['Invalid signing address', 'BadSigner', 'this account may not sign this call.'],
  ['Transaction dispatch is mandatory', 'MandatoryValidation', 'only the chain makes such a call.'],
  ['A call was labelled as mandatory', 'BadMandatory', 'only the chain makes such a call.'],
  ['The transaction extension did not', 'UnknownOrigin', 'nothing says whose transaction it is.'],
]

const UNKNOWN_CUSTOM = 'the chain refuses it with a number that this package does not know.'

/** Numbers of this chain (spec: 50-fees-and-extensions §6). */
const CUSTOM: Readonly<Record<number, readonly [string, string]>> = {
  0: ['ColdkeyInSwapSchedule', 'the coldkey is about to be swapped and may do nothing else.'],
  1: ['StakeAmountTooLow', 'the stake is below what this call needs.'],
  2: ['BalanceTooLow', 'the balance is too low.'],
  3: ['SubnetNotExists', 'there is no such subnet.'],
  4: ['HotkeyAccountDoesntExist', 'the hotkey is unknown to the chain; register it first.'],
  5: ['NotEnoughStakeToWithdraw', 'there is less stake than is to be withdrawn.'],
  6: ['RateLimitExceeded', 'it comes too soon after the last one.'],
  7: ['InsufficientLiquidity', 'the pool of the subnet cannot serve this amount.'],
  8: ['SlippageTooHigh', 'the price would move further than allowed.'],
  9: ['TransferDisallowed', 'the subnet does not allow transfers of stake.'],
  10: ['HotKeyNotRegisteredInNetwork', 'the hotkey is not registered there; register it first.'],
  11: ['InvalidIpAddress', 'the address is not public; give one that others can reach.'],
  12: ['ServingRateLimitExceeded', 'it comes too soon after the last one.'],
  13: ['InvalidPort', 'the port must not be 0.'],
  14: ['ZeroMaxAmount', 'at this price limit nothing could be traded.'],
  15: ['InvalidRevealRound', 'the round of the reveal is over already.'],
  16: [
    'CommitNotFound',
    'there is no commitment with this hash; uids, values, salt and version must be those committed.',
  ],
  17: ['CommitBlockNotInRevealRange', 'the commitment cannot be revealed yet, or no longer.'],
  18: ['InputLengthsUnequal', 'the lists differ in length.'],
  19: ['UidNotFound', 'the hotkey is not registered there; register it first.'],
  20: ['EvmKeyAssociateRateLimitExceeded', 'it comes too soon after the last one.'],
  21: ['ColdkeySwapDisputed', 'the swap of the coldkey is disputed; nothing goes until that ends.'],
  22: ['InvalidRealAccount', 'the account to act for is not a valid one.'],
  23: ['FailedShieldedTxParsing', 'the encrypted transaction cannot be read.'],
  24: ['InvalidShieldedTxPubKeyHash', 'it is encrypted with an old key; fetch the present one.'],
  25: ['NonAssociatedColdKey', 'the hotkey belongs to another coldkey.'],
  26: ['DelegateTakeTooLow', 'the take is too low, or not on the right side of the present one.'],
  27: ['DelegateTakeTooHigh', 'the take is above the highest that is allowed.'],
  255: ['BadRequest', 'the chain refuses it without a number of its own.'],
}
