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
import { checkWeight } from './executive/extensions/check-weight.ts'
import { silent } from './executive/extensions/silent.ts'
import { sudoTransactionExtension } from './executive/extensions/sudo-transaction-extension.ts'
import { uncheckedExtrinsicType } from './executive/extrinsic.ts'
import { RuntimeCall } from './frame/call.ts'
import type { DispatchRules } from './frame/context.ts'
import { outerCall, outerEvent } from './frame/outer.ts'
import type { Pallet } from './frame/pallet.ts'
import { RuntimeEvent } from './frame/runtime-event.ts'
import { extraType } from './metadata/build.ts'
import { auraPallet } from './pallets/aura/index.ts'
import { balancesPallet } from './pallets/balances/index.ts'
import { grandpaPallet } from './pallets/grandpa/index.ts'
import { multisigPallet } from './pallets/multisig/index.ts'
import { preimagePallet } from './pallets/preimage/index.ts'
import { proxyPallet } from './pallets/proxy/index.ts'
import { randomnessCollectiveFlipPallet } from './pallets/randomness-collective-flip/index.ts'
import { passesSafeMode, safeModePallet } from './pallets/safe-mode/index.ts'
import { schedulerPallet } from './pallets/scheduler/index.ts'
import { sudoPallet } from './pallets/sudo/index.ts'
import { systemPallet } from './pallets/system/index.ts'
import { timestampPallet } from './pallets/timestamp/index.ts'
import { transactionPaymentPallet } from './pallets/transaction-payment/index.ts'
import { isFlatBatch, utilityPallet } from './pallets/utility/index.ts'

/** Every pallet, in the order of its index: hooks run so, metadata lists them so. */
const pallets: readonly Pallet[] = [
  systemPallet,
  randomnessCollectiveFlipPallet,
  timestampPallet,
  auraPallet,
  grandpaPallet,
  balancesPallet,
  transactionPaymentPallet,
  utilityPallet,
  sudoPallet,
  multisigPallet,
  preimagePallet,
  schedulerPallet,
  proxyPallet,
  safeModePallet,
]

/** Every transaction extension in its order on the wire (spec: 50-fees-and-extensions §2). */
const extensions = [
  checkNonZeroSender,
  checkSpecVersion,
  checkTxVersion,
  checkGenesis,
  checkMortality,
  checkNonce,
  checkWeight,
  chargeTransactionPayment,
  sudoTransactionExtension,
  silent('CheckShieldedTxValidity'),
  silent('SubtensorTransactionExtension'),
  silent('DrandPriority'),
  checkMetadataHash,
] as readonly TransactionExtension[]

const rules: DispatchRules = {
  pallets,
  filter: (call, ctx) => passesSafeMode(call, ctx) && isFlatBatch(call),
  guards: [],
}

/** The chain's parts put together: the one place that knows all pallets. */
export const definition = {
  pallets,
  extensions,
  rules,
  extrinsic: uncheckedExtrinsicType(extraType(extensions)) as AnyType,
} as const

// The knots of the recursive declarations: calls hold calls, event records hold events.
RuntimeCall.define(outerCall(pallets))
RuntimeEvent.define(outerEvent(pallets))
