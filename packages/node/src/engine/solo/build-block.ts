import { RuntimePanic } from '@plexus/runtime'
import type {
  ExecutedBlock,
  HiddenExtrinsic,
  OpenBlock,
  TransactionValidityError,
} from '@plexus/runtime'
import type { Chain } from '../../chain/interface.ts'
import type { Clock } from '../../clock.ts'
import type { Pool } from '../../pool/interface.ts'
import { ExtrinsicRefusedError } from '../errors.ts'
import type { ShieldKeys } from './shield-keys.ts'

/** What one block is made from. */
export interface BlockPlan {
  readonly timestampMs: bigint
  /** Exactly these extrinsics after the inherents; without them, the pool's. */
  readonly extrinsics?: readonly Uint8Array[]
  /** The author's own, between the inherents and the others. */
  readonly own?: readonly Uint8Array[]
  /** No transaction of the pool is begun after this time of the clock. */
  readonly deadlineMs: number
  /** Keys of the authors; without them none is announced, and nothing encrypted is opened. */
  readonly shield?: ShieldKeys
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
  for (const inherent of runtime.inherents(plan.timestampMs, plan.shield?.announced())) {
    const result = open.apply(inherent)
    // A block that its own start has filled has no room for a key; one without its time is void.
    if (result.kind === 'invalid' && !is(result.error, 'ExhaustsResources')) {
      throw new Error(`an inherent was refused: ${nameOf(result.error)}`)
    }
  }
  // One that is refused is left out: its maker did not know what the block would be.
  for (const extrinsic of plan.own ?? []) tryApply(open, extrinsic)
  const transactions =
    plan.extrinsics === undefined
      ? applyFromPool(open, pool, clock, plan)
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

function applyFromPool(
  open: OpenBlock,
  pool: Pool,
  clock: Clock,
  { deadlineMs, shield }: BlockPlan,
): number {
  let taken = 0
  let tooBig = 0
  for (const { hash, bytes } of pool.ready()) {
    if (clock.now() >= deadlineMs || tooBig > MAX_TOO_BIG) break
    const hidden = open.hidden(bytes)
    // Encrypted to the author of another block: it waits in the pool for that one, or its end.
    if (hidden !== undefined && !hidden.isDue) continue
    const outcome = tryApply(open, bytes)
    if (outcome instanceof Error) {
      pool.refuse(hash)
      continue
    }
    if (outcome.kind === 'included') {
      const inner = hidden === undefined ? 'none' : applyHidden(open, hidden, shield)
      taken += inner === 'included' ? 2 : 1
      if (inner === 'too big') tooBig += 1
    } else if (is(outcome.error, 'ExhaustsResources')) tooBig += 1
    // `Future` means that the sender's transaction before this one was left for the next block.
    else if (!is(outcome.error, 'Future')) pool.refuse(hash)
  }
  return taken
}

/**
 * Puts what an included extrinsic hid right after it. The sender has paid for the attempt; what
 * cannot be opened, or is no good in this block, is gone.
 */
function applyHidden(
  open: OpenBlock,
  hidden: HiddenExtrinsic,
  shield: ShieldKeys | undefined,
): 'included' | 'too big' | 'none' {
  const secretKey = shield?.secretOf(hidden.keyHash)
  const extrinsic = secretKey === undefined ? undefined : hidden.open(secretKey)
  const outcome = extrinsic === undefined ? undefined : tryApply(open, extrinsic)
  if (outcome === undefined || outcome instanceof Error) return 'none'
  if (outcome.kind === 'included') return 'included'
  return is(outcome.error, 'ExhaustsResources') ? 'too big' : 'none'
}

/** The result, or the error that says that no block can hold these bytes. */
function tryApply(open: OpenBlock, extrinsic: Uint8Array): ReturnType<OpenBlock['apply']> | Error {
  try {
    return open.apply(extrinsic)
  } catch (error) {
    if (error instanceof RuntimePanic || isUnfit(error)) return error
    throw error
  }
}

/** Bytes that are no extrinsic, and inherents, which only come first and from the author. */
function isUnfit(error: unknown): error is Error {
  if (!(error instanceof Error) || !('code' in error)) return false
  return error.code === 'ExtrinsicFormat' || error.code === 'BlockMismatch'
}

function is(error: TransactionValidityError, type: 'ExhaustsResources' | 'Future'): boolean {
  return error.type === 'Invalid' && error.value.type === type
}

function nameOf(error: TransactionValidityError): string {
  return `${error.type} ${error.value.type}`
}

/** Transactions that may fail to fit before the block counts as full. */
const MAX_TOO_BIG = 8
