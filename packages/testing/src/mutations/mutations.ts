import { rewriteBodies } from './bodies.ts'
import { EVENTS_KEY, withoutFeePaid } from './events.ts'
import { flipBit, rewriteHeaders } from './headers.ts'
import { raiseSpecVersion, turnGenesisHash, wrapErrorData } from './identity.ts'
import { intercept } from './intercept.ts'
import type { Interceptor } from './interceptor.ts'
import type { Json } from './message.ts'
import { nextValueType, rewriteAccountEntry } from './metadata.ts'
import { forgetPool } from './next-index.ts'
import { lowerNonces, raiseEstimates } from './nonces-and-fees.ts'
import { dropLastChange, reverseKeys } from './reads.ts'
import { rewriteStorage } from './storage-values.ts'
import { refuseMortal } from './submissions.ts'
import { eitherOf, notifyFirst, numberSubscriptions, swapEvents } from './subscriptions.ts'

/** Twenty lies of a node, each of which every conformance suite must notice. */
export const mutations: readonly Interceptor[] = [
  intercept('status-order', 'A watched transaction is in a block before it is ready.', () =>
    eitherOf(swapEvents('ready', 'inBlock'), swapEvents('newBlock', 'bestBlockChanged')),
  ),
  intercept('finalized-first', 'A transaction and a block are final before they are seen.', () =>
    eitherOf(swapEvents('inBlock', 'finalized'), swapEvents('bestBlockChanged', 'finalized')),
  ),
  intercept('subscription-id-type', 'Notifications name their subscription by a number.', () =>
    numberSubscriptions(),
  ),
  intercept('notification-first', 'Notifications come before the subscription id.', () =>
    notifyFirst(),
  ),
  intercept('metadata-type-id', 'The value type of System.Account is one too high.', () =>
    rewriteAccountEntry(nextValueType),
  ),
  intercept('storage-default', 'System.Account is optional instead of having a default.', () =>
    rewriteAccountEntry((rest) => rest, '00'),
  ),
  intercept('runtime-version', 'The spec version is one too high.', raiseSpecVersion),
  intercept('genesis-hash', 'The genesis hash has one bit turned.', turnGenesisHash),
  intercept('stale-nonce', 'Every nonce is one too low.', lowerNonces),
  intercept('next-index', 'The next index of an account ignores the pool.', forgetPool),
  intercept('fee-estimate', 'Every estimated fee is one rao too high.', raiseEstimates),
  intercept('era-check', 'Mortal transactions are refused.', refuseMortal),
  intercept('error-data', 'The data of an error is an object instead of text.', wrapErrorData),
  intercept('missing-event', 'System.Events lacks a TransactionFeePaid.', () =>
    rewriteStorage((key, value) => (key === EVENTS_KEY ? withoutFeePaid(value) : value)),
  ),
  intercept('key-order', 'Lists of storage keys run backwards.', reverseKeys),
  intercept('change-set', 'Answers about several keys lack the last.', dropLastChange),
  intercept('parent-hash', 'Headers name another parent.', () => rewriteHeaders('parentHash')),
  intercept('state-root', 'Headers carry another state root.', () => rewriteHeaders('stateRoot')),
  intercept('missing-timestamp', 'Blocks lack their first extrinsic.', () =>
    rewriteBodies((extrinsics) => extrinsics.slice(1)),
  ),
  intercept('extrinsic-bytes', 'Signatures in blocks have one bit turned.', () =>
    rewriteBodies((extrinsics) => extrinsics.map(turnSignature)),
  ),
]

/** An extrinsic long enough to be signed, with a bit of its signature turned. */
function turnSignature(extrinsic: Json): Json {
  return typeof extrinsic === 'string' && extrinsic.length > 2 * 120
    ? flipBit(extrinsic, 60)
    : extrinsic
}
