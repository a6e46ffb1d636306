import { decode, rao, u16 } from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { currentBlock } from '../block.ts'
import { events } from '../events.ts'
import { SubnetEmissionEnabled } from '../storage/emission.ts'
import {
  ActivityCutoff,
  Burn,
  ImmunityPeriod,
  Kappa,
  MaxAllowedUids,
  MaxAllowedValidators,
  MinAllowedWeights,
  RegistrationsThisInterval,
  Yuma3On,
} from '../storage/hyperparameters.ts'
import {
  NetworkRegistrationAllowed,
  NetworksAdded,
  SubnetworkN,
  TotalNetworks,
} from '../storage/networks.ts'
import { LastEpochBlock, Tempo } from '../storage/schedule.ts'

const MAX_U16 = 0xffff
/** Of a registration on a new subnet: 1 TAO. */
const FIRST_PRICE = rao(1_000_000_000n)
const MAX_UIDS = 256
const MAX_VALIDATORS = 64
const MIN_WEIGHTS = 1
const IMMUNITY_BLOCKS = 5000

/** Brings a network into being, without owner and neurons (spec: 20-calls §7.3). */
export function initNetwork(ctx: Context, netuid: NetUid): void {
  SubnetworkN.set(ctx, netuid, 0)
  NetworksAdded.set(ctx, netuid, true)
  startEpochs(ctx, netuid)
  TotalNetworks.update(ctx, (count) => (count < MAX_U16 ? count + 1 : count))
  NetworkRegistrationAllowed.set(ctx, netuid, true)
  ctx.deposit(events, { type: 'RegistrationAllowed', value: [netuid, true] })
  MaxAllowedUids.set(ctx, netuid, MAX_UIDS)
  ctx.deposit(events, { type: 'MaxAllowedUidsSet', value: [netuid, MAX_UIDS] })
  MaxAllowedValidators.set(ctx, netuid, MAX_VALIDATORS)
  ctx.deposit(events, { type: 'MaxAllowedValidatorsSet', value: [netuid, MAX_VALIDATORS] })
  MinAllowedWeights.set(ctx, netuid, MIN_WEIGHTS)
  ctx.deposit(events, { type: 'MinAllowedWeightSet', value: [netuid, MIN_WEIGHTS] })
  ImmunityPeriod.set(ctx, netuid, IMMUNITY_BLOCKS)
  ctx.deposit(events, { type: 'ImmunityPeriodSet', value: [netuid, IMMUNITY_BLOCKS] })
  Yuma3On.set(ctx, netuid, true)
  Burn.set(ctx, netuid, FIRST_PRICE)
  SubnetEmissionEnabled.set(ctx, netuid, true)
  writeDefaults(ctx, netuid)
}

/** Subnets of the same age run their epochs in different blocks. */
function startEpochs(ctx: Context, netuid: NetUid): void {
  const tempo = decode(u16, Tempo.defaultBytes(ctx.config))
  Tempo.set(ctx, netuid, tempo)
  const block = currentBlock(ctx)
  const stagger = BigInt(netuid % (tempo > 1 ? tempo : 1))
  LastEpochBlock.set(ctx, netuid, block > stagger ? block - stagger : 0n)
}

/** The reference writes some defaults out; what a netuid kept from before stays. */
function writeDefaults(ctx: Context, netuid: NetUid): void {
  for (const item of [Kappa, ActivityCutoff, RegistrationsThisInterval]) {
    if (!item.has(ctx, netuid)) item.set(ctx, netuid, item.get(ctx, netuid))
  }
}
