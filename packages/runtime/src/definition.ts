import { RuntimeCall } from './frame/call.ts'
import type { DispatchRules } from './frame/context.ts'
import { outerCall, outerEvent } from './frame/outer.ts'
import type { Pallet } from './frame/pallet.ts'
import { RuntimeEvent } from './frame/runtime-event.ts'
import { adminUtilsPallet } from './pallets/admin-utils/index.ts'
import { alphaAssetsPallet } from './pallets/alpha-assets/index.ts'
import { auraPallet } from './pallets/aura/index.ts'
import { balancesPallet } from './pallets/balances/index.ts'
import { commitmentsPallet } from './pallets/commitments/index.ts'
import { crowdloanPallet } from './pallets/crowdloan/index.ts'
import { drandPallet } from './pallets/drand/index.ts'
import { mevShieldPallet } from './pallets/mev-shield/index.ts'
import { limitOrdersPallet } from './pallets/limit-orders/index.ts'
import { evmChainIdPallet } from './pallets/evm-chain-id/index.ts'
import { grandpaPallet } from './pallets/grandpa/index.ts'
import { multisigPallet } from './pallets/multisig/index.ts'
import { preimagePallet } from './pallets/preimage/index.ts'
import { proxyPallet } from './pallets/proxy/index.ts'
import { randomnessCollectiveFlipPallet } from './pallets/randomness-collective-flip/index.ts'
import { passesSafeMode, safeModePallet } from './pallets/safe-mode/index.ts'
import { schedulerPallet } from './pallets/scheduler/index.ts'
import { sudoPallet } from './pallets/sudo/index.ts'
import { guards } from './pallets/subtensor/guards/index.ts'
import { subtensorPallet } from './pallets/subtensor/index.ts'
import { swapPallet } from './pallets/swap/index.ts'
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
  subtensorPallet,
  utilityPallet,
  sudoPallet,
  multisigPallet,
  preimagePallet,
  schedulerPallet,
  proxyPallet,
  commitmentsPallet,
  adminUtilsPallet,
  safeModePallet,
  evmChainIdPallet,
  drandPallet,
  crowdloanPallet,
  swapPallet,
  mevShieldPallet,
  alphaAssetsPallet,
  limitOrdersPallet,
]

const rules: DispatchRules = {
  pallets,
  filter: (call, ctx) => passesSafeMode(call, ctx) && isFlatBatch(call),
  guards,
}

/** The chain's parts put together: the one place that knows all pallets. */
export const definition = { pallets, rules } as const

// The knots of the recursive declarations: calls hold calls, event records hold events.
RuntimeCall.define(outerCall(pallets))
RuntimeEvent.define(outerEvent(pallets))
