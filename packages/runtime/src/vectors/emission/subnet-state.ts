import { alphaRao, fixedFromRaw, netUid, rao, U96F32 } from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { AlphaRecycled, TotalAlphaIssuance } from '../../pallets/alpha-assets/index.ts'
import { EXISTENTIAL_DEPOSIT } from '../../pallets/balances/config.ts'
import {
  MinerBurned,
  OwnerCutEnabled,
  PendingOwnerCut,
  PendingRootAlphaDivs,
  PendingServerEmission,
  PendingValidatorEmission,
  SubnetAlphaInEmission,
  SubnetAlphaOutEmission,
  SubnetEmissionEnabled,
  SubnetExcessTao,
  SubnetTaoInEmission,
} from '../../pallets/subtensor/storage/emission.ts'
import { NetworksAdded } from '../../pallets/subtensor/storage/networks.ts'
import {
  SubnetAlphaIn,
  SubnetAlphaOut,
  SubnetMechanism,
  SubnetMovingPrice,
  SubnetProtocolAlpha,
  SubnetProtocolFlow,
  SubnetTAO,
  SubnetVolume,
} from '../../pallets/subtensor/storage/pools.ts'
import { subnetAccount } from '../../pallets/subtensor/subnets/account.ts'
import { PalSwapInitialized, SwapBalancer } from '../../pallets/swap/storage.ts'
import { Account } from '../../pallets/system/storage.ts'
import { readWeight } from '../amm/functions.ts'
import type { Json } from '../difference.ts'
import { readU128, readU64 } from '../field.ts'
import type { Field } from '../field.ts'
import { readAverage } from './moving-price.ts'

const U16_MAX = 65_535
const ROOT = netUid(0)

/** Puts a recorded subnet into the state, with an account that takes any amount. */
export function writeSubnet(ctx: Context, subnet: Field): NetUid {
  const netuid = netUid(subnet.at('netuid').count(U16_MAX))
  const alphaIn = readU64(subnet.at('x'))
  const alphaOut = readU64(subnet.at('alphaOut'))
  NetworksAdded.set(ctx, netuid, true)
  SubnetMechanism.set(ctx, netuid, subnet.at('mech').count(U16_MAX))
  SubnetAlphaIn.set(ctx, netuid, alphaRao(alphaIn))
  SubnetTAO.set(ctx, netuid, rao(readU64(subnet.at('y'))))
  SubnetAlphaOut.set(ctx, netuid, alphaRao(alphaOut))
  TotalAlphaIssuance.set(ctx, netuid, alphaRao(alphaIn + alphaOut))
  SwapBalancer.set(ctx, netuid, { quote: readWeight(subnet.at('w2')) })
  if (subnet.at('init').flag()) PalSwapInitialized.set(ctx, netuid, true)
  SubnetMovingPrice.set(ctx, netuid, readAverage(subnet.at('ema')))
  MinerBurned.set(ctx, netuid, fixedFromRaw(U96F32, readU128(subnet.at('minerBurned'))))
  SubnetEmissionEnabled.set(ctx, netuid, subnet.at('enabled').flag())
  OwnerCutEnabled.set(ctx, netuid, subnet.at('ownerCutEnabled').flag())
  Account.update(ctx, subnetAccount(netuid), (account) => ({
    ...account,
    providers: 1,
    data: { ...account.data, free: EXISTENTIAL_DEPOSIT },
  }))
  return netuid
}

/** Puts the TAO of the root network into the state. */
export const writeRootTao = (ctx: Context, field: Field): void =>
  SubnetTAO.set(ctx, ROOT, rao(readU64(field)))

/** What a block left of a subnet. */
export const readSubnet = (ctx: Context, netuid: NetUid): Json => ({
  netuid,
  x: SubnetAlphaIn.get(ctx, netuid).toString(),
  y: SubnetTAO.get(ctx, netuid).toString(),
  alphaOut: SubnetAlphaOut.get(ctx, netuid).toString(),
  w2: SwapBalancer.get(ctx, netuid).quote.toString(),
  init: PalSwapInitialized.get(ctx, netuid),
  alphaIssuance: TotalAlphaIssuance.get(ctx, netuid).toString(),
  recycled: AlphaRecycled.get(ctx, netuid).toString(),
  taoInEmission: SubnetTaoInEmission.get(ctx, netuid).toString(),
  alphaInEmission: SubnetAlphaInEmission.get(ctx, netuid).toString(),
  alphaOutEmission: SubnetAlphaOutEmission.get(ctx, netuid).toString(),
  excessTao: SubnetExcessTao.get(ctx, netuid).toString(),
  protocolAlpha: SubnetProtocolAlpha.get(ctx, netuid).toString(),
  protocolFlow: SubnetProtocolFlow.get(ctx, netuid).toString(),
  volume: SubnetVolume.get(ctx, netuid).toString(),
  pendingOwnerCut: PendingOwnerCut.get(ctx, netuid).toString(),
  pendingServer: PendingServerEmission.get(ctx, netuid).toString(),
  pendingValidator: PendingValidatorEmission.get(ctx, netuid).toString(),
  pendingRoot: PendingRootAlphaDivs.get(ctx, netuid).toString(),
})
