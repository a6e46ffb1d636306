import { AccountId32, mechId, MechId, NetUid, option, u16, u64, vec } from '@plexus/primitives'
import type { MechId as Mech, NetUid as Id } from '@plexus/primitives'
import { method } from '../../frame/api.ts'
import type { RuntimeApi } from '../../frame/api.ts'
import type { Context } from '../../frame/context.ts'
import { nextEpochBlock } from '../../pallets/subtensor/epoch/schedule.ts'
import { AutoStakeDestination } from '../../pallets/subtensor/storage/keys.ts'
import { MechanismCountCurrent } from '../../pallets/subtensor/storage/hyperparameters.ts'
import { NetworksAdded } from '../../pallets/subtensor/storage/networks.ts'
import { existingSubnetAccount } from '../../pallets/subtensor/subnets/account.ts'
import { allNetuids, subnetExists } from '../../pallets/subtensor/subnets/list.ts'
import { mechanismExists } from '../../pallets/subtensor/subnets/mechanism.ts'
import { networkToPrune } from '../../pallets/subtensor/subnets/prune.ts'
import { DynamicInfo, dynamicInfo } from './dynamic-info.ts'
import {
  Metagraph,
  readMechagraph,
  readMetagraph,
  selectiveMechagraph,
  SelectiveMetagraph,
  selectiveMetagraph,
} from './metagraph.ts'
import {
  hyperparams,
  hyperparamsV2,
  HyperparamsV3,
  hyperparamsV3,
  SubnetHyperparams,
  SubnetHyperparamsV2,
  SubnetInfo,
  subnetInfo,
  SubnetInfoV2,
  subnetInfoV2,
} from './subnet-info.ts'
import { FIRST_MECHANISM } from './subnet-fields.ts'
import { SubnetState, subnetState } from './subnet-state.ts'
import { readView } from './view.ts'
import type { ViewFields } from './view.ts'

/** The view of a subnet, or nothing where there is no such subnet. */
function existing<T>(ctx: Context, netuid: Id, read: () => T): T | undefined {
  return subnetExists(ctx, netuid) ? read() : undefined
}

const viewOf =
  <F extends ViewFields>(fields: F) =>
  (ctx: Context, netuid: Id) =>
    existing(ctx, netuid, () => readView(ctx, fields, { netuid, mechid: FIRST_MECHANISM }))

const infoOf = viewOf(subnetInfo)
const infoV2Of = viewOf(subnetInfoV2)
const dynamicOf = viewOf(dynamicInfo)
const hyperparamsOf = viewOf(hyperparams)
const hyperparamsV2Of = viewOf(hyperparamsV2)
const stateOf = viewOf(subnetState)

const metagraphOf = (ctx: Context, netuid: Id) =>
  existing(ctx, netuid, () => readMetagraph(ctx, netuid))
const mechagraphOf = (ctx: Context, netuid: Id, mechid: Mech) =>
  mechanismExists(ctx, netuid, mechid) ? readMechagraph(ctx, { netuid, mechid }) : undefined

/** Subnets that exist, by number. */
const ascending = (ctx: Context): readonly Id[] =>
  allNetuids(ctx)
    .filter((netuid) => NetworksAdded.get(ctx, netuid))
    .sort((a, b) => a - b)

const mechanismsOf = (ctx: Context, netuid: Id): readonly Mech[] =>
  Array.from({ length: MechanismCountCurrent.get(ctx, netuid) }, (_, at) => mechId(at))

const one = { netuid: NetUid }

export const subnetInfoApi: RuntimeApi = {
  name: 'SubnetInfoRuntimeApi',
  methods: [
    method('get_subnet_info', one, option(SubnetInfo), ({ ctx }, { netuid }) =>
      infoOf(ctx, netuid),
    ),
    method('get_subnets_info', {}, vec(option(SubnetInfo)), ({ ctx }) =>
      ascending(ctx).map((netuid) => infoOf(ctx, netuid)),
    ),
    method('get_subnet_info_v2', one, option(SubnetInfoV2), ({ ctx }, { netuid }) =>
      infoV2Of(ctx, netuid),
    ),
    method('get_subnets_info_v2', {}, vec(option(SubnetInfoV2)), ({ ctx }) =>
      ascending(ctx).map((netuid) => infoV2Of(ctx, netuid)),
    ),
    method('get_subnet_hyperparams', one, option(SubnetHyperparams), ({ ctx }, { netuid }) =>
      hyperparamsOf(ctx, netuid),
    ),
    method('get_subnet_hyperparams_v2', one, option(SubnetHyperparamsV2), ({ ctx }, { netuid }) =>
      hyperparamsV2Of(ctx, netuid),
    ),
    method('get_subnet_hyperparams_v3', one, HyperparamsV3, ({ ctx }, { netuid }) =>
      existing(ctx, netuid, () => hyperparamsV3(ctx, netuid, FIRST_MECHANISM)),
    ),
    method('get_all_dynamic_info', {}, vec(option(DynamicInfo)), ({ ctx }) =>
      allNetuids(ctx).map((netuid) => dynamicOf(ctx, netuid)),
    ),
    method('get_all_metagraphs', {}, vec(option(Metagraph)), ({ ctx }) =>
      allNetuids(ctx).map((netuid) => metagraphOf(ctx, netuid)),
    ),
    method('get_metagraph', one, option(Metagraph), ({ ctx }, { netuid }) =>
      metagraphOf(ctx, netuid),
    ),
    method('get_all_mechagraphs', {}, vec(option(Metagraph)), ({ ctx }) =>
      allNetuids(ctx).flatMap((netuid) =>
        mechanismsOf(ctx, netuid).map((mechid) => mechagraphOf(ctx, netuid, mechid)),
      ),
    ),
    method(
      'get_mechagraph',
      { netuid: NetUid, mecid: MechId },
      option(Metagraph),
      ({ ctx }, { netuid, mecid }) => mechagraphOf(ctx, netuid, mecid),
    ),
    method('get_dynamic_info', one, option(DynamicInfo), ({ ctx }, { netuid }) =>
      dynamicOf(ctx, netuid),
    ),
    method('get_subnet_state', one, option(SubnetState), ({ ctx }, { netuid }) =>
      stateOf(ctx, netuid),
    ),
    method(
      'get_selective_metagraph',
      { netuid: NetUid, metagraph_indexes: vec(u16) },
      option(SelectiveMetagraph),
      ({ ctx }, { netuid, metagraph_indexes: indices }) =>
        existing(ctx, netuid, () => selectiveMetagraph(ctx, netuid, indices)),
    ),
    method(
      'get_coldkey_auto_stake_hotkey',
      { coldkey: AccountId32, netuid: NetUid },
      option(AccountId32),
      ({ ctx }, { coldkey, netuid }) => AutoStakeDestination.get(ctx, coldkey, netuid),
    ),
    method(
      'get_selective_mechagraph',
      { netuid: NetUid, subid: MechId, metagraph_indexes: vec(u16) },
      option(SelectiveMetagraph),
      ({ ctx }, { netuid, subid, metagraph_indexes: indices }) =>
        existing(ctx, netuid, () => selectiveMechagraph(ctx, { netuid, mechid: subid }, indices)),
    ),
    method('get_subnet_to_prune', {}, option(NetUid), ({ ctx }) => networkToPrune(ctx)),
    method('get_subnet_account_id', one, option(AccountId32), ({ ctx }, { netuid }) =>
      existingSubnetAccount(ctx, netuid),
    ),
    method('get_next_epoch_start_block', one, option(u64), ({ ctx }, { netuid }) =>
      nextEpochBlock(ctx, netuid),
    ),
  ],
}
