import {
  AccountId32,
  bool,
  NetUid,
  option,
  struct,
  tuple,
  u16,
  uid as asUid,
  vec,
} from '@plexus/primitives'
import type { NetUid as Id, Uid, ValueOf } from '@plexus/primitives'
import { method } from '../../frame/api.ts'
import type { RuntimeApi } from '../../frame/api.ts'
import type { Context } from '../../frame/context.ts'
import { hotkeyStake } from '../../pallets/subtensor/staking/stake.ts'
import { Owner } from '../../pallets/subtensor/storage/keys.ts'
import {
  Active,
  Axons,
  Bonds,
  Consensus,
  Dividends,
  Emission,
  Incentive,
  Keys,
  LastUpdate,
  Prometheus,
  ValidatorPermit,
  ValidatorTrust,
  Weights,
} from '../../pallets/subtensor/storage/neurons.ts'
import { subnetExists } from '../../pallets/subtensor/subnets/list.ts'
import { AxonInfo, PrometheusInfo, storageIndex } from '../../pallets/subtensor/types.ts'
import { NO_AXON, uidsOf } from './neuron-fields.ts'
import { compactAlpha, compactNetUid, FIRST_MECHANISM, NO_ALPHA } from './subnet-fields.ts'
import { compactU16, compactU64, ofAccounts, rpcInfo } from './view.ts'

const NO_PROMETHEUS: PrometheusInfo = { block: 0n, version: 0, ip: 0n, port: 0, ip_type: 0 }
/** What is no longer computed. */
const PRUNING_SCORE = 0xffff

const pairs = vec(tuple(compactU16, compactU16))

/** Fields before the rows. */
const first = {
  hotkey: AccountId32,
  coldkey: AccountId32,
  uid: compactU16,
  netuid: compactNetUid,
  active: bool,
  axon_info: AxonInfo,
  prometheus_info: PrometheusInfo,
  stake: vec(tuple(AccountId32, compactAlpha)),
  rank: compactU16,
  emission: compactAlpha,
  incentive: compactU16,
  consensus: compactU16,
  trust: compactU16,
  validator_trust: compactU16,
  dividends: compactU16,
  last_update: compactU64,
  validator_permit: bool,
}

/** `NeuronInfoLite`: a neuron without its weights and bonds. */
export const NeuronInfoLite = struct(
  { ...first, pruning_score: compactU16 },
  rpcInfo('neuron_info', 'NeuronInfoLite', ofAccounts),
)
/** `NeuronInfo`: a neuron with its weights and bonds. */
export const NeuronInfo = struct(
  { ...first, weights: pairs, bonds: pairs, pruning_score: compactU16 },
  rpcInfo('neuron_info', 'NeuronInfo', ofAccounts),
)

function neuronLite(
  ctx: Context,
  netuid: Id,
  uid: Uid,
): ValueOf<typeof NeuronInfoLite> | undefined {
  if (!Keys.has(ctx, netuid, uid)) return undefined
  const hotkey = Keys.get(ctx, netuid, uid)
  const coldkey = Owner.get(ctx, hotkey)
  const index = storageIndex(netuid, FIRST_MECHANISM)
  return {
    hotkey,
    coldkey,
    uid,
    netuid,
    active: Active.get(ctx, netuid)[uid] ?? false,
    axon_info: Axons.get(ctx, netuid, hotkey) ?? NO_AXON,
    prometheus_info: Prometheus.get(ctx, netuid, hotkey) ?? NO_PROMETHEUS,
    stake: [[coldkey, hotkeyStake(ctx, hotkey, netuid)]],
    rank: 0,
    emission: Emission.get(ctx, netuid)[uid] ?? NO_ALPHA,
    incentive: Incentive.get(ctx, index)[uid] ?? 0,
    consensus: Consensus.get(ctx, netuid)[uid] ?? 0,
    trust: 0,
    validator_trust: ValidatorTrust.get(ctx, netuid)[uid] ?? 0,
    dividends: Dividends.get(ctx, netuid)[uid] ?? 0,
    last_update: LastUpdate.get(ctx, index)[uid] ?? 0n,
    validator_permit: ValidatorPermit.get(ctx, netuid)[uid] ?? false,
    pruning_score: PRUNING_SCORE,
  }
}

function neuron(ctx: Context, netuid: Id, uid: Uid): ValueOf<typeof NeuronInfo> | undefined {
  const lite = neuronLite(ctx, netuid, uid)
  if (lite === undefined) return undefined
  const index = storageIndex(netuid, FIRST_MECHANISM)
  const present = ([, value]: readonly [number, number]): boolean => value > 0
  return {
    ...lite,
    weights: Weights.get(ctx, index, uid).filter(present),
    bonds: Bonds.get(ctx, index, uid).filter(present),
  }
}

/** The neurons up to the first uid without a hotkey. */
function neuronsOf<T>(
  ctx: Context,
  netuid: Id,
  read: (ctx: Context, netuid: Id, uid: Uid) => T | undefined,
): readonly T[] {
  if (!subnetExists(ctx, netuid)) return []
  const neurons: T[] = []
  for (const uid of uidsOf(ctx, netuid)) {
    const each = read(ctx, netuid, uid)
    if (each === undefined) break
    neurons.push(each)
  }
  return neurons
}

const of = { netuid: NetUid }
const one = { netuid: NetUid, uid: u16 }

export const neuronInfoApi: RuntimeApi = {
  name: 'NeuronInfoRuntimeApi',
  methods: [
    method('get_neurons', of, vec(NeuronInfo), ({ ctx }, { netuid }) =>
      neuronsOf(ctx, netuid, neuron),
    ),
    method('get_neuron', one, option(NeuronInfo), ({ ctx }, { netuid, uid }) =>
      subnetExists(ctx, netuid) ? neuron(ctx, netuid, asUid(uid)) : undefined,
    ),
    method('get_neurons_lite', of, vec(NeuronInfoLite), ({ ctx }, { netuid }) =>
      neuronsOf(ctx, netuid, neuronLite),
    ),
    method('get_neuron_lite', one, option(NeuronInfoLite), ({ ctx }, { netuid, uid }) =>
      subnetExists(ctx, netuid) ? neuronLite(ctx, netuid, asUid(uid)) : undefined,
    ),
  ],
}
