import {
  createKeyPair,
  createSignatures,
  encodeSs58,
  mechId,
  netUid,
  uid,
} from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import { createRuntime } from '../../src/create-runtime.ts'
import { definition } from '../../src/definition.ts'
import { createContext } from '../../src/executive/context.ts'
import { runtimeConfig } from '../../src/frame/config.ts'
import type { Timing } from '../../src/frame/config.ts'
import type { Context } from '../../src/frame/context.ts'
import { palletAccount } from '../../src/frame/pallet-account.ts'
import { ALICE_HOTKEY, DEV_ACCOUNTS } from '../../src/genesis/accounts.ts'
import { localnet } from '../../src/genesis/localnet.ts'
import type { GenesisPreset } from '../../src/genesis/preset.ts'
import { TotalAlphaIssuance } from '../../src/pallets/alpha-assets/index.ts'
import { TotalIssuance as BalancesIssuance } from '../../src/pallets/balances/index.ts'
import { LimitOrdersEnabled } from '../../src/pallets/limit-orders/storage.ts'
import { subtensorPallet } from '../../src/pallets/subtensor/index.ts'
import * as emission from '../../src/pallets/subtensor/storage/emission.ts'
import * as hyperparameters from '../../src/pallets/subtensor/storage/hyperparameters.ts'
import * as keys from '../../src/pallets/subtensor/storage/keys.ts'
import * as networks from '../../src/pallets/subtensor/storage/networks.ts'
import * as neurons from '../../src/pallets/subtensor/storage/neurons.ts'
import * as pools from '../../src/pallets/subtensor/storage/pools.ts'
import { LastEpochBlock, Tempo } from '../../src/pallets/subtensor/storage/schedule.ts'
import * as stake from '../../src/pallets/subtensor/storage/stake.ts'
import { subnetAccount } from '../../src/pallets/subtensor/subnets/account.ts'
import { BURN_ACCOUNT } from '../../src/pallets/subtensor/tao.ts'
import { storageIndex } from '../../src/pallets/subtensor/types.ts'
import { Account } from '../../src/pallets/system/storage.ts'
import { MapState } from '../executive/chain-kit.ts'
import { account, host } from '../helpers/test-context.ts'

const signatures = await createSignatures()
const ZERO = account(0)
const ROOT = netUid(0)
const FIRST = netUid(1)
const MAIN = storageIndex(FIRST, mechId(0))

function read(preset: GenesisPreset, timing: Timing): Context {
  const config = runtimeConfig(timing)
  const { changes } = createRuntime({ host, config, genesis: preset }).genesis()
  const view = new MapState([]).after(changes)
  return createContext({ host, config, rules: definition.rules }, view)
}

const chains = { fast: read(localnet(), 'fast'), normal: read(localnet(), 'normal') } as const
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

describe.each(['fast', 'normal'] as const)('the economy of a %s local network', (timing) => {
  const ctx = chains[timing]

  // spec: 60-genesis-localnet §5
  test.each([
    [networks.NetworksAdded, true, true],
    [networks.SubnetworkN, 0, 1],
    [hyperparameters.MaxAllowedUids, 64, 256],
    [hyperparameters.MaxAllowedValidators, 64, 64],
    [hyperparameters.MinAllowedWeights, 0, 0],
    [Tempo, 100, 100],
    [networks.NetworkRegistrationAllowed, true, true],
    [hyperparameters.TargetRegistrationsPerInterval, 1, undefined],
    [pools.SubnetMechanism, undefined, 1],
    [pools.SubnetAlphaIn, undefined, 10_000_000_000n],
    [pools.SubnetTAO, undefined, 10_000_000_000n],
    [pools.SubnetAlphaOut, undefined, 1_000_000_000n],
    [networks.SubnetLocked, undefined, 1n],
    [networks.LargestLocked, undefined, 1n],
    [neurons.Active, undefined, [true]],
    [neurons.Emission, undefined, [0n]],
    [neurons.Consensus, undefined, [0]],
    [neurons.Dividends, undefined, [0]],
    [neurons.ValidatorTrust, undefined, [0]],
    [neurons.ValidatorPermit, undefined, [false]],
  ] as const)('$0.name', (item, root, first) => {
    expect(item.has(ctx, ROOT) ? item.get(ctx, ROOT) : undefined).toEqual(root)
    expect(item.has(ctx, FIRST) ? item.get(ctx, FIRST) : undefined).toEqual(first)
  })

  test('symbols are those of the table', () => {
    expect(text(networks.TokenSymbol.get(ctx, ROOT))).toBe('Τ')
    expect(text(networks.TokenSymbol.get(ctx, FIRST))).toBe('α')
  })

  test('uid 0 of subnet 1 is the zero account, which owns the subnet and its alpha', () => {
    expect(networks.SubnetOwner.get(ctx, FIRST)).toEqual(ZERO)
    expect(networks.SubnetOwnerHotkey.has(ctx, FIRST)).toBe(false)
    expect(neurons.Keys.get(ctx, FIRST, uid(0))).toEqual(ZERO)
    expect(neurons.Uids.get(ctx, FIRST, ZERO)).toBe(0)
    expect(neurons.IsNetworkMember.get(ctx, ZERO, FIRST)).toBe(true)
    expect(neurons.BlockAtRegistration.has(ctx, FIRST, uid(0))).toBe(true)
    expect(neurons.BlockAtRegistration.get(ctx, FIRST, uid(0))).toBe(0n)
    expect(neurons.Incentive.get(ctx, MAIN)).toEqual([0])
    expect(neurons.LastUpdate.get(ctx, MAIN)).toEqual([0n])
    const shares = { mantissa: 10n ** 21n, exponent: -12n }
    expect(stake.AlphaV2.get(ctx, ZERO, ZERO, FIRST)).toEqual(shares)
    expect(stake.TotalHotkeySharesV2.get(ctx, ZERO, FIRST)).toEqual(shares)
    expect(stake.TotalHotkeyAlpha.get(ctx, ZERO, FIRST)).toBe(1_000_000_000n)
    expect(keys.StakingHotkeys.get(ctx, ZERO)).toEqual([ZERO])
    expect(keys.Owner.get(ctx, ZERO)).toEqual(ZERO)
    expect(keys.Owner.has(ctx, ZERO)).toBe(true)
  })

  test('nothing counts as issued, though the accounts hold 3,016,000 TAO', () => {
    expect(emission.TotalIssuance.has(ctx)).toBe(true)
    expect(emission.TotalIssuance.get(ctx)).toBe(0n)
    expect(BalancesIssuance.get(ctx)).toBe(3_016_000_000_000_000n)
    expect(networks.TotalNetworks.get(ctx)).toBe(2)
  })

  test('all else is left to its default', () => {
    for (const netuid of [ROOT, FIRST]) {
      for (const item of [
        networks.FirstEmissionBlockNumber,
        pools.SubtokenEnabled,
        LastEpochBlock,
        networks.NetworkRegisteredAt,
        hyperparameters.Burn,
        hyperparameters.ImmunityPeriod,
        hyperparameters.CommitRevealWeightsEnabled,
        hyperparameters.Yuma3On,
        emission.SubnetEmissionEnabled,
        neurons.StakeWeight,
        TotalAlphaIssuance,
      ]) {
        expect(item.has(ctx, netuid), `${item.name} of ${netuid}`).toBe(false)
      }
    }
    for (const item of [emission.TotalStake, networks.StartCallDelay]) {
      expect(item.has(ctx), item.name).toBe(false)
    }
    expect(keys.OwnedHotkeys.has(ctx, ZERO)).toBe(false)
    expect([...keys.Delegates.entries(ctx)]).toEqual([])
    expect(Account.has(ctx, subnetAccount(FIRST))).toBe(false)
  })

  test('the account of limit orders owns the hotkey that it trades with', () => {
    const coldkey = palletAccount('bt/limit')
    const hotkey = palletAccount('bt/lmhky')
    expect(keys.Owner.get(ctx, hotkey)).toEqual(coldkey)
    expect(keys.OwnedHotkeys.get(ctx, coldkey)).toEqual([hotkey])
    expect(keys.StakingHotkeys.get(ctx, coldkey)).toEqual([hotkey])
    expect(LimitOrdersEnabled.get(ctx)).toBe(true)
  })

  test('nothing else of the pallet is written', () => {
    const written = subtensorPallet.storage?.filter((entry) => {
      const [first] = ctx.state.keys(entry.prefix(ctx))
      return first !== undefined
    })
    expect(written?.map(({ name }) => name).sort((a, b) => (a < b ? -1 : 1))).toEqual([
      'Active',
      'AlphaV2',
      'BlockAtRegistration',
      'Consensus',
      'Dividends',
      'Emission',
      'Incentive',
      'IsNetworkMember',
      'Keys',
      'LargestLocked',
      'LastUpdate',
      'MaxAllowedUids',
      'MaxAllowedValidators',
      'MinAllowedWeights',
      'NetworkRegistrationAllowed',
      'NetworksAdded',
      'OwnedHotkeys',
      'Owner',
      'StakingHotkeys',
      'SubnetAlphaIn',
      'SubnetAlphaOut',
      'SubnetLocked',
      'SubnetMechanism',
      'SubnetOwner',
      'SubnetOwnerHotkey',
      'SubnetTAO',
      'SubnetworkN',
      'TargetRegistrationsPerInterval',
      'Tempo',
      'TokenSymbol',
      'TotalHotkeyAlpha',
      'TotalHotkeySharesV2',
      'TotalIssuance',
      'TotalNetworks',
      'Uids',
      'ValidatorPermit',
      'ValidatorTrust',
    ])
  })

  test('the invariants of the pallet hold', () => {
    expect(subtensorPallet.invariants?.flatMap((check) => check(ctx))).toEqual([])
  })
})

describe('the root network', () => {
  test('is of Alice and her hotkey in a fast chain, of nobody in a normal one', () => {
    const { fast, normal } = chains
    expect(networks.SubnetOwner.get(fast, ROOT)).toEqual(DEV_ACCOUNTS.Alice)
    expect(networks.SubnetOwnerHotkey.get(fast, ROOT)).toEqual(ALICE_HOTKEY)
    for (const item of [networks.SubnetOwner, networks.SubnetOwnerHotkey]) {
      expect(item.has(normal, ROOT), item.name).toBe(true)
      expect(item.get(normal, ROOT), item.name).toEqual(ZERO)
    }
    expect(keys.Owner.has(fast, ALICE_HOTKEY)).toBe(false)
  })

  test("has the key of //Alice_hk as Alice's", () => {
    const key = createKeyPair({ scheme: 'Sr25519', uri: '//Alice_hk' }, signatures)
    expect(ALICE_HOTKEY).toEqual(key.account)
  })
})

describe('derived accounts', () => {
  // spec: 60-genesis-localnet §6
  test.each([
    ['subnet 0', subnetAccount(ROOT), '5EYCAe5jLQhn6ofDSvqF6iY53erXNkwhyE1aCEgvi1NNs91F'],
    ['subnet 1', subnetAccount(FIRST), '5EYCAe5jLQhn6ofDSvqWqk5fA9XiqK3ahtx5kBNmAqF78mqL'],
    ['subnet 2', subnetAccount(netUid(2)), '5EYCAe5jLQhn6ofDSvqnamdFGeCvHs9TSZtbJ84bdf7qQRc6'],
    ['burn', BURN_ACCOUNT, '5EYCAe5fvqwE4eNE7ddxEfasPGZe11e6SWKvos7FUXP2LUrp'],
    ['limit orders', palletAccount('bt/limit'), '5EYCAe5fvncY7Q8kfKUv3CcjBX3GjPFR5qKrdG53mYvQGX8d'],
    ['their hotkey', palletAccount('bt/lmhky'), '5EYCAe5fvncY7XCnFeAMaW4jAaVtzayKdaNNRURB5Nwvtw74'],
  ] as const)('%s', (_, who, address) => {
    expect(encodeSs58(who, 42)).toBe(address)
  })
})

test('a preset may be without an economy', () => {
  const ctx = read({ ...localnet(), economy: undefined }, 'fast')
  expect(networks.TotalNetworks.has(ctx)).toBe(false)
  expect([...networks.NetworksAdded.entries(ctx)]).toEqual([])
})

test('a preset may make owners of subnets wait', () => {
  const { economy, ...rest } = localnet()
  if (economy === undefined) throw new Error('a local network has an economy')
  const ctx = read({ ...rest, economy: { ...economy, startCallDelay: 7n } }, 'fast')
  expect(networks.StartCallDelay.get(ctx)).toBe(7n)
})
