import { accountId, bytesToHex } from '@plexus/primitives'
import { createNode, systemClock } from '@plexus/node'
import type { Node } from '@plexus/node'
import { checkInvariants, checkTransition, dispatchOutcomes } from '@plexus/runtime'
import type { Host } from '@plexus/runtime'
import { createRandom, createTransactionSource } from '@plexus/testing'
import type { RandomTransaction } from '@plexus/testing'
import type { Tally } from './tally.ts'

/** What a history is made of. */
export interface HistoryPlan {
  readonly blocks: number
  readonly seed: number
  /** Calls that are not drawn. */
  readonly without: ReadonlySet<string>
  /** Whether the invariants must hold after every block. */
  readonly invariants: boolean
}

/** What became of its transactions. */
export interface HistoryOutcome {
  readonly included: number
  /** Transactions that the pool did not take. */
  readonly refused: number
}

const MOST_IN_BLOCK = 10
const PROGRESS_BLOCKS = 1000

const SHIELD_SEED_BYTES = 64

/**
 * A chain as in the genesis of a local network, in memory, with blocks when it is told. Nothing
 * in it is left to chance.
 */
export function makeNode(): Promise<Node> {
  return createNode({
    preset: 'localnet',
    timing: 'fast',
    sealing: { mode: 'manual' },
    memory: true,
    signatureWorkers: 0,
    // It stands still: how long a block may take, and how long the pool bears a grudge, is no matter.
    clock: { ...systemClock, now: () => 0 },
    shieldSeed: () => new Uint8Array(SHIELD_SEED_BYTES),
  })
}

/**
 * Makes blocks of random transactions on a node.
 *
 * @throws Error where an invariant does not hold, with the number of the block
 */
export async function makeHistory(
  node: Node,
  host: Host,
  plan: HistoryPlan,
  tally: Tally,
): Promise<HistoryOutcome> {
  const { chain } = node
  const random = createRandom(plan.seed)
  const head = () => chain.stateAt(chain.head().hash)
  const { genesisHash } = chain
  const source = await createTransactionSource({
    ...{ random, genesisHash, without: plan.without },
    view: head,
  })
  const nonceOf = (account: Uint8Array): number => node.pool.nextIndex(accountId(account))
  /** Transactions that are in the pool, by their bytes. */
  const open = new Map<string, RandomTransaction>()
  let [included, refused] = [0, 0]
  for (let block = 1; block <= plan.blocks; block += 1) {
    for (let count = random.below(MOST_IN_BLOCK); count > 0; count -= 1) {
      const drawn = source.next(nonceOf)
      if (await submit(node, drawn)) open.set(bytesToHex(drawn.bytes), drawn)
      else {
        refused += 1
        tally.refused(drawn.call)
      }
    }
    const before = head()
    const { hash } = await node.engine.seal({ timestampMs: timestamp(block) })
    const after = head()
    const outcomes = dispatchOutcomes(host, after)
    const told: string[] = []
    for (const [at, extrinsic] of (chain.body(hash) ?? []).entries()) {
      const bytes = bytesToHex(extrinsic)
      const call = open.get(bytes)?.call
      if (call === undefined) continue
      included += 1
      open.delete(bytes)
      const outcome = outcomes[at] ?? 'nothing'
      told.push(`${call}: ${outcome}`)
      tally.dispatched(call, outcome)
    }
    if (plan.invariants) {
      const faults = [...checkInvariants(host, after), ...checkTransition(host, before, after)]
      if (faults.length > 0) {
        throw new Error(`block ${block}: ${faults.join('; ')}; it had ${told.join(', ')}`)
      }
    }
    if (block % PROGRESS_BLOCKS === 0) process.stderr.write(`  ${block} blocks made\n`)
  }
  return { included, refused }
}

/**
 * Executes the blocks of one node on another.
 *
 * @throws BlockMismatchError, with the field that differs
 */
export function replayHistory(from: Node, to: Node): void {
  const last = from.chain.head().number
  for (let number = 1; number <= last; number += 1) {
    const hash = from.chain.hashAt(number)
    const header = hash && from.chain.header(hash)
    const extrinsics = hash && from.chain.body(hash)
    if (header === undefined || extrinsics === undefined) throw new Error(`no block ${number}`)
    const view = to.chain.stateAt(to.chain.head().hash)
    const executed = to.chain.runtime.execute(view, { header, extrinsics })
    if (bytesToHex(executed.hash) !== bytesToHex(hash)) throw new Error(`block ${number} differs`)
    to.chain.append(executed)
  }
}

async function submit(node: Node, { bytes }: RandomTransaction): Promise<boolean> {
  try {
    await node.pool.submit(bytes, 'Local')
    return true
  } catch (error) {
    if (!(error instanceof Error && 'rpcCode' in error)) throw error
    return false
  }
}

const timestamp = (block: number): bigint => 1_800_000_000_000n + BigInt(block) * 250n
