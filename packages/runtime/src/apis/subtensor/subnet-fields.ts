import {
  AccountId32,
  AlphaRao,
  alphaRao,
  array,
  bool,
  compact,
  I96F32,
  mechId,
  NetUid,
  option,
  Rao,
  rao,
  saturatingPlus,
  u128,
  u16,
  vec,
} from '@plexus/primitives'
import type { MechId } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { currentBlock } from '../../pallets/subtensor/block.ts'
import {
  PendingServerEmission,
  PendingValidatorEmission,
  SubnetAlphaInEmission,
  SubnetAlphaOutEmission,
  SubnetTaoInEmission,
} from '../../pallets/subtensor/storage/emission.ts'
import {
  Burn,
  MaxAllowedUids,
  NetworkPowRegistrationAllowed,
} from '../../pallets/subtensor/storage/hyperparameters.ts'
import { ScalingLawPower } from '../../pallets/subtensor/storage/legacy.ts'
import {
  NetworkRegisteredAt,
  SubnetIdentitiesV3,
  SubnetOwner,
  SubnetOwnerHotkey,
  SubnetworkN,
  TokenSymbol,
} from '../../pallets/subtensor/storage/networks.ts'
import {
  SubnetAlphaIn,
  SubnetAlphaOut,
  SubnetMovingPrice,
  SubnetTAO,
  SubnetVolume,
} from '../../pallets/subtensor/storage/pools.ts'
import {
  BlocksSinceLastStep,
  LastMechansimStepBlock,
} from '../../pallets/subtensor/storage/schedule.ts'
import { subnetName } from '../../pallets/subtensor/subnets/symbols.ts'
import { SubnetIdentityV3 } from '../../pallets/subtensor/types.ts'
import { bytesOf, compactBytes, compactU16, compactU64, field } from './view.ts'
import type { Field } from './view.ts'

export const compactNetUid = compact(NetUid)
export const compactAlpha = compact(AlphaRao)
export const compactRao = compact(Rao)

type Item<T> = { get(ctx: Context, netuid: NetUid): T }

const alphaOf = (item: Item<AlphaRao>): Field<AlphaRao> =>
  field(compactAlpha, (ctx, { netuid }) => item.get(ctx, netuid))
const raoOf = (item: Item<Rao>): Field<Rao> =>
  field(compactRao, (ctx, { netuid }) => item.get(ctx, netuid))

/** What is no longer computed reads as nothing. */
const zero = field(compactU64, () => 0n)

/** Facts of a subnet that several views show; the fields they call differently stand twice. */
export const subnetFields = {
  netuid: field(compactNetUid, (_ctx, { netuid }) => netuid),
  name: field(compactBytes, (ctx, { netuid }) => bytesOf(subnetName(ctx, netuid))),
  symbol: field(compactBytes, (ctx, { netuid }) => bytesOf(TokenSymbol.get(ctx, netuid))),
  identity: field(option(SubnetIdentityV3), (ctx, { netuid }) =>
    SubnetIdentitiesV3.get(ctx, netuid),
  ),
  network_registered_at: field(compactU64, (ctx, { netuid }) =>
    NetworkRegisteredAt.get(ctx, netuid),
  ),
  owner_hotkey: field(AccountId32, (ctx, { netuid }) => SubnetOwnerHotkey.get(ctx, netuid)),
  owner_coldkey: field(AccountId32, (ctx, { netuid }) => SubnetOwner.get(ctx, netuid)),
  block: field(compactU64, (ctx) => currentBlock(ctx)),
  last_step: field(compactU64, (ctx, { netuid }) => LastMechansimStepBlock.get(ctx, netuid)),
  /** Since the last successful epoch, by the clock. */
  blocks_since_last_step: field(compactU64, (ctx, { netuid }) => {
    const since = currentBlock(ctx) - LastMechansimStepBlock.get(ctx, netuid)
    return since > 0n ? since : 0n
  }),
  /** The same by the chain's own counter. */
  counted_blocks_since_last_step: field(compactU64, (ctx, { netuid }) =>
    BlocksSinceLastStep.get(ctx, netuid),
  ),
  subnet_emission: zero,
  alpha_in: alphaOf(SubnetAlphaIn),
  alpha_out: alphaOf(SubnetAlphaOut),
  tao_in: raoOf(SubnetTAO),
  alpha_out_emission: alphaOf(SubnetAlphaOutEmission),
  alpha_in_emission: alphaOf(SubnetAlphaInEmission),
  tao_in_emission: raoOf(SubnetTaoInEmission),
  pending_alpha_emission: field(compactAlpha, (ctx, { netuid }) =>
    saturatingPlus(
      PendingValidatorEmission.get(ctx, netuid),
      PendingServerEmission.get(ctx, netuid),
    ),
  ),
  pending_root_emission: field(compactRao, () => rao(0n)),
  subnet_volume: field(compact(u128), (ctx, { netuid }) => SubnetVolume.get(ctx, netuid)),
  moving_price: field(I96F32, (ctx, { netuid }) => SubnetMovingPrice.get(ctx, netuid)),
  num_uids: field(compactU16, (ctx, { netuid }) => SubnetworkN.get(ctx, netuid)),
  max_uids: field(compactU16, (ctx, { netuid }) => MaxAllowedUids.get(ctx, netuid)),
  burn: field(compactRao, (ctx, { netuid }) => Burn.get(ctx, netuid)),
  pow_registration_allowed: field(bool, (ctx, { netuid }) =>
    NetworkPowRegistrationAllowed.get(ctx, netuid),
  ),
  scaling_law_power: field(compactU16, (ctx, { netuid }) => ScalingLawPower.get(ctx, netuid)),
  network_modality: field(compactU16, () => 0),
  network_connect: field(vec(array(u16, 2)), () => []),
} as const

/** The mechanism that every subnet has. */
export const FIRST_MECHANISM: MechId = mechId(0)
/** No alpha. */
export const NO_ALPHA = alphaRao(0n)
