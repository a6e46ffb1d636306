import { tuple } from '@plexus/primitives'
import type { AnyType } from '@plexus/primitives'
import type { TransactionExtension } from './executive/extension.ts'
import {
  checkGenesis,
  checkSpecVersion,
  checkTxVersion,
} from './executive/extensions/check-versions.ts'
import { chargeTransactionPayment } from './executive/extensions/charge-transaction-payment.ts'
import { checkMetadataHash } from './executive/extensions/check-metadata-hash.ts'
import { checkMortality } from './executive/extensions/check-mortality.ts'
import { checkNonZeroSender } from './executive/extensions/check-non-zero-sender.ts'
import { checkNonce } from './executive/extensions/check-nonce.ts'
import { checkShieldedTxValidity } from './executive/extensions/check-shielded-tx-validity.ts'
import { checkWeight } from './executive/extensions/check-weight.ts'
import { drandPriority } from './executive/extensions/drand-priority.ts'
import { subtensorTransactionExtension } from './executive/extensions/subtensor-transaction-extension.ts'
import { sudoTransactionExtension } from './executive/extensions/sudo-transaction-extension.ts'

/** Every transaction extension in its order on the wire (spec: 50-fees-and-extensions §2). */
export const extensions = [
  checkNonZeroSender,
  checkSpecVersion,
  checkTxVersion,
  checkGenesis,
  checkMortality,
  checkNonce,
  checkWeight,
  chargeTransactionPayment,
  sudoTransactionExtension,
  checkShieldedTxValidity,
  subtensorTransactionExtension,
  drandPriority,
  checkMetadataHash,
] as readonly TransactionExtension[]

/** The reference nests its extensions as tuples of seven, five and one. */
export const extraType: AnyType = nested(extensions.map(({ explicit }) => explicit))

function nested(types: readonly AnyType[]): AnyType {
  const last = types.slice(12)
  return tuple(tuple(...types.slice(0, 7)), tuple(...types.slice(7, 12)), ...last) as AnyType
}
