import {
  createHasher,
  createKeyPair,
  createSignatures,
  decode,
  ScaleError,
} from '@plexus/primitives'
import type { Hash, KeyPair } from '@plexus/primitives'
import { allCalls, encodeCall } from '@plexus/runtime'
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

const NAMES = ['Alice', 'Bob', 'Charlie', 'Dave', 'Eve', 'Ferdie']
/** Calls that end a history for everybody; they come one time in so many. */
const RARE = 200
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
      if (RARE_CALLS.has(`${call.pallet.name}.${call.name}`) && !random.oneIn(RARE)) continue
      try {
        return { call, args: decode(call.args, randomEncoding(call.args, random, pool)) }
      } catch (error) {
        // Bounded lists and sets may come out too long or out of order.
        if (!(error instanceof ScaleError)) throw error
      }
    }
  }

  return {
    next(nonceOf) {
      const key = random.pick(keys)
      const drawn = draw()
      const asRoot = sudo !== undefined && key.name === 'Alice' && random.oneIn(2)
      const call = asRoot ? { call: sudo, args: { call: drawn } } : drawn
      const signer: KeyPair = key.pair
      const signing = { signer, nonce: nonceOf(signer.account), genesisHash }
      const versions = { specVersion: 425, transactionVersion: 1 }
      const bytes = signExtrinsic(encodeCall(call), { ...signing, ...versions }, hasher)
      return { bytes, signer: key.name, call: `${drawn.call.pallet.name}.${drawn.call.name}` }
    },
  }
}
