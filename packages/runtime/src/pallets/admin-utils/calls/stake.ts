import { u16, u64 } from '@plexus/primitives'
import { ensure } from '../../../frame/error.ts'
import { CKBurn } from '../../subtensor/storage/emission.ts'
import { StakeThreshold } from '../../subtensor/storage/hyperparameters.ts'
import {
  MaxChildkeyTake,
  MaxDelegateTake,
  MinChildkeyTake,
  MinChildkeyTakePerSubnet,
  MinDelegateTake,
} from '../../subtensor/storage/keys.ts'
import { errors } from '../errors.ts'
import { byOwnerSetting } from '../settings/authority.ts'
import { chainSetting } from '../settings/chain-setting.ts'
import { subnetSetting } from '../settings/subnet-setting.ts'

/** Greatest take of a delegate, in parts of 65535. */
export const setDefaultTake = chainSetting({
  index: 1,
  name: 'sudo_set_default_take',
  arg: 'default_take',
  type: u16,
  item: MaxDelegateTake,
  event: (value) => ({ type: 'MaxDelegateTakeSet', value }),
})

/** Least take of a delegate. */
export const setMinDelegateTake = chainSetting({
  index: 46,
  name: 'sudo_set_min_delegate_take',
  arg: 'take',
  type: u16,
  item: MinDelegateTake,
  event: (value) => ({ type: 'MinDelegateTakeSet', value }),
})

/** Stake that weights and children ask for. */
export const setStakeThreshold = chainSetting({
  index: 42,
  name: 'sudo_set_stake_threshold',
  arg: 'min_stake',
  type: u64,
  item: StakeThreshold,
  event: (value) => ({ type: 'StakeThresholdSet', value }),
})

/** Share of childkey dividends that is burned, in parts of 2^64 − 1. */
export const setCkBurn = chainSetting({
  index: 73,
  name: 'sudo_set_ck_burn',
  arg: 'burn',
  type: u64,
  item: CKBurn,
})

/** Least take of a childkey in a subnet; it only adds to that of the chain. */
export const setMinChildkeyTakePerSubnet = subnetSetting({
  index: 93,
  name: 'sudo_set_min_childkey_take_per_subnet',
  arg: 'take',
  type: u16,
  by: byOwnerSetting('MinChildkeyTake'),
  checks: ['window', 'exists'],
  bounds: (ctx, { value }) => {
    const inBounds = value >= MinChildkeyTake.get(ctx) && value <= MaxChildkeyTake.get(ctx)
    ensure(inBounds, errors.InvalidValue)
  },
  to: MinChildkeyTakePerSubnet,
  event: (netuid, value) => ({ type: 'MinChildKeyTakePerSubnetSet', value: [netuid, value] }),
})
