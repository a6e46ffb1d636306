import { concatBytes, createSignatures, encode, hexToBytes, u64, uid } from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import { keccak_256 } from '@noble/hashes/sha3.js'
import type { Context } from '../../src/frame/context.ts'
import { ROOT, signed } from '../../src/frame/origin.ts'
import { errors } from '../../src/pallets/subtensor/errors.ts'
import { appendNeuron } from '../../src/pallets/subtensor/registration/neurons.ts'
import {
  AutoStakeDestination,
  Delegates,
  MaxChildkeyTake,
  MaxDelegateTake,
  MinChildkeyTake,
  MinDelegateTake,
  Owner,
  ParentKeys,
} from '../../src/pallets/subtensor/storage/keys.ts'
import {
  ServingRateLimit,
  StakeThreshold,
} from '../../src/pallets/subtensor/storage/hyperparameters.ts'
import {
  LastRateLimitedBlock,
  TransactionKeyLastBlock,
  TxDelegateTakeRateLimit,
} from '../../src/pallets/subtensor/storage/limits.ts'
import {
  AssociatedEvmAddress,
  Axons,
  Prometheus,
  Uids,
} from '../../src/pallets/subtensor/storage/neurons.ts'
import { subnetAccount } from '../../src/pallets/subtensor/subnets/account.ts'
import { account } from '../helpers/test-context.ts'
import {
  asOwner as by,
  FIRST,
  NOWHERE,
  OWNER,
  RIVAL,
  ROOT_NETUID,
} from '../pallets/subtensor/economy-kit.ts'
import { keysWorld, NOW, OLD } from '../pallets/subtensor/keys/keys-kit.ts'
import { breach, each, named, ROOT_ONLY, SIGNED } from './precondition.ts'
import type { Breach, Precondition } from './precondition.ts'

const STRAY = account(90)
const ALL = 2n ** 64n - 1n
const block = BigInt(NOW)

/** The owner's hotkey has uid 1 on the first subnet and the first one on the root network. */
function world(): Context {
  const ctx = keysWorld()
  appendNeuron(ctx, FIRST, OLD)
  appendNeuron(ctx, ROOT_NETUID, OLD)
  return ctx
}

const unowned = breach(errors.NonAssociatedColdKey, { args: { hotkey: STRAY } })
const anothers = breach(errors.NonAssociatedColdKey, {
  given: (ctx) => Owner.set(ctx, OLD, RIVAL),
  spoils: ['hotkey'],
})

const { ecdsa } = await createSignatures()
/** The first account of the development nodes of Ethereum (Hardhat, Anvil). */
const SECRET = hexToBytes('0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80')
const ADDRESS = hexToBytes('0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266')
/** EIP-191 over hotkey and hash of the block number, put together from the protocol. */
function ethereumSignature(hotkey: Uint8Array, at: bigint): Uint8Array {
  const message = concatBytes(hotkey, keccak_256(encode(u64, at)))
  const header = new TextEncoder().encode('\x19Ethereum Signed Message:\n64')
  return ecdsa.signPrehashed(SECRET, keccak_256(concatBytes(header, message)))
}

const notServing = breach(errors.HotKeyNotRegisteredInNetwork, { by: signed(account(99)) })
const wrongAddress: readonly Breach[] = [
  breach(errors.InvalidIpType, { args: { ip_type: 5 } }),
  breach(errors.InvalidIpAddress, { args: { ip: 0x7f00_0001n } }),
]
const AXON = {
  block: block - 1n,
  version: 0,
  ip: 0n,
  port: 0,
  ip_type: 0,
  protocol: 0,
  placeholder1: 0,
  placeholder2: 0,
}
const tooOften = breach(errors.ServingRateLimitExceeded, {
  given(ctx) {
    ServingRateLimit.set(ctx, FIRST, 50n)
    Axons.set(ctx, FIRST, OLD, AXON)
    Prometheus.set(ctx, FIRST, OLD, { block: block - 1n, version: 0, ip: 0n, port: 0, ip_type: 0 })
  },
})
const noPort = breach(errors.InvalidPort, { args: { port: 0 } })
const endpoint = { netuid: FIRST, version: 1, ip: 0x0102_0304n, port: 80, ip_type: 4 }
const axon = { ...endpoint, protocol: 0, placeholder1: 0, placeholder2: 0 }

/** Guards look at the take and the hotkey before the call does, and know less of it. */
const takeGuards: readonly Breach[] = [
  breach(errors.DelegateTakeTooLow, { args: { take: 9 }, spoils: ['by', 'current'] }),
  breach(errors.DelegateTakeTooHigh, { args: { take: 101 }, spoils: ['by', 'current'] }),
  breach(errors.HotKeyAccountNotExists, { args: { hotkey: STRAY }, spoils: ['by', 'current'] }),
  breach(errors.NonAssociatedColdKey, {
    given: (ctx) => Owner.set(ctx, OLD, RIVAL),
    spoils: ['by', 'hotkey'],
  }),
]
const takes = (ctx: Context): Context => {
  MinDelegateTake.set(ctx, 10)
  MaxDelegateTake.set(ctx, 100)
  Delegates.set(ctx, OLD, 50)
  return ctx
}

const child = (...bytes: readonly number[]) => bytes.map((byte) => [1n, account(byte)] as const)

const IDENTITY = {
  name: 256,
  url: 256,
  github_repo: 256,
  image: 1024,
  discord: 256,
  description: 1024,
  additional: 1024,
}

export const neuron: readonly Precondition[] = [
  ...each(['serve_axon', 'serve_axon_tls'], (name) => ({
    call: `SubtensorModule.${name}`,
    world,
    by: signed(OLD),
    args: { ...axon, ...(name === 'serve_axon' ? {} : { certificate: Uint8Array.of(1) }) },
    breaches: [...SIGNED, notServing, ...wrongAddress, tooOften, noPort],
  })),
  {
    call: 'SubtensorModule.serve_prometheus',
    world,
    by: signed(OLD),
    args: endpoint,
    // Guards see a stranger's address before they see that it is a stranger's; nobody has none.
    breaches: [
      ...SIGNED,
      ...wrongAddress,
      breach(errors.InvalidIpAddress, { args: { ip: 0n } }),
      notServing,
      tooOften,
      noPort,
    ],
  },
  {
    call: 'SubtensorModule.associate_evm_key',
    world,
    by: signed(OLD),
    args: {
      netuid: FIRST,
      evm_key: ADDRESS,
      block_number: 4242n,
      signature: ethereumSignature(OLD, 4242n),
    },
    breaches: [
      breach(errors.HotKeyNotRegisteredInSubNet, {
        given: (ctx) => Uids.remove(ctx, FIRST, OLD),
        spoils: ['by'],
      }),
      breach(errors.EvmKeyAssociateRateLimitExceeded, {
        given: (ctx) => AssociatedEvmAddress.set(ctx, FIRST, uid(1), [ADDRESS, block]),
        spoils: ['by'],
      }),
      ...SIGNED,
      breach(errors.NonAssociatedColdKey, { given: (ctx) => Owner.remove(ctx, OLD) }),
      breach(errors.InvalidIdentity, {
        args: { signature: ethereumSignature(OLD, 4242n).with(64, 4) },
      }),
      breach(errors.InvalidRecoveredPublicKey, { args: { evm_key: new Uint8Array(20) } }),
    ],
  },
  {
    call: 'SubtensorModule.decrease_take',
    world: () => takes(world()),
    by,
    args: { hotkey: OLD, take: 40 },
    breaches: [
      ...takeGuards,
      ...SIGNED,
      breach(errors.DelegateTakeTooLow, {
        given: (ctx) => Delegates.set(ctx, OLD, 40),
        spoils: ['current'],
      }),
    ],
  },
  {
    call: 'SubtensorModule.increase_take',
    world: () => takes(world()),
    by,
    args: { hotkey: OLD, take: 60 },
    breaches: [
      ...takeGuards,
      ...SIGNED,
      breach(errors.DelegateTakeTooLow, {
        given: (ctx) => Delegates.set(ctx, OLD, 60),
        spoils: ['current'],
      }),
      breach(errors.DelegateTxRateLimitExceeded, {
        given(ctx) {
          TxDelegateTakeRateLimit.set(ctx, 10n)
          LastRateLimitedBlock.set(
            ctx,
            { type: 'LastTxBlockDelegateTake', value: OLD },
            block - 10n,
          )
        },
      }),
    ],
  },
  {
    call: 'SubtensorModule.set_childkey_take',
    world() {
      const ctx = world()
      MinChildkeyTake.set(ctx, 10)
      MaxChildkeyTake.set(ctx, 100)
      return ctx
    },
    by,
    args: { hotkey: OLD, netuid: FIRST, take: 100 },
    breaches: [
      ...SIGNED,
      unowned,
      anothers,
      breach(errors.InvalidChildkeyTake, { args: { take: 9 } }),
      breach(errors.InvalidChildkeyTake, { args: { take: 101 } }),
      breach(errors.TxChildkeyTakeRateLimitExceeded, {
        given: (ctx) => TransactionKeyLastBlock.set(ctx, OLD, FIRST, 1, block - 1n),
        spoils: ['hotkey'],
      }),
    ],
  },
  {
    call: 'SubtensorModule.set_children',
    world,
    by,
    args: { hotkey: OLD, netuid: FIRST, children: child(31) },
    breaches: [
      ...SIGNED,
      breach(errors.TxRateLimitExceeded, {
        given: (ctx, { netuid }) =>
          TransactionKeyLastBlock.set(ctx, OLD, netuid as NetUid, 0, block - 149n),
        spoils: ['hotkey'],
      }),
      breach(errors.RegistrationNotPermittedOnRootSubnet, { args: { netuid: ROOT_NETUID } }),
      breach(errors.SubnetNotExists, { args: { netuid: NOWHERE } }),
      unowned,
      anothers,
      breach(errors.DuplicateChild, { args: { children: child(31, 32, 31) } }),
      breach(errors.InvalidChild, { args: { children: [[1n, OLD]] }, spoils: ['hotkey'] }),
      breach(errors.TooManyChildren, { args: { children: child(31, 32, 33, 34, 35, 36) } }),
      breach(errors.ProportionOverflow, {
        args: {
          children: [
            [ALL, account(31)],
            [1n, account(32)],
          ],
        },
      }),
      breach(errors.ChildParentInconsistency, {
        given: (ctx) => ParentKeys.set(ctx, OLD, FIRST, [[1n, account(31)]]),
        spoils: ['children'],
      }),
      breach(errors.NotEnoughStakeToSetChildkeys, {
        given: (ctx) => StakeThreshold.set(ctx, 1n),
      }),
    ],
  },
  {
    call: 'SubtensorModule.set_auto_parent_delegation_enabled',
    world,
    by,
    args: { hotkey: OLD, enabled: false },
    breaches: [
      ...SIGNED,
      unowned,
      anothers,
      breach(errors.HotKeyNotRegisteredInSubNet, {
        given: (ctx) => Uids.remove(ctx, ROOT_NETUID, OLD),
      }),
    ],
  },
  {
    call: 'SubtensorModule.set_identity',
    world,
    by,
    args: Object.fromEntries(Object.keys(IDENTITY).map((name) => [name, new Uint8Array(1)])),
    breaches: [
      ...SIGNED,
      breach(errors.HotKeyNotRegisteredInNetwork, { by: signed(RIVAL) }),
      ...Object.entries(IDENTITY).map(([name, length]) =>
        breach(errors.InvalidIdentity, { args: { [name]: new Uint8Array(length + 1) } }),
      ),
    ],
  },
  {
    call: 'SubtensorModule.try_associate_hotkey',
    world,
    by,
    args: { hotkey: STRAY },
    breaches: [
      ...SIGNED,
      breach(errors.CannotUseSystemAccount, { args: { hotkey: subnetAccount(FIRST) } }),
    ],
  },
  {
    call: 'SubtensorModule.set_coldkey_auto_stake_hotkey',
    world,
    by,
    args: { netuid: FIRST, hotkey: OLD },
    breaches: [
      ...SIGNED,
      breach(errors.SubnetNotExists, { args: { netuid: NOWHERE } }),
      breach(errors.HotKeyNotRegisteredInSubNet, { args: { hotkey: STRAY } }),
      breach(errors.SameAutoStakeHotkeyAlreadySet, {
        given: (ctx) => AutoStakeDestination.set(ctx, OWNER, FIRST, OLD),
        spoils: ['hotkey'],
      }),
    ],
  },
  ...named({
    sudo_set_tx_childkey_take_rate_limit: { tx_rate_limit: 1n },
    sudo_set_min_childkey_take: { take: 1 },
    sudo_set_max_childkey_take: { take: 1 },
    set_pending_childkey_cooldown: { cooldown: 1n },
  }).map(([name, args]) => ({
    call: `SubtensorModule.${name}`,
    world,
    by: ROOT,
    args,
    breaches: ROOT_ONLY,
  })),
]
