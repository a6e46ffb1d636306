import { alphaRao, bytesToHex, netUid, rao } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { MAX_AUTHORITIES } from '../pallets/aura/storage.ts'
import { DEFAULT_PARAMS } from '../pallets/engine/params.ts'
import type { Params } from '../pallets/engine/types.ts'
import type { EconomyPreset } from '../pallets/subtensor/genesis.ts'
import { subnetAccount } from '../pallets/subtensor/subnets/account.ts'
import { MAX_ISSUANCE } from '../pallets/subtensor/tao.ts'
import { ZERO_ACCOUNT } from '../pallets/subtensor/types.ts'
import { LOCAL_ECONOMY } from './economy.ts'
import type { GenesisPreset } from './preset.ts'
import { SOVEREIGN_SETTINGS } from './sovereign-settings.ts'

/** Who makes blocks from block 1 on. */
export interface SovereignValidator {
  /** Owns the hotkey and what is staked with it. */
  readonly coldkey: AccountId
  readonly hotkey: AccountId
  /** ed25519: signs blocks and votes. */
  readonly key: Uint8Array
  /** What the coldkey has staked on the root network, in rao; its share is its power. */
  readonly stake: bigint
}

/** Who owns a subnet of the genesis. */
export interface SovereignSubnet {
  readonly coldkey: AccountId
  readonly hotkey: AccountId
}

/** What the founders of a sovereign network decide. */
export interface SovereignOptions {
  readonly validators: readonly SovereignValidator[]
  /** Free balances beside those of the validators, in rao; each account once. */
  readonly balances?: readonly (readonly [AccountId, bigint])[]
  /** The first subnets, which have the netuids 1, 2 and so on; their owners start them. */
  readonly subnets?: readonly SovereignSubnet[]
  /** Rules of the validator set; what is not said has its default. */
  readonly params?: Partial<Params>
  /** As in `GenesisPreset`. */
  readonly beaconKey?: Uint8Array
}

const RAO_PER_TAO = 1_000_000_000n
/** For fees: registering, staking, voting. */
const COLDKEY_PURSE = 100n * RAO_PER_TAO
const HOTKEY_PURSE = RAO_PER_TAO
const POOL = 10n * RAO_PER_TAO

/**
 * A network of its own: validators that its genesis names, no key that may do everything, and what
 * Root would have had to set (`SOVEREIGN_SETTINGS`). All that is staked or in a pool is backed.
 *
 * @throws Error naming what is wrong with the options
 */
export function sovereign(options: SovereignOptions): GenesisPreset {
  const { validators, params = {} } = options
  const balances = balancesOf(options)
  const issuance = balances.reduce((sum, [, amount]) => sum + amount, 0n)
  if (issuance > MAX_ISSUANCE) throw new Error(`${issuance} rao are more than there may ever be`)
  ensureStake(validators, { ...DEFAULT_PARAMS, ...params })
  return {
    balances,
    authorities: validators.slice(0, MAX_AUTHORITIES).map(({ hotkey }) => hotkey),
    finalityAuthorities: validators.slice(0, MAX_AUTHORITIES).map(({ key }) => key),
    sudo: undefined,
    ...(options.beaconKey !== undefined && { beaconKey: options.beaconKey }),
    economy: economyOf(options, issuance),
    engine: {
      validators: validators.map(({ hotkey, key, stake }) => ({ hotkey, key, power: stake })),
      params,
    },
    rootCalls: SOVEREIGN_SETTINGS.map(({ call }) => call),
  }
}

function economyOf(
  { validators, subnets = [] }: SovereignOptions,
  issuance: bigint,
): EconomyPreset {
  const [subnet] = LOCAL_ECONOMY.subnets
  if (subnet === undefined) throw new Error('the local network has no subnet to take after')
  const nobody = { coldkey: ZERO_ACCOUNT, hotkey: ZERO_ACCOUNT }
  return {
    ...LOCAL_ECONOMY,
    issuance: rao(issuance),
    rootOwner: { normal: nobody, fast: nobody },
    rootStakes: validators.map(({ coldkey, hotkey, stake }) => ({
      coldkey,
      hotkey,
      stake: rao(stake),
    })),
    subnets: subnets.map(({ coldkey, hotkey }, at) => ({
      ...subnet,
      netuid: netUid(at + 1),
      owner: coldkey,
      hotkey,
      poolTao: rao(POOL),
      poolAlpha: alphaRao(POOL),
    })),
  }
}

/** Stake comes out of the coldkey's balance, and a subnet's account has what its pool has. */
function balancesOf(options: SovereignOptions): GenesisPreset['balances'] {
  const { validators, balances = [], subnets = [] } = options
  const sums = new Map<string, readonly [AccountId, bigint]>()
  const give = (who: AccountId, amount: bigint): void => {
    const [, before] = sums.get(bytesToHex(who)) ?? [who, 0n]
    sums.set(bytesToHex(who), [who, before + amount])
  }
  for (const [who, amount] of balances) give(who, amount)
  for (const { coldkey, hotkey, stake } of validators) {
    give(coldkey, stake + COLDKEY_PURSE)
    give(hotkey, HOTKEY_PURSE)
  }
  for (const at of subnets.keys()) give(subnetAccount(netUid(at + 1)), POOL)
  return [...sums.values()]
}

function ensureStake(validators: readonly SovereignValidator[], { mode, min_stake }: Params): void {
  if (mode === 'Governed') return
  const poor = validators.find(({ stake }) => stake < min_stake)
  if (poor === undefined) return
  throw new Error(`a validator has ${poor.stake} rao of stake; the least is ${min_stake}`)
}
