import {
  alphaRao,
  fixedFromRaw,
  I96F32,
  mechId,
  netUid,
  uid,
  rao,
  U64F64,
} from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import type { Context } from '../../../src/frame/context.ts'
import {
  OwnerCutAutoLockEnabled,
  OwnerCutEnabled,
  PendingServerEmission,
  PendingValidatorEmission,
  SubnetAlphaInEmission,
  SubnetAlphaOutEmission,
  SubnetTaoInEmission,
  TaoWeight,
} from '../../../src/pallets/subtensor/storage/emission.ts'
import * as hyper from '../../../src/pallets/subtensor/storage/hyperparameters.ts'
import {
  AutoStakeDestination,
  MinChildkeyTake,
  MinChildkeyTakePerSubnet,
} from '../../../src/pallets/subtensor/storage/keys.ts'
import {
  LastHotkeyEmissionOnNetuid,
  ScalingLawPower,
} from '../../../src/pallets/subtensor/storage/legacy.ts'
import * as networks from '../../../src/pallets/subtensor/storage/networks.ts'
import * as neurons from '../../../src/pallets/subtensor/storage/neurons.ts'
import * as pools from '../../../src/pallets/subtensor/storage/pools.ts'
import * as schedule from '../../../src/pallets/subtensor/storage/schedule.ts'
import { storageIndex } from '../../../src/pallets/subtensor/types.ts'
import { subnetAccount } from '../../../src/pallets/subtensor/subnets/account.ts'
import { BlockNumber } from '../../../src/pallets/system/storage.ts'
import { account, testContext } from '../../helpers/test-context.ts'
import {
  ask,
  c,
  compactText,
  hexOf,
  le,
  list,
  no,
  none,
  shares,
  some,
  subnet,
  text,
  u128,
  u16,
  u64,
  yes,
} from './kit.ts'

const NETUID = netUid(2)
const owner = account(40)
const ownerHotkey = account(41)
const identity = {
  subnet_name: 'né',
  github_repo: 'g',
  subnet_contact: 'c',
  subnet_url: 'u',
  discord: 'd',
  description: 'x',
  logo_url: 'l',
  additional: 'a',
}
const identityBytes = hexOf(
  ...Object.values(identity).map((value) => {
    const raw = Buffer.from(value)
    return c(raw.length) + hexOf(raw)
  }),
)

/** Every value is another number, so that no field can stand for another. */
function chain(): Context {
  const ctx = testContext()
  subnet(ctx, 0)
  subnet(ctx, NETUID, [[account(1), account(11)]])
  BlockNumber.set(ctx, 5000)
  setParameters(ctx, NETUID)
  networks.SubnetOwner.set(ctx, NETUID, owner)
  networks.SubnetOwnerHotkey.set(ctx, NETUID, ownerHotkey)
  networks.NetworkRegisteredAt.set(ctx, NETUID, 1234n)
  networks.TokenSymbol.set(ctx, NETUID, Buffer.from('β'))
  networks.SubnetIdentitiesV3.set(
    ctx,
    NETUID,
    Object.fromEntries(
      Object.entries(identity).map(([name, value]) => [name, Uint8Array.from(Buffer.from(value))]),
    ) as never,
  )
  pools.SubnetAlphaIn.set(ctx, NETUID, alphaRao(501n))
  pools.SubnetAlphaOut.set(ctx, NETUID, alphaRao(502n))
  pools.SubnetTAO.set(ctx, NETUID, rao(503n))
  SubnetAlphaOutEmission.set(ctx, NETUID, alphaRao(504n))
  SubnetAlphaInEmission.set(ctx, NETUID, alphaRao(505n))
  SubnetTaoInEmission.set(ctx, NETUID, rao(506n))
  PendingValidatorEmission.set(ctx, NETUID, alphaRao(300n))
  PendingServerEmission.set(ctx, NETUID, alphaRao(207n))
  pools.SubnetVolume.set(ctx, NETUID, 1n << 90n)
  pools.SubnetMovingPrice.set(ctx, NETUID, fixedFromRaw(I96F32, 3n << 31n))
  return ctx
}

function setParameters(ctx: Context, netuid: NetUid): void {
  hyper.Rho.set(ctx, netuid, 101)
  hyper.Kappa.set(ctx, netuid, 102)
  hyper.ImmunityPeriod.set(ctx, netuid, 103)
  hyper.MinAllowedWeights.set(ctx, netuid, 104)
  schedule.Tempo.set(ctx, netuid, 106)
  hyper.MinDifficulty.set(ctx, netuid, 107n)
  hyper.MaxDifficulty.set(ctx, netuid, 108n)
  hyper.WeightsVersionKey.set(ctx, netuid, 109n)
  hyper.WeightsSetRateLimit.set(ctx, netuid, 110n)
  hyper.AdjustmentInterval.set(ctx, netuid, 111)
  // 106 blocks · 1,500 / 1,000 = 159.
  hyper.ActivityCutoffFactorMilli.set(ctx, netuid, 1500)
  networks.NetworkRegistrationAllowed.set(ctx, netuid, true)
  hyper.NetworkPowRegistrationAllowed.set(ctx, netuid, true)
  hyper.TargetRegistrationsPerInterval.set(ctx, netuid, 114)
  hyper.MinBurn.set(ctx, netuid, rao(115n))
  hyper.MaxBurn.set(ctx, netuid, rao(116n))
  hyper.BondsMovingAverage.set(ctx, netuid, 117n)
  hyper.MaxRegistrationsPerBlock.set(ctx, netuid, 118)
  hyper.ServingRateLimit.set(ctx, netuid, 119n)
  hyper.MaxAllowedValidators.set(ctx, netuid, 120)
  hyper.AdjustmentAlpha.set(ctx, netuid, 121n)
  hyper.Difficulty.set(ctx, netuid, 122n)
  hyper.RevealPeriodEpochs.set(ctx, netuid, 123n)
  hyper.CommitRevealWeightsEnabled.set(ctx, netuid, false)
  hyper.AlphaValues.set(ctx, netuid, [125, 126])
  hyper.LiquidAlphaOn.set(ctx, netuid, true)
  hyper.AlphaSigmoidSteepness.set(ctx, netuid, -3)
  hyper.Yuma3On.set(ctx, netuid, true)
  pools.SubtokenEnabled.set(ctx, netuid, true)
  pools.TransferToggle.set(ctx, netuid, false)
  hyper.BondsResetOn.set(ctx, netuid, true)
  hyper.MaxAllowedUids.set(ctx, netuid, 130)
  hyper.Burn.set(ctx, netuid, rao(131n))
  ScalingLawPower.set(ctx, netuid, 132)
  schedule.BlocksSinceLastStep.set(ctx, netuid, 133n)
  schedule.LastMechansimStepBlock.set(ctx, netuid, 4900n)
}

const base = [
  ...[c(2), c(101), c(102), c(122), c(103), c(120), c(104), c(65_535), c(132), c(1), c(130)],
  ...[c(133), c(106), c(0), list(), c(0), c(131)],
]
const info = hexOf(...base, owner)

describe('subnet info', () => {
  test('every field, of both versions', () => {
    const ctx = chain()
    expect(ask(ctx, 'SubnetInfoRuntimeApi_get_subnet_info', u16(2))).toBe(some(info))
    expect(ask(ctx, 'SubnetInfoRuntimeApi_get_subnet_info_v2', u16(2))).toBe(
      some(info, some(identityBytes)),
    )
  })

  test('all subnets by number, without holes and without those that were taken away', () => {
    const ctx = chain()
    networks.NetworksAdded.set(ctx, netUid(1), false)
    subnet(ctx, 256)
    networks.NetworksAdded.remove(ctx, netUid(0))
    // The key of 256 (00 01) stands before that of 2 (02 00): the numbers decide.
    const all = ask(ctx, 'SubnetInfoRuntimeApi_get_subnets_info')
    expect(all.startsWith(c(2) + some(info) + some(c(256)))).toBe(true)
    const allV2 = ask(ctx, 'SubnetInfoRuntimeApi_get_subnets_info_v2')
    expect(allV2.startsWith(c(2) + some(info, some(identityBytes)) + some(c(256)))).toBe(true)
    expect(allV2.endsWith(none)).toBe(true)
  })

  test.each([
    'get_subnet_info',
    'get_subnet_info_v2',
    'get_subnet_hyperparams',
    'get_subnet_hyperparams_v2',
    'get_subnet_hyperparams_v3',
    'get_dynamic_info',
    'get_metagraph',
    'get_subnet_state',
  ])('%s of a subnet that does not exist is None', (method) => {
    const ctx = chain()
    networks.NetworksAdded.set(ctx, netUid(1), false)
    for (const netuid of [1, 3, 65_535]) {
      expect(ask(ctx, `SubnetInfoRuntimeApi_${method}`, u16(netuid))).toBe(none)
    }
  })
})

const v1 = [
  ...[c(101), c(102), c(103), c(104), c(65_535), c(106), c(107), c(108), c(109), c(110)],
  ...[c(111), c(159), yes, c(114), c(115), c(116), c(117), c(118), c(119), c(120), c(121)],
  ...[c(122), c(123), no, c(126), c(125), yes],
]

describe('hyperparameters', () => {
  test('version 1 and 2, every field; the steepness is a signed fixed point', () => {
    const ctx = chain()
    expect(ask(ctx, 'SubnetInfoRuntimeApi_get_subnet_hyperparams', u16(2))).toBe(some(...v1))
    // −3 with 32 fraction bits; yuma version 3; active; no transfers; bonds reset; no liquidity.
    const more = [le((1n << 64n) - (3n << 32n), 8), c(3), yes, no, yes, no]
    expect(ask(ctx, 'SubnetInfoRuntimeApi_get_subnet_hyperparams_v2', u16(2))).toBe(
      some(...v1, ...more),
    )
  })

  test('yuma version 2 where the third is off; a cutoff is at least one block', () => {
    const ctx = chain()
    hyper.Yuma3On.set(ctx, NETUID, false)
    schedule.Tempo.set(ctx, NETUID, 0)
    const answer = ask(ctx, 'SubnetInfoRuntimeApi_get_subnet_hyperparams_v2', u16(2))
    expect(answer.endsWith(hexOf(c(2), yes, no, yes, no))).toBe(true)
    expect(answer).toContain(hexOf(c(110), c(111), c(1), yes, c(114)))
  })

  test('version 3 names them', () => {
    const ctx = chain()
    hyper.BurnHalfLife.set(ctx, NETUID, 140)
    hyper.BurnIncreaseMult.set(ctx, NETUID, fixedFromRaw(U64F64, 5n << 63n))
    OwnerCutEnabled.set(ctx, NETUID, false)
    OwnerCutAutoLockEnabled.set(ctx, NETUID, true)
    MinChildkeyTake.set(ctx, 7)
    MinChildkeyTakePerSubnet.set(ctx, NETUID, 141)
    const bool = (value: boolean) => `00${value ? yes : no}`
    const [two, four, eight] = ['01', '02', '03'].map((tag) => (n: number) => tag + c(n))
    const tao = (n: number) => `05${c(n)}`
    const entries: readonly (readonly [string, string | undefined])[] = [
      ['kappa', two?.(102)],
      ['immunity_period', two?.(103)],
      ['min_allowed_weights', two?.(104)],
      ['max_weights_limit', two?.(65_535)],
      ['tempo', two?.(106)],
      ['weights_version', eight?.(109)],
      ['weights_rate_limit', eight?.(110)],
      ['activity_cutoff', eight?.(159)],
      ['activity_cutoff_factor', four?.(1500)],
      ['registration_allowed', bool(true)],
      ['target_regs_per_interval', two?.(114)],
      ['min_burn', tao(115)],
      ['max_burn', tao(116)],
      ['burn_half_life', two?.(140)],
      ['burn_increase_mult', `07${u128(5n << 63n)}`],
      ['bonds_moving_avg', eight?.(117)],
      ['max_regs_per_block', two?.(118)],
      ['serving_rate_limit', eight?.(119)],
      ['max_validators', two?.(120)],
      ['commit_reveal_period', eight?.(123)],
      ['commit_reveal_weights_enabled', bool(false)],
      ['alpha_high', two?.(126)],
      ['alpha_low', two?.(125)],
      ['liquid_alpha_enabled', bool(true)],
      ['alpha_sigmoid_steepness', `06${u64((1n << 64n) - (3n << 32n))}`],
      ['yuma_version', two?.(3)],
      ['subnet_is_active', bool(true)],
      ['transfers_enabled', bool(false)],
      ['bonds_reset_enabled', bool(true)],
      ['user_liquidity_enabled', bool(false)],
      ['owner_cut_enabled', bool(false)],
      ['owner_cut_auto_lock_enabled', bool(true)],
      ['min_childkey_take', two?.(141)],
    ]
    expect(ask(ctx, 'SubnetInfoRuntimeApi_get_subnet_hyperparams_v3', u16(2))).toBe(
      some(list(...entries.map(([name, value]) => text(name) + (value ?? '')))),
    )
  })
})

const economy = [
  ...[c(0), c(501), c(502), c(503), c(504), c(505), c(506), c(507), c(0), c(1n << 90n)],
]
const dynamic = hexOf(
  ...[c(2), ownerHotkey, owner, compactText('né'), compactText('β'), c(106), c(4900), c(100)],
  ...[...economy, c(1234), some(identityBytes), u128(3n << 31n)],
)

describe('dynamic info', () => {
  test('every field; names and symbols are compact byte by byte', () => {
    expect(ask(chain(), 'SubnetInfoRuntimeApi_get_dynamic_info', u16(2))).toBe(some(dynamic))
  })

  test('all of them in raw key order; one that was taken away is a None', () => {
    const ctx = chain()
    networks.NetworksAdded.set(ctx, netUid(256), false)
    // Keys: 00 00 (0), 00 01 (256), 02 00 (2).
    const all = ask(ctx, 'SubnetInfoRuntimeApi_get_all_dynamic_info')
    expect(all.startsWith(c(3) + some(c(0)))).toBe(true)
    expect(all.endsWith(none + some(dynamic))).toBe(true)
  })

  test('an epoch in the future leaves no blocks since', () => {
    const ctx = chain()
    schedule.LastMechansimStepBlock.set(ctx, NETUID, 9000n)
    expect(ask(ctx, 'SubnetInfoRuntimeApi_get_dynamic_info', u16(2))).toContain(
      hexOf(c(106), c(9000), c(0), ...economy),
    )
  })
})

describe('single answers', () => {
  test('the hotkey that a coldkey stakes with by itself', () => {
    const ctx = chain()
    AutoStakeDestination.set(ctx, owner, NETUID, ownerHotkey)
    const name = 'SubnetInfoRuntimeApi_get_coldkey_auto_stake_hotkey'
    expect(ask(ctx, name, owner, u16(2))).toBe(some(ownerHotkey))
    expect(ask(ctx, name, owner, u16(3))).toBe(none)
    expect(ask(ctx, name, ownerHotkey, u16(2))).toBe(none)
  })

  test('the account of a subnet: of root always, of others while they are listed', () => {
    const ctx = testContext()
    const name = 'SubnetInfoRuntimeApi_get_subnet_account_id'
    // modl, the letters of the pallet, the netuid, zeros.
    const letters = hexOf(Buffer.from('modlsubtensr'))
    expect(ask(ctx, name, u16(0))).toBe(some(letters + le(0, 20)))
    expect(ask(ctx, name, u16(258))).toBe(none)
    networks.NetworksAdded.set(ctx, netUid(258), false)
    expect(ask(ctx, name, u16(258))).toBe(some(letters + le(258, 20)))
    expect(hexOf(subnetAccount(netUid(258)))).toBe(letters + le(258, 20))
  })

  test.each([
    ['by the tempo', 106, 0n, some(u64(4106))],
    ['earlier where the owner asked', 106, 4050n, some(u64(4050))],
    ['by the tempo where the owner asked for later', 106, 4200n, some(u64(4106))],
    ['never without a tempo', 0, 4050n, none],
  ])('the next epoch comes %s', (_name, tempo, pending, expected) => {
    const ctx = chain()
    schedule.LastEpochBlock.set(ctx, NETUID, 4000n)
    schedule.Tempo.set(ctx, NETUID, tempo)
    schedule.PendingEpochAt.set(ctx, NETUID, pending)
    expect(ask(ctx, 'SubnetInfoRuntimeApi_get_next_epoch_start_block', u16(2))).toBe(expected)
  })

  test('the subnet to prune: none while all are immune, then the cheapest', () => {
    const ctx = chain()
    const name = 'SubnetInfoRuntimeApi_get_subnet_to_prune'
    networks.NetworkImmunityPeriod.set(ctx, 4000n)
    expect(ask(ctx, name)).toBe(none)
    networks.NetworkImmunityPeriod.set(ctx, 100n)
    expect(ask(ctx, name)).toBe(some(u16(2)))
  })
})

describe('subnet state', () => {
  test('one list for each fact, three of them no longer computed', () => {
    const ctx = chain()
    neurons.Active.set(ctx, NETUID, [true])
    neurons.ValidatorPermit.set(ctx, NETUID, [true])
    neurons.LastUpdate.set(ctx, storageIndex(NETUID, mechId(0)), [601n])
    neurons.Emission.set(ctx, NETUID, [alphaRao(602n)])
    neurons.Dividends.set(ctx, NETUID, [603])
    neurons.Incentive.set(ctx, storageIndex(NETUID, mechId(0)), [604])
    neurons.Consensus.set(ctx, NETUID, [605])
    neurons.BlockAtRegistration.set(ctx, NETUID, uid(0), 606n)
    shares(ctx, account(1), NETUID, [[account(11), 607n]])
    shares(ctx, account(1), netUid(0), [[account(11), 1000n]])
    LastHotkeyEmissionOnNetuid.set(ctx, account(1), NETUID, alphaRao(609n))
    TaoWeight.set(ctx, 1n << 63n)
    const answer = ask(ctx, 'SubnetInfoRuntimeApi_get_subnet_state', u16(2))
    // 607 + 1000 · ½.
    const expected = some(
      ...[c(2), list(account(1)), list(account(11)), list(yes), list(yes), list()],
      ...[list(c(601)), list(c(602)), list(c(603)), list(c(604)), list(c(605)), list(), list()],
      ...[list(c(606)), list(c(607)), list(c(1000)), list(c(1107))],
      list(list(c(0)), list(c(609))),
    )
    expect(answer).toBe(expected)
  })
})
