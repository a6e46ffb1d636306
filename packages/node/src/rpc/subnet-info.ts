import {
  concatBytes,
  encode,
  NetUid,
  option,
  u16 as U16,
  u64 as U64,
  u8 as U8,
  vec,
} from '@plexus/primitives'
import { askFor, askForBytes } from './custom-api.ts'
import type { Question } from './custom-api.ts'
import { method } from './method.ts'
import { account, list, optionalHash, u16, u8 } from './params.ts'
import { jsonNumber } from './render.ts'

const question = (name: string, what: string): Question => ({
  api: `SubnetInfoRuntimeApi_${name}`,
  what: `Unable to get ${what}`,
})

const ofAll = (name: string, what: string) => {
  const asked = question(name, what)
  return method([optionalHash], ({ ctx }, at) => askForBytes(ctx, at, asked))
}

const ofSubnet = (name: string, what: string) => {
  const asked = question(name, what)
  return method([u16, optionalHash], ({ ctx }, netuid, at) =>
    askForBytes(ctx, at, asked, encode(U16, netuid)),
  )
}

/** Far more than there are fields; the runtime ignores repetitions. */
const indices = list(u16, 1024)
const Indices = vec(U16)

/** SCALE `Option<SubnetInfo>`. */
export const subnetInfo_getSubnetInfo = ofSubnet('get_subnet_info', 'subnet info')
/** SCALE `Vec<Option<SubnetInfo>>`. */
export const subnetInfo_getSubnetsInfo = ofAll('get_subnets_info', 'subnets info')
/** SCALE `Option<SubnetInfov2>`. */
export const subnetInfo_getSubnetInfo_v2 = ofSubnet('get_subnet_info_v2', 'subnet info')
/** SCALE `Vec<Option<SubnetInfov2>>`. */
export const subnetInfo_getSubnetsInfo_v2 = ofAll('get_subnets_info_v2', 'subnets info')
/** SCALE `Option<SubnetHyperparams>`. */
export const subnetInfo_getSubnetHyperparams = ofSubnet('get_subnet_hyperparams', 'subnet info')
/** SCALE `Option<SubnetHyperparamsV2>`. */
export const subnetInfo_getSubnetHyperparamsV2 = ofSubnet(
  'get_subnet_hyperparams_v2',
  'subnet info',
)
/** SCALE `Vec<Option<DynamicInfo>>`. */
export const subnetInfo_getAllDynamicInfo = ofAll('get_all_dynamic_info', 'dynamic subnets info')
/** SCALE `Option<DynamicInfo>`. */
export const subnetInfo_getDynamicInfo = ofSubnet('get_dynamic_info', 'dynamic subnets info')
/** SCALE `Vec<Option<Metagraph>>`. */
export const subnetInfo_getAllMetagraphs = ofAll('get_all_metagraphs', 'metagraphs')
/** SCALE `Option<Metagraph>`. */
export const subnetInfo_getMetagraph = ofSubnet('get_metagraph', 'dynamic subnets info')
/** SCALE `Vec<Option<Metagraph>>`, one for each mechanism. */
export const subnetInfo_getAllMechagraphs = ofAll('get_all_mechagraphs', 'metagraphs')
/** SCALE `Option<SubnetState>`. */
export const subnetInfo_getSubnetState = ofSubnet('get_subnet_state', 'subnet state info')
/** SCALE `Option<AccountId>`. */
export const subnetInfo_getSubnetAccountId = ofSubnet('get_subnet_account_id', 'subnet account id')

const MECHAGRAPH = question('get_mechagraph', 'dynamic subnets info')
/** SCALE `Option<Metagraph>` of one mechanism. */
export const subnetInfo_getMechagraph = method(
  [u16, u8, optionalHash],
  ({ ctx }, netuid, mechid, at) =>
    askForBytes(ctx, at, MECHAGRAPH, concatBytes(encode(U16, netuid), encode(U8, mechid))),
)

const METAGRAPH_FIELDS = question('get_selective_metagraph', 'selective metagraph')
/** SCALE `Option<SelectiveMetagraph>`. */
export const subnetInfo_getSelectiveMetagraph = method(
  [u16, indices, optionalHash],
  ({ ctx }, netuid, fields, at) =>
    askForBytes(
      ctx,
      at,
      METAGRAPH_FIELDS,
      concatBytes(encode(U16, netuid), encode(Indices, fields)),
    ),
)

const MECHAGRAPH_FIELDS = question('get_selective_mechagraph', 'selective metagraph')
/** SCALE `Option<SelectiveMetagraph>` of one mechanism. */
export const subnetInfo_getSelectiveMechagraph = method(
  [u16, u8, indices, optionalHash],
  ({ ctx }, netuid, mechid, fields, at) =>
    askForBytes(
      ctx,
      at,
      MECHAGRAPH_FIELDS,
      concatBytes(encode(U16, netuid), encode(U8, mechid), encode(Indices, fields)),
    ),
)

const AUTO_STAKE = question('get_coldkey_auto_stake_hotkey', 'coldkey auto stake hotkey')
/** SCALE `Option<AccountId>`. The coldkey is an address here, not bytes. */
export const subnetInfo_getColdkeyAutoStakeHotkey = method(
  [account, u16, optionalHash],
  ({ ctx }, coldkey, netuid, at) =>
    askForBytes(ctx, at, AUTO_STAKE, concatBytes(coldkey, encode(U16, netuid))),
)

const TO_PRUNE = question('get_subnet_to_prune', 'subnet to prune')
/** The netuid that makes room for the next subnet, or null. */
export const subnetInfo_getSubnetToPrune = method(
  [optionalHash],
  async ({ ctx }, at) => (await askFor(option(NetUid), ctx, at, TO_PRUNE)) ?? null,
)

const LOCK_COST: Question = {
  api: 'SubnetRegistrationRuntimeApi_get_network_registration_cost',
  what: 'Unable to get subnet lock cost',
}
/** What a new subnet costs, in rao. */
export const subnetInfo_getLockCost = method([optionalHash], async ({ ctx }, at) =>
  jsonNumber(await askFor(U64, ctx, at, LOCK_COST)),
)
