import { createHasher, createSignatures } from '@plexus/primitives'
import type { Hash } from '@plexus/primitives'
import { callOf, encodeCall } from '@plexus/runtime'
import type { StateView } from '@plexus/runtime'
import { createCast } from './economy/cast.ts'
import type { Actor } from './economy/cast.ts'
import { readChainFacts } from './economy/chain-facts.ts'
import { drawEconomy } from './economy/draw-economy.ts'
import type { Commit, Move } from './economy/move.ts'
import { lookAround } from './economy/presence.ts'
import { bareExtrinsic } from './bare-extrinsic.ts'
import type { Random } from './random.ts'
import { callName, holdsCall, randomCalls } from './random-calls.ts'
import { readRawStorage } from './raw-storage.ts'
import { repeatableSignatures } from './repeatable-signatures.ts'
import { signExtrinsic } from './sign-extrinsic.ts'

/** A random signed transaction, and what is in it. */
export interface RandomTransaction {
  readonly bytes: Uint8Array
  /** Wire name of the outer call, or of that which Root makes. */
  readonly call: string
}

/** Draws transactions of the endowed accounts and their hotkeys. */
export interface TransactionSource {
  /**
   * The next transaction.
   * @param nonceOf nonce that a signer's next transaction needs
   */
  next(nonceOf: (account: Uint8Array) => number): RandomTransaction
}

/** What transactions are drawn from. */
export interface TransactionSourceOptions {
  readonly random: Random
  readonly genesisHash: Hash
  /** Calls that are not drawn, e.g. `Balances.burn`. */
  readonly without?: ReadonlySet<string>
  /** State of the head: where given, three of four transactions are of the economy. */
  readonly view?: () => StateView
}

/** One transaction in so many makes a signer rich again: random calls soon spend everything. */
const REFILL = 30
const RICH_RAO = 100_000_000_000_000n

/**
 * Calls by which Root overrides the books: raw storage, an issuance by decree, reserves taken from
 * under the holds that count them, a burn of childkey dividends (what is burned is taken out of
 * circulation and paid to the validators all the same). Here as in the reference no invariant
 * survives them.
 */
export const ROOT_OVERRIDES: ReadonlySet<string> = new Set([
  'AdminUtils.sudo_set_ck_burn',
  'Balances.force_adjust_total_issuance',
  'Balances.force_unreserve',
  'System.kill_prefix',
  'System.kill_storage',
  'System.set_storage',
])

/** A transaction with a life of few blocks, which those of this source are not. */
const SHIELDED = 'MevShield.submit_encrypted'

/**
 * Transactions over all calls of the runtime: sensible ones of the economy, and any other. Equal
 * choices on equal states give equal transactions, to the last byte of their signatures.
 */
export async function createTransactionSource(
  options: TransactionSourceOptions,
): Promise<TransactionSource> {
  const { random, genesisHash, without = new Set<string>(), view } = options
  const [hasher, signatures] = await Promise.all([createHasher(), createSignatures()])
  const cast = createCast(repeatableSignatures(signatures))
  const noise = randomCalls(random, cast, without)
  const [root] = cast
  if (root === undefined) throw new Error('nobody signs')
  const commits: Commit[] = []
  let moves = 0

  const drawMove = (state: StateView): Move => {
    for (;;) {
      const facts = readChainFacts(state, hasher)
      const storage = readRawStorage(state, hasher)
      const common = { random, hasher, signatures, ...lookAround(cast, storage) }
      const move = drawEconomy({ ...common, facts, storage, commits }, moves)
      moves += 1
      if (!holdsCall(move.call, without) && callName(move.call) !== SHIELDED) return move
    }
  }
  const present = (): readonly Actor[] =>
    view === undefined ? cast : lookAround(cast, readRawStorage(view(), hasher)).cast
  const drawNoise = (): Move => {
    const actor = random.pick(present())
    const by = random.oneIn(8) ? random.pick(actor.hotkeys) : actor.coldkey
    const call = noise()
    return { by: by === root.coldkey && random.oneIn(2) ? 'Root' : by, call }
  }
  const refill = (): Move => {
    const who = { type: 'Id', value: random.pick(present()).coldkey.account }
    const call = callOf('Balances', 'force_set_balance', { who, new_free: RICH_RAO })
    return { by: 'Root', call }
  }
  const draw = (): Move => {
    if (random.oneIn(REFILL)) return refill()
    return view === undefined || random.oneIn(4) ? drawNoise() : drawMove(view())
  }

  return {
    next(nonceOf) {
      const { by, call } = draw()
      if (by === 'Nobody') return { bytes: bareExtrinsic(encodeCall(call)), call: callName(call) }
      const signer = by === 'Root' ? root.coldkey : by
      const sent = by === 'Root' ? callOf('Sudo', 'sudo', { call }) : call
      const signing = { signer, nonce: nonceOf(signer.account), genesisHash }
      const versions = { specVersion: 425, transactionVersion: 1 }
      const bytes = signExtrinsic(encodeCall(sent), { ...signing, ...versions }, hasher)
      return { bytes, call: callName(call) }
    },
  }
}
