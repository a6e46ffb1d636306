import { RuntimePanic } from '@plexus/runtime'
import type { ExecutedBlock, OpenBlock, TransactionValidityError } from '@plexus/runtime'
import type { Chain } from '../../chain/interface.ts'
import type { Clock } from '../../clock.ts'
import type { Pool } from '../../pool/interface.ts'
import { ExtrinsicRefusedError } from '../errors.ts'

/** What one block is made from. */
export interface BlockPlan {
  readonly timestampMs: bigint
  /** Exactly these extrinsics after the inherents; without them, the pool's. */
  readonly extrinsics?: readonly Uint8Array[]
  /** The author's own, between the inherents and the others. */
  readonly own?: readonly Uint8Array[]
  /** No transaction of the pool is begun after this time of the clock. */
  readonly deadlineMs: number
}

/** A block that is ready to be appended. */
export interface BuiltBlock {
  readonly executed: ExecutedBlock
  /** Extrinsics beside the inherents and the author's own. */
  readonly transactions: number
}

/**
 * Builds a block on the head. Pool transactions that turn out invalid are refused to the pool.
 * @throws ExtrinsicRefusedError for a planned extrinsic; anything else is a bug.
 */
export function buildBlock(chain: Chain, pool: Pool, clock: Clock, plan: BlockPlan): BuiltBlock {
  const { runtime } = chain
  const head = chain.head()
  const open = runtime.open(chain.stateAt(head.hash), {
    parentHash: head.hash,
    number: head.number + 1,
    digest: runtime.preDigest(plan.timestampMs),
  })
  for (const inherent of runtime.inherents(plan.timestampMs)) {
    const result = open.apply(inherent)
    if (result.kind === 'invalid') {
      throw new Error(`an inherent was refused: ${nameOf(result.error)}`)
    }
  }
  // One that is refused is left out: its maker did not know what the block would be.
  for (const extrinsic of plan.own ?? []) tryApply(open, extrinsic)
  const transactions =
    plan.extrinsics === undefined
      ? applyFromPool(open, pool, clock, plan.deadlineMs)
      : applyExactly(open, plan.extrinsics)
  return { executed: open.seal(), transactions }
}

function applyExactly(open: OpenBlock, extrinsics: readonly Uint8Array[]): number {
  extrinsics.forEach((extrinsic, index) => {
    const outcome = tryApply(open, extrinsic)
    if (outcome instanceof Error || outcome.kind === 'invalid') {
      throw new ExtrinsicRefusedError(index, outcome instanceof Error ? outcome : outcome.error)
    }
  })
  return extrinsics.length
}

function applyFromPool(open: OpenBlock, pool: Pool, clock: Clock, deadlineMs: number): number {
  let taken = 0
  let tooBig = 0
  for (const { hash, bytes } of pool.ready()) {
    if (clock.now() >= deadlineMs || tooBig > MAX_TOO_BIG) break
    const outcome = tryApply(open, bytes)
    if (outcome instanceof Error) {
      pool.refuse(hash)
      continue
    }
    if (outcome.kind === 'included') taken += 1
    else if (is(outcome.error, 'ExhaustsResources')) tooBig += 1
    // `Future` means that the sender's transaction before this one was left for the next block.
    else if (!is(outcome.error, 'Future')) pool.refuse(hash)
  }
  return taken
}

/** The result, or the error that says that no block can hold these bytes. */
function tryApply(open: OpenBlock, extrinsic: Uint8Array): ReturnType<OpenBlock['apply']> | Error {
  try {
    return open.apply(extrinsic)
  } catch (error) {
    if (error instanceof RuntimePanic || isFormatError(error)) return error
    throw error
  }
}

function isFormatError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === 'ExtrinsicFormat'
}

function is(error: TransactionValidityError, type: 'ExhaustsResources' | 'Future'): boolean {
  return error.type === 'Invalid' && error.value.type === type
}

function nameOf(error: TransactionValidityError): string {
  return `${error.type} ${error.value.type}`
}

/** Transactions that may fail to fit before the block counts as full. */
const MAX_TOO_BIG = 8
