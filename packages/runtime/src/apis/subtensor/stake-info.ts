import {
  AccountId32,
  bool,
  btreeMap,
  byEncoding,
  bytesToHex,
  equalBytes,
  NetUid,
  option,
  rao,
  struct,
  tuple,
  u64,
  U64F64,
  vec,
} from '@plexus/primitives'
import type { AccountId, NetUid as Id, ValueOf } from '@plexus/primitives'
import { method } from '../../frame/api.ts'
import type { RuntimeApi } from '../../frame/api.ts'
import type { Context } from '../../frame/context.ts'
import { coldkeyLock, stakeAvailability } from '../../pallets/subtensor/locks/available.ts'
import { hotkeyConviction, mostConvincing } from '../../pallets/subtensor/locks/conviction.ts'
import { isRegistered } from '../../pallets/subtensor/registration/neurons.ts'
import { stakeOf } from '../../pallets/subtensor/staking/stake.ts'
import { AlphaDividendsPerSubnet } from '../../pallets/subtensor/storage/emission.ts'
import { StakingHotkeys } from '../../pallets/subtensor/storage/keys.ts'
import { allNetuids, subnetExists } from '../../pallets/subtensor/subnets/list.ts'
import { byNumber, LockState } from '../../pallets/subtensor/types.ts'
import { approxFeeAmount } from '../../pallets/swap/index.ts'
import { compactAlpha, compactNetUid, compactRao } from './subnet-fields.ts'
import { compactU64, ofAccounts, rpcInfo } from './view.ts'

/** `StakeInfo`: what one coldkey has with one hotkey on one subnet. */
export const StakeInfo = struct(
  {
    hotkey: AccountId32,
    coldkey: AccountId32,
    netuid: compactNetUid,
    stake: compactAlpha,
    locked: compactU64,
    emission: compactAlpha,
    tao_emission: compactRao,
    drain: compactU64,
    is_registered: bool,
  },
  rpcInfo('stake_info', 'StakeInfo', ofAccounts),
)

const StakeAvailability = struct(
  { total: compactAlpha, locked: compactAlpha, available: compactAlpha },
  rpcInfo('stake_info', 'StakeAvailability'),
)
const bySubnet = btreeMap(NetUid, StakeAvailability, byNumber)
const byColdkey = btreeMap(AccountId32, bySubnet, byEncoding(AccountId32))

function stakeInfo(
  ctx: Context,
  hotkey: AccountId,
  coldkey: AccountId,
  netuid: Id,
): ValueOf<typeof StakeInfo> {
  return {
    hotkey,
    coldkey,
    netuid,
    stake: stakeOf(ctx, hotkey, coldkey, netuid),
    locked: 0n,
    emission: AlphaDividendsPerSubnet.get(ctx, netuid, hotkey),
    tao_emission: rao(0n),
    drain: 0n,
    is_registered: isRegistered(ctx, netuid, hotkey),
  }
}

/** Stake above nothing, by subnet and then in the order in which the coldkey staked first. */
function stakesOf(ctx: Context, coldkey: AccountId): readonly ValueOf<typeof StakeInfo>[] {
  const hotkeys = StakingHotkeys.get(ctx, coldkey)
  return allNetuids(ctx).flatMap((netuid) =>
    hotkeys
      .map((hotkey) => stakeInfo(ctx, hotkey, coldkey, netuid))
      .filter(({ stake }) => stake > 0n),
  )
}

/** The subnets to look at; `undefined` where the question is malformed. */
function subnetsAsked(ctx: Context, asked: readonly Id[] | undefined): readonly Id[] | undefined {
  const existing = allNetuids(ctx)
  if (asked === undefined) return existing
  const distinct = [...new Set(asked)].sort(byNumber)
  if (distinct.length === 0 || distinct.length > existing.length) return undefined
  return distinct.filter((netuid) => subnetExists(ctx, netuid))
}

function availabilityOf(
  ctx: Context,
  coldkeys: readonly AccountId[],
  asked: readonly Id[] | undefined,
): ValueOf<typeof byColdkey> {
  const netuids = subnetsAsked(ctx, asked) ?? []
  return distinctAccounts(coldkeys).map((coldkey) => [
    coldkey,
    netuids
      .map((netuid) => [netuid, stakeAvailability(ctx, coldkey, netuid)] as const)
      .filter(([, { total, locked }]) => total > 0n || locked > 0n),
  ])
}

const distinctAccounts = (accounts: readonly AccountId[]): readonly AccountId[] => [
  ...new Map(accounts.map((account) => [bytesToHex(account), account])).values(),
]

/** Whether two accounts are the same, or both are absent. */
const sameMaybe = (a: AccountId | undefined, b: AccountId | undefined): boolean =>
  a === undefined || b === undefined ? a === b : equalBytes(a, b)

const place = option(tuple(AccountId32, NetUid))

export const stakeInfoApi: RuntimeApi = {
  name: 'StakeInfoRuntimeApi',
  methods: [
    method(
      'get_stake_info_for_coldkey',
      { coldkey_account: AccountId32 },
      vec(StakeInfo),
      ({ ctx }, { coldkey_account: coldkey }) => stakesOf(ctx, coldkey),
    ),
    method(
      'get_stake_info_for_coldkeys',
      { coldkey_accounts: vec(AccountId32) },
      vec(tuple(AccountId32, vec(StakeInfo))),
      ({ ctx }, { coldkey_accounts: coldkeys }) =>
        coldkeys.map((coldkey) => [coldkey, stakesOf(ctx, coldkey)] as const),
    ),
    method(
      'get_stake_info_for_hotkey_coldkey_netuid',
      { hotkey_account: AccountId32, coldkey_account: AccountId32, netuid: NetUid },
      option(StakeInfo),
      ({ ctx }, { hotkey_account: hotkey, coldkey_account: coldkey, netuid }) =>
        stakeInfo(ctx, hotkey, coldkey, netuid),
    ),
    method(
      'get_stake_availability_for_coldkeys',
      { coldkey_accounts: vec(AccountId32), netuids: option(vec(NetUid)) },
      byColdkey,
      ({ ctx }, { coldkey_accounts: coldkeys, netuids }) => availabilityOf(ctx, coldkeys, netuids),
    ),
    method(
      'get_stake_fee',
      {
        origin: place,
        origin_coldkey_account: AccountId32,
        destination: place,
        destination_coldkey_account: AccountId32,
        amount: u64,
      },
      u64,
      ({ ctx }, { origin, destination, amount }) => {
        if (sameMaybe(origin?.[0], destination?.[0]) && origin?.[1] === destination?.[1]) return 0n
        const [, netuid] = destination ?? origin ?? []
        return netuid === undefined ? 0n : approxFeeAmount(ctx, netuid, rao(amount))
      },
    ),
    method(
      'get_coldkey_lock',
      { coldkey: AccountId32, netuid: NetUid },
      option(LockState),
      ({ ctx }, { coldkey, netuid }) => coldkeyLock(ctx, coldkey, netuid),
    ),
    method(
      'get_hotkey_conviction',
      { hotkey: AccountId32, netuid: NetUid },
      U64F64,
      ({ ctx }, { hotkey, netuid }) => hotkeyConviction(ctx, hotkey, netuid),
    ),
    method(
      'get_most_convicted_hotkey_on_subnet',
      { netuid: NetUid },
      option(AccountId32),
      ({ ctx }, { netuid }) => mostConvincing(ctx, netuid),
    ),
  ],
}
