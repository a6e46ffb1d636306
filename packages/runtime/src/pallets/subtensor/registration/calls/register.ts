import { AccountId32, bytes, NetUid, u64 } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { ensure } from '../../../../frame/error.ts'
import { ensureSigned } from '../../../../frame/origin.ts'
import { errors } from '../../errors.ts'
import { subtensor } from '../../id.ts'
import { Burn } from '../../storage/hyperparameters.ts'
import { ensureRegistrableSubnet, register } from '../register.ts'
import { registrationWeights } from '../weights.ts'

/** As `burned_register`; the work that older clients send is ignored. */
export const registerWithWork = call(
  subtensor,
  {
    netuid: NetUid,
    block_number: u64,
    nonce: u64,
    work: bytes,
    hotkey: AccountId32,
    coldkey: AccountId32,
  },
  {
    index: 6,
    name: 'register',
    weight: registrationWeights.register,
    run: (ctx, origin, { netuid, hotkey }) => register(ctx, origin, netuid, hotkey),
  },
)

/** Buys a uid for a hotkey. */
export const burnedRegister = call(
  subtensor,
  { netuid: NetUid, hotkey: AccountId32 },
  {
    index: 7,
    name: 'burned_register',
    weight: registrationWeights.burnedRegister,
    run: (ctx, origin, { netuid, hotkey }) => register(ctx, origin, netuid, hotkey),
  },
)

/** Buys a uid for a hotkey unless it costs more than the limit, in rao. */
export const registerLimit = call(
  subtensor,
  { netuid: NetUid, hotkey: AccountId32, limit_price: u64 },
  {
    index: 134,
    name: 'register_limit',
    weight: registrationWeights.registerLimit,
    run(ctx, origin, { netuid, hotkey, limit_price }) {
      ensureSigned(origin)
      ensureRegistrableSubnet(ctx, netuid)
      ensure(Burn.get(ctx, netuid) <= limit_price, errors.RegistrationPriceLimitExceeded)
      register(ctx, origin, netuid, hotkey)
    },
  },
)
