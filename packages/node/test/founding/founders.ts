import { accountId } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import type { SovereignOptions } from '@plexus/runtime'

/** An account of one repeated byte. */
export const accountOf = (byte: number): AccountId => accountId(new Uint8Array(32).fill(byte))

const TAO = 1_000_000_000n

/** Two validators, 3,000 and 1,000 TAO; all that can be said is said. */
export const whole: SovereignOptions = {
  validators: [
    { coldkey: accountOf(1), hotkey: accountOf(2), key: key(3), stake: 3_000n * TAO },
    { coldkey: accountOf(4), hotkey: accountOf(5), key: key(6), stake: 1_000n * TAO },
  ],
  balances: [
    [accountOf(7), 5n * TAO],
    [accountOf(8), 18_000_000n * TAO],
  ],
  subnets: [{ coldkey: accountOf(9), hotkey: accountOf(10) }],
  params: {
    max_validators: 10,
    rotation_blocks: 20,
    max_churn_permille: 100,
    power_cap_permille: 500,
    min_stake: 1_000n * TAO,
    jail_blocks: 30,
    slash_permille: 40,
    mode: 'Governed',
  },
  beaconKey: new Uint8Array(96).fill(11),
}

function key(byte: number): Uint8Array {
  return new Uint8Array(32).fill(byte)
}
