import { concatBytes, encode, u64 } from '@plexus/primitives'
import type { Hasher } from '@plexus/primitives'
import { callOf } from '@plexus/runtime'
import type { RuntimeCall } from '@plexus/runtime'
import type { Actor } from './economy/cast.ts'
import { le32 } from './raw-storage.ts'
import type { Random } from './random.ts'

/** What overrides are drawn from. */
export interface OverrideWorld {
  readonly random: Random
  readonly hasher: Hasher
  readonly cast: readonly Actor[]
}

/** Draws a call of Root. */
type Override = (world: OverrideWorld) => RuntimeCall

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const UNUSED = 'chain-fuzz:'
const BLOCKS = 2
const RAO = 1_000n

const OVERRIDES: readonly Override[] = [
  ({ random }) => {
    const items = [[unusedKey(random), random.bytes(4)]]
    return callOf('System', 'set_storage', { items })
  },
  ({ random }) => callOf('System', 'kill_storage', { keys: [unusedKey(random)] }),
  ({ random }) => {
    const subkeys = random.below(5)
    return callOf('System', 'kill_prefix', { prefix: utf8(UNUSED), subkeys })
  },
  ({ random }) => {
    const direction = random.pick(['Increase', 'Decrease'])
    const delta = BigInt(1 + random.below(1_000))
    return callOf('Balances', 'force_adjust_total_issuance', { direction, delta })
  },
  (world) => {
    const who = { type: 'Id', value: anyAccount(world) }
    const amount = BigInt(world.random.below(1_000))
    return callOf('Balances', 'force_unreserve', { who, amount })
  },
  ({ random }) => {
    const burn = BigInt(random.below(2 ** 31)) << 32n
    return callOf('AdminUtils', 'sudo_set_ck_burn', { burn })
  },
  // Safe mode takes deposits from nobody here; Root writes one, and frees or burns it.
  (world) => {
    const items = [[depositKey(world), encode(u64, RAO)]]
    return callOf('System', 'set_storage', { items })
  },
  (world) => callOf('SafeMode', 'force_release_deposit', anyDeposit(world)),
  (world) => callOf('SafeMode', 'force_slash_deposit', anyDeposit(world)),
]

/**
 * A call of Root that overrides the books, or what needs such a call before it. Here as in the
 * reference no invariant survives them.
 */
export const drawOverride = (world: OverrideWorld): RuntimeCall =>
  world.random.pick(OVERRIDES)(world)

const anyAccount = ({ random, cast }: OverrideWorld): Uint8Array =>
  random.pick(cast).coldkey.account

/** A key under which the chain keeps nothing. */
const unusedKey = ({ below }: Random): Uint8Array => utf8(`${UNUSED}${below(8)}`)

function anyDeposit(world: OverrideWorld): {
  readonly account: Uint8Array
  readonly block: number
} {
  return { account: anyAccount(world), block: world.random.below(BLOCKS) }
}

function depositKey(world: OverrideWorld): Uint8Array {
  const { hasher } = world
  const { account, block } = anyDeposit(world)
  const hashed = (key: Uint8Array): Uint8Array => concatBytes(hasher.twox64(key), key)
  const prefix = [hasher.twox128(utf8('SafeMode')), hasher.twox128(utf8('Deposits'))]
  return concatBytes(...prefix, hashed(account), hashed(le32(block)))
}
