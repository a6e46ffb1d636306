import {
  AccountId32,
  bytesToHex,
  netUid,
  option,
  safeDivTrunc,
  saturatingAdd,
  saturatingFloorToU64,
  saturatingFromInteger,
  saturatingMulFloor,
  saturatingSub,
  struct,
  tuple,
  U64F64,
  vec,
} from '@plexus/primitives'
import type { AccountId, NetUid, ValueOf } from '@plexus/primitives'
import { method } from '../../frame/api.ts'
import type { RuntimeApi } from '../../frame/api.ts'
import type { Context } from '../../frame/context.ts'
import { registeredNetuids, uidOf } from '../../pallets/subtensor/registration/neurons.ts'
import { valueOfShare } from '../../pallets/subtensor/staking/share-pool.ts'
import {
  hotkeyStake,
  shareEntries,
  shareNetuids,
  stakeOf,
} from '../../pallets/subtensor/staking/stake.ts'
import { Delegates, Owner } from '../../pallets/subtensor/storage/keys.ts'
import { Emission, ValidatorPermit } from '../../pallets/subtensor/storage/neurons.ts'
import { Tempo } from '../../pallets/subtensor/storage/schedule.ts'
import { allNetuids } from '../../pallets/subtensor/subnets/list.ts'
import { compactAlpha, compactNetUid, NO_ALPHA } from './subnet-fields.ts'
import { compactU16, compactU64, ofAccounts, rpcInfo } from './view.ts'

const ROOT = netUid(0)
const BLOCKS_PER_DAY = saturatingFromInteger(U64F64, 7200n)
const THOUSAND_TAO = saturatingFromInteger(U64F64, 1_000_000_000_000n)
const U16_MAX = saturatingFromInteger(U64F64, 65_535n)

/** `DelegateInfo`: a hotkey that takes stake of others. */
export const DelegateInfo = struct(
  {
    delegate_ss58: AccountId32,
    take: compactU16,
    nominators: vec(tuple(AccountId32, vec(tuple(compactNetUid, compactU64)))),
    owner_ss58: AccountId32,
    registrations: vec(compactNetUid),
    validator_permits: vec(compactNetUid),
    return_per_1000: compactU64,
    total_daily_return: compactU64,
  },
  rpcInfo('delegate_info', 'DelegateInfo', ofAccounts),
)

type Delegate = ValueOf<typeof DelegateInfo>

function delegateInfo(
  ctx: Context,
  delegate: AccountId,
  nominators: Delegate['nominators'],
): Delegate {
  const registrations = registeredNetuids(ctx, delegate)
  const permits: NetUid[] = []
  let daily = U64F64.zero
  for (const netuid of registrations) {
    const uid = uidOf(ctx, netuid, delegate)
    if (uid === undefined) continue
    if (ValidatorPermit.get(ctx, netuid)[uid] === true) permits.push(netuid)
    const tempo = Tempo.get(ctx, netuid)
    if (tempo === 0) continue
    const epochs = safeDivTrunc(
      U64F64,
      BLOCKS_PER_DAY,
      saturatingFromInteger(U64F64, BigInt(tempo)),
    )
    const emission = saturatingFromInteger(U64F64, Emission.get(ctx, netuid)[uid] ?? NO_ALPHA)
    daily = saturatingAdd(U64F64, daily, saturatingMulFloor(U64F64, emission, epochs))
  }
  const take = Delegates.get(ctx, delegate)
  const stake = saturatingFromInteger(U64F64, hotkeyStake(ctx, delegate, ROOT))
  return {
    delegate_ss58: delegate,
    take,
    nominators,
    owner_ss58: Owner.get(ctx, delegate),
    registrations,
    validator_permits: permits,
    return_per_1000: saturatingFloorToU64(U64F64, returnPerThousand(take, stake, daily)),
    total_daily_return: saturatingFloorToU64(U64F64, daily),
  }
}

/** What a thousand TAO earn in a day after the take, in rao. */
function returnPerThousand(take: number, stake: U64F64, daily: U64F64): U64F64 {
  if (stake === U64F64.zero) return U64F64.zero
  const share = safeDivTrunc(U64F64, saturatingFromInteger(U64F64, BigInt(take)), U16_MAX)
  const kept = saturatingMulFloor(U64F64, daily, saturatingSub(U64F64, U64F64.one, share))
  return safeDivTrunc(U64F64, kept, safeDivTrunc(U64F64, stake, THOUSAND_TAO))
}

/**
 * Stake by nominator and subnet. The reference looks the pool up by the place of the subnet in its
 * list where it means the netuid; the two agree while no netuid is missing.
 */
function nominatorsOf(ctx: Context, delegate: AccountId): Delegate['nominators'] {
  const netuids = allNetuids(ctx)
  const byColdkey = new Map<string, { coldkey: AccountId; stakes: [NetUid, bigint][] }>()
  for (const { coldkey, netuid, share } of shareEntries(ctx, delegate)) {
    const pool = netuids[netuid]
    if (share.mantissa === 0n || pool === undefined) continue
    const key = bytesToHex(coldkey)
    const row = byColdkey.get(key) ?? { coldkey, stakes: [] }
    row.stakes.push([netuid, valueOfShare(ctx, delegate, pool, share)])
    byColdkey.set(key, row)
  }
  return [...byColdkey.values()].map(({ coldkey, stakes }) => [coldkey, stakes] as const)
}

const delegates = (ctx: Context): readonly AccountId[] =>
  [...Delegates.entries(ctx)].map(([[hotkey]]) => hotkey)

const whole = (ctx: Context, delegate: AccountId): Delegate =>
  delegateInfo(ctx, delegate, nominatorsOf(ctx, delegate))

export const delegateInfoApi: RuntimeApi = {
  name: 'DelegateInfoRuntimeApi',
  methods: [
    method('get_delegates', {}, vec(DelegateInfo), ({ ctx }) =>
      delegates(ctx).map((delegate) => whole(ctx, delegate)),
    ),
    method(
      'get_delegate',
      { delegate_account: AccountId32 },
      option(DelegateInfo),
      ({ ctx }, { delegate_account: delegate }) =>
        Delegates.has(ctx, delegate) ? whole(ctx, delegate) : undefined,
    ),
    method(
      'get_delegated',
      { delegatee_account: AccountId32 },
      vec(tuple(DelegateInfo, tuple(compactNetUid, compactAlpha))),
      ({ ctx }, { delegatee_account: coldkey }) =>
        delegates(ctx).flatMap((delegate) => {
          const netuids = shareNetuids(ctx, delegate, coldkey)
          if (netuids.length === 0) return []
          const info = delegateInfo(ctx, delegate, [])
          return netuids.map(
            (netuid) => [info, [netuid, stakeOf(ctx, delegate, coldkey, netuid)] as const] as const,
          )
        }),
    ),
  ],
}
