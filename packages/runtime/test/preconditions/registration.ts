import { netUid, rao } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { blockNumber, concatBytes, encode, hash, u64 } from '@plexus/primitives'
import type { Context } from '../../src/frame/context.ts'
import { signed } from '../../src/frame/origin.ts'
import { errors } from '../../src/pallets/subtensor/errors.ts'
import { adoptHotkey } from '../../src/pallets/subtensor/keys/ownership.ts'
import { appendNeuron } from '../../src/pallets/subtensor/registration/neurons.ts'
import * as parameters from '../../src/pallets/subtensor/storage/hyperparameters.ts'
import { LastRateLimitedBlock } from '../../src/pallets/subtensor/storage/limits.ts'
import * as networks from '../../src/pallets/subtensor/storage/networks.ts'
import { Uids } from '../../src/pallets/subtensor/storage/neurons.ts'
import { subnetAccount } from '../../src/pallets/subtensor/subnets/account.ts'
import { Account, BlockHash } from '../../src/pallets/system/storage.ts'
import { account } from '../helpers/test-context.ts'
import {
  asOwner,
  atBlock,
  economy,
  FIRST,
  NOWHERE,
  OWNER,
  RIVAL,
  ROOT_NETUID,
  TAO,
} from '../pallets/subtensor/economy-kit.ts'
import { setReserves } from '../pallets/subtensor/staking/staking-kit.ts'
import { breach, each, OWNER_ONLY, ROOT_ONLY, SIGNED } from './precondition.ts'
import type { Breach, Precondition } from './precondition.ts'
import { PriceLimitExceeded, ReservesTooLow, SwapInputTooLarge } from './staking-breaches.ts'

const by = asOwner
const HOTKEY = account(1)
const BLOCK = 100
/** The least that an account may hold. */
const LEAST = 500n

function world(): Context {
  const ctx = economy()
  atBlock(ctx, BLOCK)
  return ctx
}

const balanceIs = (ctx: Context, free: bigint, who: AccountId = OWNER): void =>
  Account.update(ctx, who, (it) => ({ ...it, data: { ...it.data, free: rao(free) } }))

/** The signer has the least balance, and the price is so little that it has that. */
const nothingToSpare = (price: (ctx: Context) => void): Breach =>
  breach(errors.InsufficientBalance, {
    given(ctx) {
      price(ctx)
      balanceIs(ctx, LEAST)
    },
    alone: true,
  })
/** The price is too little to begin the account of the subnet with. */
const tooLittleToBegin = (price: (ctx: Context) => void): Breach =>
  breach({ type: 'Token', value: 'BelowMinimum' }, { given: price, alone: true })

const anothersHotkey = breach(errors.NonAssociatedColdKey, {
  given: (ctx, args) => adoptHotkey(ctx, RIVAL, args['hotkey'] as AccountId),
  spoils: ['hotkey'],
})
const systemHotkey = breach(errors.CannotUseSystemAccount, {
  args: { hotkey: subnetAccount(netUid(3)) },
})

const cheap = (ctx: Context): void => parameters.Burn.set(ctx, FIRST, rao(100n))
const purchase: readonly Breach[] = [
  nothingToSpare(cheap),
  tooLittleToBegin(cheap),
  breach(SwapInputTooLarge, { given: (ctx) => setReserves(ctx, FIRST, TAO, 10n), alone: true }),
  breach(ReservesTooLow, { given: (ctx) => setReserves(ctx, FIRST, 10n, TAO), alone: true }),
  breach(PriceLimitExceeded, {
    given: (ctx) => setReserves(ctx, FIRST, 1_000_000n, 10_000n * TAO),
    alone: true,
  }),
]
const registering: readonly Breach[] = [
  breach(errors.SubNetRegistrationDisabled, {
    given: (ctx, { netuid }) =>
      networks.NetworkRegistrationAllowed.set(ctx, netuid as NetUid, false),
  }),
  breach(errors.HotKeyAlreadyRegisteredInSubNet, {
    given: (ctx, { netuid, hotkey }) => Uids.set(ctx, netuid as NetUid, hotkey as AccountId, 0),
  }),
  breach(errors.NotEnoughBalanceToStake, {
    // The default price is 0.1 TAO.
    given: (ctx) => balanceIs(ctx, TAO / 10n - 1n),
  }),
  systemHotkey,
  anothersHotkey,
  breach(errors.NoNeuronIdAvailable, {
    given: (ctx, { netuid }) => parameters.MaxAllowedUids.set(ctx, netuid as NetUid, 0),
  }),
]
const places: readonly Breach[] = [
  breach(errors.RegistrationNotPermittedOnRootSubnet, { args: { netuid: ROOT_NETUID } }),
  breach(errors.SubnetNotExists, { args: { netuid: NOWHERE } }),
]

const PARENT = hash(new Uint8Array(32).fill(3))
/** The first nonce whose work, by the rule of spec 20-calls §7.8, is hard enough. */
const NONCE = 163_376n
const seal = (nonce: bigint): Uint8Array =>
  keccak_256(sha256(concatBytes(encode(u64, nonce), keccak_256(concatBytes(PARENT, OWNER)))))

const identity = {
  subnet_name: Uint8Array.of(65),
  github_repo: new Uint8Array(),
  subnet_contact: new Uint8Array(),
  subnet_url: new Uint8Array(),
  discord: new Uint8Array(),
  description: new Uint8Array(),
  logo_url: new Uint8Array(),
  additional: new Uint8Array(),
}
/** How long each field may be (spec: 20-calls §7.7). */
const FIELDS = Object.keys(identity).map(
  (name) => [name, ['subnet_name', 'discord'].includes(name) ? 256 : 1024] as const,
)

const rateLimited: Omit<Breach, 'error'> = {
  given(ctx) {
    networks.NetworkRateLimit.set(ctx, 100n)
    LastRateLimitedBlock.set(ctx, { type: 'NetworkLastRegistered' }, BigInt(BLOCK - 99))
  },
}
const cheapSubnet = (ctx: Context): void => {
  networks.NetworkMinLockCost.set(ctx, rao(100n))
  networks.NetworkLastLockCost.set(ctx, rao(0n))
}
const founding = (name: string): Precondition => ({
  call: `SubtensorModule.${name}`,
  world,
  by,
  args: { hotkey: HOTKEY, ...(name === 'register_network' ? {} : { identity }) },
  breaches: [
    // A guard asks before all else, but not about the call with an identity.
    ...(name === 'register_network'
      ? [breach(errors.NetworkTxRateLimitExceeded, { ...rateLimited, spoils: ['by'] })]
      : []),
    ...SIGNED,
    anothersHotkey,
    systemHotkey,
    breach(errors.SubNetRegistrationDisabled, {
      given: (ctx) => networks.NetworkRegistrationStartBlock.set(ctx, BigInt(BLOCK + 1)),
      spoils: ['by'],
    }),
    ...(name === 'register_network'
      ? []
      : [breach(errors.NetworkTxRateLimitExceeded, rateLimited)]),
    breach(errors.SubnetLimitReached, { given: (ctx) => networks.SubnetLimit.set(ctx, 1) }),
    breach(errors.CannotAffordLockCost, { given: (ctx) => balanceIs(ctx, 1_000n * TAO - 1n) }),
    nothingToSpare(cheapSubnet),
    tooLittleToBegin(cheapSubnet),
    ...(name === 'register_network'
      ? []
      : FIELDS.map(([field, length]) =>
          breach(errors.InvalidIdentity, {
            args: { identity: { ...identity, [field]: new Uint8Array(length + 1) } },
          }),
        )),
  ],
})

export const registration: readonly Precondition[] = [
  ...each(['register', 'burned_register'], (name) => ({
    call: `SubtensorModule.${name}`,
    world,
    by,
    args: {
      netuid: FIRST,
      hotkey: HOTKEY,
      ...(name === 'register'
        ? { block_number: 0n, nonce: 0n, work: new Uint8Array(), coldkey: OWNER }
        : {}),
    },
    breaches: [...SIGNED, ...places, ...registering, ...purchase],
  })),
  {
    call: 'SubtensorModule.register_limit',
    world,
    by,
    args: { netuid: FIRST, hotkey: HOTKEY, limit_price: TAO / 10n },
    breaches: [
      ...SIGNED,
      ...places,
      breach(errors.RegistrationPriceLimitExceeded, { args: { limit_price: TAO / 10n - 1n } }),
      ...registering,
      ...purchase,
    ],
  },
  {
    call: 'SubtensorModule.root_register',
    world,
    by,
    args: { hotkey: HOTKEY },
    breaches: [
      breach(errors.RootNetworkDoesNotExist, {
        given: (ctx) => networks.NetworksAdded.remove(ctx, ROOT_NETUID),
      }),
      ...SIGNED,
      breach(errors.TooManyRegistrationsThisBlock, {
        given: (ctx) => parameters.RegistrationsThisBlock.set(ctx, ROOT_NETUID, 1),
      }),
      breach(errors.TooManyRegistrationsThisInterval, {
        given: (ctx) => parameters.RegistrationsThisInterval.set(ctx, ROOT_NETUID, 3),
      }),
      breach(errors.HotKeyAlreadyRegisteredInSubNet, {
        given: (ctx, { hotkey }) => Uids.set(ctx, ROOT_NETUID, hotkey as AccountId, 0),
      }),
      systemHotkey,
      breach(errors.HotKeyNotRegisteredInSubNet, {
        given(ctx) {
          parameters.MaxAllowedUids.set(ctx, ROOT_NETUID, 0)
          networks.SubnetworkN.set(ctx, ROOT_NETUID, 0)
        },
        spoils: ['room'],
      }),
      breach(errors.StakeTooLowForRoot, {
        given(ctx) {
          appendNeuron(ctx, ROOT_NETUID, account(40))
          const neurons = networks.SubnetworkN.get(ctx, ROOT_NETUID)
          parameters.MaxAllowedUids.set(ctx, ROOT_NETUID, neurons)
        },
        spoils: ['room'],
      }),
    ],
  },
  founding('register_network'),
  founding('register_network_with_identity'),
  ...each(['dissolve_network', 'root_dissolve_network'], (name) => ({
    call: `SubtensorModule.${name}`,
    world,
    by: { kind: 'Root' } as const,
    args: { netuid: FIRST, ...(name === 'dissolve_network' ? { coldkey: OWNER } : {}) },
    breaches: [
      ...ROOT_ONLY,
      breach(errors.SubnetNotExists, { args: { netuid: ROOT_NETUID } }),
      breach(errors.SubnetNotExists, { args: { netuid: NOWHERE } }),
    ],
  })),
  {
    call: 'SubtensorModule.start_call',
    world() {
      const ctx = world()
      networks.FirstEmissionBlockNumber.remove(ctx, FIRST)
      networks.SubnetOwner.set(ctx, FIRST, OWNER)
      networks.StartCallDelay.set(ctx, 10n)
      return ctx
    },
    by,
    args: { netuid: FIRST },
    breaches: [
      breach(errors.SubnetNotExists, { args: { netuid: NOWHERE } }),
      ...OWNER_ONLY,
      breach(errors.FirstEmissionBlockNumberAlreadySet, {
        given: (ctx) => networks.FirstEmissionBlockNumber.set(ctx, FIRST, 5n),
      }),
      breach(errors.NeedWaitingMoreBlocksToStarCall, {
        given: (ctx) => networks.NetworkRegisteredAt.set(ctx, FIRST, BigInt(BLOCK - 9)),
      }),
    ],
  },
  {
    call: 'SubtensorModule.set_subnet_identity',
    world() {
      const ctx = world()
      networks.SubnetOwner.set(ctx, FIRST, OWNER)
      return ctx
    },
    by,
    args: { netuid: FIRST, ...identity },
    breaches: [
      ...SIGNED,
      breach(errors.NotSubnetOwner, { by: signed(RIVAL) }),
      ...FIELDS.map(([field, length]) =>
        breach(errors.InvalidIdentity, { args: { [field]: new Uint8Array(length + 1) } }),
      ),
    ],
  },
  {
    call: 'SubtensorModule.update_symbol',
    world() {
      const ctx = world()
      networks.SubnetOwner.set(ctx, FIRST, OWNER)
      return ctx
    },
    by,
    args: { netuid: FIRST, symbol: new TextEncoder().encode('γ') },
    breaches: [
      ...OWNER_ONLY.slice(1),
      breach(errors.SymbolDoesNotExist, { args: { symbol: new Uint8Array() } }),
      breach(errors.SymbolAlreadyInUse, {
        given: (ctx, { symbol }) => networks.TokenSymbol.set(ctx, netUid(8), symbol as Uint8Array),
        spoils: ['symbol'],
      }),
    ],
  },
  {
    call: 'SubtensorModule.faucet',
    world() {
      const ctx = economy()
      atBlock(ctx, 10)
      BlockHash.set(ctx, blockNumber(8), PARENT)
      return ctx
    },
    by,
    args: { block_number: 8n, nonce: NONCE, work: seal(NONCE) },
    breaches: [
      ...SIGNED,
      breach(errors.InvalidWorkBlock, { args: { block_number: 11n } }),
      breach(errors.InvalidWorkBlock, { args: { block_number: 7n } }),
      breach(errors.InvalidDifficulty, { args: { work: new Uint8Array(32).fill(255) } }),
      breach(errors.InvalidSeal, { args: { nonce: 1n } }),
    ],
  },
]
