import type { AnyType } from '@plexus/primitives'
import { RuntimeCall } from './frame/call.ts'
import type { DispatchRules } from './frame/context.ts'
import type { Host } from './frame/host.ts'
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
import { enginePallet } from './pallets/engine/index.ts'
import { Active } from './pallets/engine/storage.ts'
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
import type { StateView } from './state/view.ts'

/** The reference's pallets, in the order of their index: hooks run so, metadata lists them so. */
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

/** A chain's parts put together. */
export interface Definition {
  readonly pallets: readonly Pallet[]
  readonly rules: DispatchRules
}

/** The reference's chain: the one place that knows all of its pallets. */
export const definition: Definition = define(pallets)

// The knots of the recursive declarations: calls hold calls, event records hold events.
RuntimeCall.define(outerCall(pallets))
RuntimeEvent.define(outerEvent(pallets))

const sovereignPallets = [...pallets, enginePallet]

/** The same chain with validators of its own. */
export const sovereignDefinition: Definition = define(
  sovereignPallets,
  new Map<AnyType, AnyType>([
    [RuntimeCall as AnyType, outerCall(sovereignPallets) as AnyType],
    [RuntimeEvent as AnyType, outerEvent(sovereignPallets) as AnyType],
  ]),
)

/** Which chain a state is of: only one with validators has a set of them. */
export const definitionIn = (host: Host, view: StateView): Definition =>
  view.get(Active.key({ host })) === undefined ? definition : sovereignDefinition

function define(
  ofChain: readonly Pallet[],
  meanings: ReadonlyMap<AnyType, AnyType> = new Map(),
): Definition {
  const rules: DispatchRules = {
    pallets: ofChain,
    filter: (call, ctx) => passesSafeMode(call, ctx) && isFlatBatch(call),
    guards,
    meanings,
  }
  return { pallets: ofChain, rules }
}
