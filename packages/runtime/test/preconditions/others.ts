import { netUid } from '@plexus/primitives'
import type { Context } from '../../src/frame/context.ts'
import { NONE, ROOT, signed } from '../../src/frame/origin.ts'
import { Authorities } from '../../src/pallets/aura/storage.ts'
import { errors as commitments } from '../../src/pallets/commitments/errors.ts'
import { MaxSpace } from '../../src/pallets/commitments/storage.ts'
import { errors as drand } from '../../src/pallets/drand/errors.ts'
import { QUICKNET } from '../../src/pallets/drand/quicknet.ts'
import { BeaconConfig, LastStoredRound } from '../../src/pallets/drand/storage.ts'
import { errors as mevShield } from '../../src/pallets/mev-shield/errors.ts'
import { MaxPendingExtrinsicsLimit } from '../../src/pallets/mev-shield/storage.ts'
import { Uids } from '../../src/pallets/subtensor/storage/neurons.ts'
import { Tempo } from '../../src/pallets/subtensor/storage/schedule.ts'
import { NetworksAdded } from '../../src/pallets/subtensor/storage/networks.ts'
import { errors as swap } from '../../src/pallets/swap/errors.ts'
import { BlockNumber } from '../../src/pallets/system/storage.ts'
import { followBeacon, pulseOf } from '../helpers/beacon.ts'
import { account, testContext } from '../helpers/test-context.ts'
import { authority, begin, key, shieldContext } from '../pallets/mev-shield/kit.ts'
import { breach, named, NONE_ONLY, ROOT_ONLY, SIGNED } from './precondition.ts'
import type { Args, Precondition } from './precondition.ts'

const NET = netUid(5)
const HOTKEY = account(1)
const by = signed(HOTKEY)

function registered(): Context {
  const ctx = testContext()
  BlockNumber.set(ctx, 1_000)
  Tempo.set(ctx, NET, 360)
  Uids.set(ctx, NET, HOTKEY, 3)
  NetworksAdded.set(ctx, NET, true)
  return ctx
}
const field = { type: 'Raw1', value: new Uint8Array(1) }

function following(): Context {
  const ctx = testContext()
  BlockNumber.set(ctx, 50)
  followBeacon(ctx)
  return ctx
}
const pulses = (...rounds: readonly bigint[]): Args => ({
  pulses_payload: {
    block_number: 50,
    pulses: rounds.map(pulseOf),
    public: { type: 'Sr25519', value: new Uint8Array(32) },
  },
})

function authored(): Context {
  const ctx = shieldContext([authority(1), authority(2)])
  begin(ctx, 1, 10n)
  return ctx
}
const root = (call: string, args: Args, world = authored): Precondition => ({
  call,
  world,
  by: ROOT,
  args,
  breaches: ROOT_ONLY,
})

export const others: readonly Precondition[] = [
  {
    call: 'Commitments.set_commitment',
    world: registered,
    by,
    args: { netuid: NET, info: { fields: [field] } },
    breaches: [
      ...SIGNED,
      breach(commitments.AccountNotAllowedCommit, { by: signed(account(2)) }),
      breach(commitments.AccountNotAllowedCommit, { args: { netuid: netUid(6) } }),
      breach(commitments.SpaceLimitExceeded, { given: (ctx) => MaxSpace.set(ctx, 99) }),
    ],
  },
  root('Commitments.set_max_space', { new_limit: 1 }),
  {
    call: 'Drand.write_pulse',
    world: following,
    by: NONE,
    args: { ...pulses(6n), signature: undefined },
    breaches: [
      ...NONE_ONLY,
      breach(drand.PulseVerificationError, {
        given: (ctx) =>
          BeaconConfig.set(ctx, { ...QUICKNET, public_key: new Uint8Array(96).fill(1) }),
        spoils: ['round'],
      }),
      breach(drand.InvalidRoundNumber, {
        given: (ctx) => LastStoredRound.set(ctx, 6n),
        spoils: ['round'],
      }),
    ],
  },
  root(
    'Drand.set_beacon_config',
    {
      config_payload: {
        block_number: 50,
        config: QUICKNET,
        public: { type: 'Sr25519', value: new Uint8Array(32) },
      },
      signature: undefined,
    },
    following,
  ),
  root('Drand.set_oldest_stored_round', { oldest_round: 1n }, following),
  {
    ...root('Swap.set_fee_rate', { netuid: NET, rate: 655 }, registered),
    breaches: [
      ...ROOT_ONLY,
      breach(swap.MechanismDoesNotExist, { args: { netuid: netUid(6) } }),
      // A hundredth of 65,535 at most.
      breach(swap.FeeRateTooHigh, { args: { rate: 65_535 } }),
    ],
  },
  ...named({
    add_liquidity: { hotkey: HOTKEY, netuid: NET, tick_low: 0, tick_high: 0, liquidity: 1n },
    remove_liquidity: { hotkey: HOTKEY, netuid: NET, position_id: 1n },
    modify_position: { hotkey: HOTKEY, netuid: NET, position_id: 1n, liquidity_delta: 1n },
    toggle_user_liquidity: { netuid: NET, enable: true },
    disable_lp: {},
  }).map(([name, args]) => ({
    // Whoever asks.
    call: `Swap.${name}`,
    world: registered,
    by,
    args,
    neverSucceeds: true,
    breaches: [by, ROOT, NONE].map((origin) =>
      breach(swap.Deprecated, { by: origin, alone: true }),
    ),
  })),
  {
    call: 'MevShield.announce_next_key',
    world: authored,
    by: NONE,
    args: { enc_key: key(1) },
    breaches: [
      ...NONE_ONLY,
      breach(mevShield.Unreachable, { given: (ctx) => Authorities.set(ctx, []) }),
      breach(mevShield.BadEncKeyLen, { args: { enc_key: new Uint8Array(1183) } }),
    ],
  },
  {
    call: 'MevShield.submit_encrypted',
    world: authored,
    by,
    args: { ciphertext: new Uint8Array(1) },
    breaches: SIGNED,
  },
  {
    call: 'MevShield.store_encrypted',
    world: authored,
    by,
    args: { encrypted_call: new Uint8Array(1) },
    breaches: [
      ...SIGNED,
      breach(mevShield.TooManyPendingExtrinsics, {
        given: (ctx) => MaxPendingExtrinsicsLimit.set(ctx, 0),
      }),
    ],
  },
  root('MevShield.set_max_pending_extrinsics_number', { value: 1 }),
  root('MevShield.set_stored_extrinsic_lifetime', { value: 1 }),
  ...['set_on_initialize_weight', 'set_max_extrinsic_weight'].map((name) => ({
    ...root(`MevShield.${name}`, { value: 2_000_000_000_000n }),
    breaches: [
      ...ROOT_ONLY,
      breach(mevShield.WeightExceedsAbsoluteMax, { args: { value: 2_000_000_000_001n } }),
    ],
  })),
]
