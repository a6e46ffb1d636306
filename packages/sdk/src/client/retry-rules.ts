import { callApi } from './call-api.ts'
import type { Hyperparameter } from '../descriptors/generated/types.ts'
import type { Client } from './client.ts'
import { readStorage } from './read-storage.ts'

/** The refused call and where it stands. */
export interface RetryQuestion {
  readonly client: Client
  /** `Pallet.call` */
  readonly name: string
  readonly args: Readonly<Record<string, unknown>>
  /** Address of the signer, or of whom a proxy acts for. */
  readonly account: string
  /** The best block. */
  readonly now: number
}

/** The first block in which the call passes. */
export type RetryRule = (question: RetryQuestion) => Promise<number | undefined>

const netuidOf = (args: RetryQuestion['args']): number => Number(args['netuid'])
const text = (value: unknown): string => String(value)

/** Storage index of a mechanism of a subnet (spec: 20-calls §0). */
const indexOf = (args: RetryQuestion['args']): number =>
  Number(args['mecid'] ?? 0) * 4096 + netuidOf(args)

/** now − LastUpdate[uid] ≥ WeightsSetRateLimit (spec: 20-calls §3). */
const weights: RetryRule = async ({ client, args, account }) => {
  const [uid, limit] = await Promise.all([
    readStorage(client, 'SubtensorModule.Uids', [netuidOf(args), account]),
    readStorage(client, 'SubtensorModule.WeightsSetRateLimit', [netuidOf(args)]),
  ])
  if (uid === undefined) return undefined
  const updates = await readStorage(client, 'SubtensorModule.LastUpdate', [indexOf(args)])
  const last = updates[uid]
  return last === undefined ? undefined : Number(last + limit)
}

const serving: RetryRule = async ({ client, name, args, account }) => {
  const keys = [netuidOf(args), account] as const
  const [limit, served] = await Promise.all([
    readStorage(client, 'SubtensorModule.ServingRateLimit', [netuidOf(args)]),
    name.endsWith('serve_prometheus')
      ? readStorage(client, 'SubtensorModule.Prometheus', keys)
      : readStorage(client, 'SubtensorModule.Axons', keys),
  ])
  return served === undefined ? undefined : Number(served.block + limit)
}

const registerNetwork: RetryRule = async ({ client }) => {
  const [last, limit] = await Promise.all([
    readStorage(client, 'SubtensorModule.LastRateLimitedBlock', [
      { type: 'NetworkLastRegistered' },
    ]),
    readStorage(client, 'SubtensorModule.NetworkRateLimit', []),
  ])
  return Number(last + limit)
}

const delegateTake: RetryRule = async ({ client, args }) => {
  const key = { type: 'LastTxBlockDelegateTake', value: text(args['hotkey']) } as const
  const [last, limit] = await Promise.all([
    readStorage(client, 'SubtensorModule.LastRateLimitedBlock', [key]),
    readStorage(client, 'SubtensorModule.TxDelegateTakeRateLimit', []),
  ])
  // It fails at the limit itself too.
  return Number(last + limit) + 1
}

const hotkeySwap: RetryRule = async ({ client, account }) => {
  const key = { type: 'LastTxBlock', value: account } as const
  const [last, limit] = await Promise.all([
    readStorage(client, 'SubtensorModule.LastRateLimitedBlock', [key]),
    readStorage(client, 'SubtensorModule.TxRateLimit', []),
  ])
  return Number(last + limit) + 1
}

/** Kinds of `TransactionKeyLastBlock` and their limits in blocks (spec: 20-calls §3). */
const SET_CHILDREN = { kind: 0, limit: 150 }
const SET_CHILDKEY_TAKE = 1
const TEMPO_UPDATE = { kind: 11, limit: 360 }

const transaction: RetryRule = async (question) => {
  const { client, name, args, account } = question
  const last = async (key: string, kind: number): Promise<number> => {
    const keys = [key, netuidOf(args), kind] as const
    return Number(await readStorage(client, 'SubtensorModule.TransactionKeyLastBlock', keys))
  }
  if (name === 'SubtensorModule.set_children') {
    return (await last(text(args['hotkey']), SET_CHILDREN.kind)) + SET_CHILDREN.limit
  }
  if (name === 'SubtensorModule.set_tempo') {
    return (await last(account, TEMPO_UPDATE.kind)) + TEMPO_UPDATE.limit
  }
  return hyperparameter(question)
}

/** tempo · OwnerHyperparamRateLimit after the last change of the same rule. */
const hyperparameter: RetryRule = async ({ client, name, args }) => {
  const type = HYPERPARAMETERS[name]
  if (type === undefined) return undefined
  const netuid = netuidOf(args)
  const key = { type: 'OwnerHyperparamUpdate', value: [netuid, { type }] } as const
  const [last, tempo, epochs] = await Promise.all([
    readStorage(client, 'SubtensorModule.LastRateLimitedBlock', [key]),
    readStorage(client, 'SubtensorModule.Tempo', [netuid]),
    readStorage(client, 'SubtensorModule.OwnerHyperparamRateLimit', []),
  ])
  return Number(last) + tempo * epochs
}

/** Under which name the chain remembers the change of a rule (spec: 20-calls §13). */
const HYPERPARAMETERS: Readonly<Record<string, Hyperparameter['type']>> = {
  'AdminUtils.sudo_set_serving_rate_limit': 'ServingRateLimit',
  'AdminUtils.sudo_set_max_difficulty': 'MaxDifficulty',
  'AdminUtils.sudo_set_adjustment_alpha': 'AdjustmentAlpha',
  'AdminUtils.sudo_set_immunity_period': 'ImmunityPeriod',
  'AdminUtils.sudo_set_min_allowed_weights': 'MinAllowedWeights',
  'AdminUtils.sudo_set_max_allowed_uids': 'MaxAllowedUids',
  'AdminUtils.sudo_set_rho': 'Rho',
  'AdminUtils.sudo_set_activity_cutoff': 'ActivityCutoff',
  'AdminUtils.sudo_set_min_burn': 'MinBurn',
  'AdminUtils.sudo_set_max_burn': 'MaxBurn',
  'AdminUtils.sudo_set_bonds_moving_average': 'BondsMovingAverage',
  'AdminUtils.sudo_set_commit_reveal_weights_enabled': 'CommitRevealEnabled',
  'AdminUtils.sudo_set_liquid_alpha_enabled': 'LiquidAlphaEnabled',
  'AdminUtils.sudo_set_alpha_values': 'AlphaValues',
  'AdminUtils.sudo_set_commit_reveal_weights_interval': 'WeightCommitInterval',
  'AdminUtils.sudo_set_bonds_penalty': 'BondsPenalty',
  'AdminUtils.sudo_set_toggle_transfer': 'TransferEnabled',
  'AdminUtils.sudo_set_alpha_sigmoid_steepness': 'AlphaSigmoidSteepness',
  'AdminUtils.sudo_set_yuma3_enabled': 'Yuma3Enabled',
  'AdminUtils.sudo_set_bonds_reset_enabled': 'BondsResetEnabled',
  'AdminUtils.sudo_set_owner_immune_neuron_limit': 'ImmuneNeuronLimit',
  'AdminUtils.sudo_set_recycle_or_burn': 'RecycleOrBurn',
  'AdminUtils.sudo_set_burn_half_life': 'BurnHalfLife',
  'AdminUtils.sudo_set_burn_increase_mult': 'BurnIncreaseMult',
  'AdminUtils.sudo_set_min_childkey_take_per_subnet': 'MinChildkeyTake',
  'SubtensorModule.set_activity_cutoff_factor': 'ActivityCutoffFactorMilli',
  'SubtensorModule.trigger_epoch': 'TriggerEpoch',
}

const childkeyTake: RetryRule = async ({ client, args }) => {
  const keys = [text(args['hotkey']), netuidOf(args), SET_CHILDKEY_TAKE] as const
  const [last, limit] = await Promise.all([
    readStorage(client, 'SubtensorModule.TransactionKeyLastBlock', keys),
    readStorage(client, 'SubtensorModule.TxChildkeyTakeRateLimit', []),
  ])
  return Number(last + limit)
}

const nextBlock: RetryRule = async ({ now }) => now + 1

const registrationInterval: RetryRule = async ({ client, name, args }) => {
  const netuid = name === 'SubtensorModule.root_register' ? 0 : netuidOf(args)
  const [last, interval] = await Promise.all([
    readStorage(client, 'SubtensorModule.LastAdjustmentBlock', [netuid]),
    readStorage(client, 'SubtensorModule.AdjustmentInterval', [netuid]),
  ])
  return Number(last) + Number(interval)
}

const afterEpoch: RetryRule = async ({ client, args }) => {
  const start = await callApi(client, 'SubnetInfoRuntimeApi.get_next_epoch_start_block', [
    netuidOf(args),
  ])
  return start === undefined ? undefined : Number(start) + 1
}

/** A commitment opens `RevealPeriodEpochs` epochs after its own (spec: 20-calls §5.3). */
const reveal: RetryRule = async ({ client, args, account }) => {
  const netuid = netuidOf(args)
  const [commits, epoch, period, tempo, next] = await Promise.all([
    readStorage(client, 'SubtensorModule.WeightCommits', [indexOf(args), account]),
    readStorage(client, 'SubtensorModule.SubnetEpochIndex', [netuid]),
    readStorage(client, 'SubtensorModule.RevealPeriodEpochs', [netuid]),
    readStorage(client, 'SubtensorModule.Tempo', [netuid]),
    callApi(client, 'SubnetInfoRuntimeApi.get_next_epoch_start_block', [netuid]),
  ])
  const first = commits?.[0]
  if (first === undefined || next === undefined) return undefined
  const epochs = Number(BigInt(first[1]) + period - epoch)
  return epochs <= 0 ? undefined : Number(next) + (epochs - 1) * tempo
}

const start: RetryRule = async ({ client, args }) => {
  const [registered, delay] = await Promise.all([
    readStorage(client, 'SubtensorModule.NetworkRegisteredAt', [netuidOf(args)]),
    readStorage(client, 'SubtensorModule.StartCallDelay', []),
  ])
  return Number(registered + delay)
}

const coldkeySwap: RetryRule = async ({ client, account }) => {
  const announced = await readStorage(client, 'SubtensorModule.ColdkeySwapAnnouncements', [account])
  return announced === undefined ? undefined : announced[0]
}

/** The pool gives one number for several rate limits: the call tells which. */
const poolRateLimit: RetryRule = (question) =>
  question.name.startsWith('SubtensorModule.register_network')
    ? registerNetwork(question)
    : weights(question)

/** By the name of the error on the chain or in the pool. */
export const RETRY_RULES: Readonly<Record<string, RetryRule>> = {
  SettingWeightsTooFast: weights,
  CommittingWeightsTooFast: weights,
  ServingRateLimitExceeded: serving,
  NetworkTxRateLimitExceeded: registerNetwork,
  TxRateLimitExceeded: transaction,
  TxChildkeyTakeRateLimitExceeded: childkeyTake,
  DelegateTxRateLimitExceeded: delegateTake,
  HotKeySetTxRateLimitExceeded: hotkeySwap,
  StakingRateLimitExceeded: nextBlock,
  TooManyRegistrationsThisBlock: nextBlock,
  TooManyRegistrationsThisInterval: registrationInterval,
  AdminActionProhibitedDuringWeightsWindow: afterEpoch,
  RevealTooEarly: reveal,
  CommitBlockNotInRevealRange: reveal,
  NeedWaitingMoreBlocksToStarCall: start,
  ColdkeySwapTooEarly: coldkeySwap,
  RateLimitExceeded: poolRateLimit,
}
