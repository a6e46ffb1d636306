import {
  createHasher,
  createKeyPair,
  createSignatures,
  decode,
  ScaleError,
} from '@plexus/primitives'
import type { Hash, KeyPair } from '@plexus/primitives'
import { allCalls, callOf, encodeCall } from '@plexus/runtime'
import type { RuntimeCall } from '@plexus/runtime'
import type { Random } from './random.ts'
import { randomEncoding } from './random-encoding.ts'
import { signExtrinsic } from './sign-extrinsic.ts'

/** A random signed transaction, and what is in it. */
export interface RandomTransaction {
  readonly bytes: Uint8Array
  readonly signer: string
  /** Wire name of the outer call. */
  readonly call: string
}

/** Draws transactions of the endowed accounts. */
export interface TransactionSource {
  /**
   * The next transaction.
   * @param nonceOf nonce that a signer's next transaction needs
   */
  next(nonceOf: (account: Uint8Array) => number): RandomTransaction
}

/** The first holds the sudo key. */
const NAMES = ['Alice', 'Bob', 'Charlie', 'Dave', 'Eve', 'Ferdie']
/** Calls that end a history for everybody; they come one time in so many. */
const RARE = 5_000
/** One transaction in so many makes a signer rich again: random calls soon spend everything. */
const REFILL = 12
const RICH_RAO = 1_000_000_000_000_000n
const RARE_CALLS = new Set(['SafeMode.force_enter', 'Sudo.remove_key', 'Sudo.set_key'])

/**
 * Calls by which Root overrides the books: raw storage, an issuance by decree, reserves taken from
 * under the holds that count them. Here as in the reference no invariant survives them.
 */
export const ROOT_OVERRIDES: ReadonlySet<string> = new Set([
  'Balances.force_adjust_total_issuance',
  'Balances.force_unreserve',
  'System.kill_prefix',
  'System.kill_storage',
  'System.set_storage',
])

/**
 * Transactions over all calls of the runtime, by random arguments of the declared types.
 *
 * @param without calls that are not drawn, e.g. `Balances.burn`
 */
export async function createTransactionSource(
  random: Random,
  genesisHash: Hash,
  without: ReadonlySet<string> = new Set(),
): Promise<TransactionSource> {
  const [hasher, signatures] = await Promise.all([createHasher(), createSignatures()])
  const keys = NAMES.map((name) => ({
    name,
    pair: createKeyPair({ scheme: 'Sr25519', uri: `//${name}` }, signatures),
  }))
  const pool = { accounts: keys.map(({ pair }) => pair.account) }
  const calls = allCalls().filter(
    ({ name, pallet }) => ![...without, 'Timestamp.set'].includes(`${pallet.name}.${name}`),
  )
  const sudo = calls.find(({ name, pallet }) => pallet.name === 'Sudo' && name === 'sudo')

  const draw = (): RuntimeCall => {
    for (;;) {
      const call = random.pick(calls)
      try {
        const args = decode(call.args, randomEncoding(call.args, random, pool))
        if (holds({ call, args }, without)) continue
        if (!holds({ call, args }, RARE_CALLS) || random.oneIn(RARE)) return { call, args }
      } catch (error) {
        // Bounded lists and sets may come out too long or out of order.
        if (!(error instanceof ScaleError)) throw error
      }
    }
  }

  const asRoot = (call: RuntimeCall): RuntimeCall =>
    sudo === undefined ? call : { call: sudo, args: { call } }
  const refill = (): RuntimeCall => {
    const who = { type: 'Id', value: random.pick(keys).pair.account }
    return callOf('Balances', 'force_set_balance', { who, new_free: RICH_RAO })
  }

  return {
    next(nonceOf) {
      const isRefill = random.oneIn(REFILL)
      const [root] = keys
      const key = isRefill && root !== undefined ? root : random.pick(keys)
      const drawn = isRefill ? refill() : draw()
      const byRoot = isRefill || (key === root && random.oneIn(2))
      const call = byRoot ? asRoot(drawn) : drawn
      const signer: KeyPair = key.pair
      const signing = { signer, nonce: nonceOf(signer.account), genesisHash }
      const versions = { specVersion: 425, transactionVersion: 1 }
      const bytes = signExtrinsic(encodeCall(call), { ...signing, ...versions }, hasher)
      return { bytes, signer: key.name, call: `${drawn.call.pallet.name}.${drawn.call.name}` }
    },
  }
}

/** Whether a call, or one inside it, is among those named. */
function holds(value: unknown, names: ReadonlySet<string>): boolean {
  const inside = (part: unknown): boolean => holds(part, names)
  if (Array.isArray(value)) return value.some(inside)
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return false
  if (!isCall(value)) return Object.values(value).some(inside)
  return names.has(`${value.call.pallet.name}.${value.call.name}`) || inside(value.args)
}

const isCall = (value: object): value is RuntimeCall => 'call' in value && 'args' in value
