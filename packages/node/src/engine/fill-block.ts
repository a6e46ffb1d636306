import { RuntimePanic } from '@plexus/runtime'
import type { HiddenExtrinsic, OpenBlock, TransactionValidityError } from '@plexus/runtime'
import type { Chain } from '../chain/interface.ts'
import type { Clock } from '../clock.ts'
import type { Pool } from '../pool/interface.ts'
import type { ShieldKeys } from './shield-keys.ts'

/** How a block is filled from the pool. */
export interface FillPlan {
  readonly clock: Clock
  /** No transaction is begun after this time of the clock. */
  readonly deadlineMs: number
  /** Keys of the authors; without them nothing encrypted is opened. */
  readonly shield?: ShieldKeys
}

/** Begins a block of this time on the head. */
export function openOnHead({ runtime, head, stateAt }: Chain, timestampMs: bigint): OpenBlock {
  const { hash, number } = head()
  return runtime.open(stateAt(hash), {
    parentHash: hash,
    number: number + 1,
    digest: runtime.preDigest(timestampMs),
  })
}

/**
 * Applies what the author adds of its own to every block.
 * @throws Error where the block would be void: a bug
 */
export function applyInherents(open: OpenBlock, inherents: readonly Uint8Array[]): void {
  for (const inherent of inherents) {
    const result = open.apply(inherent)
    // A block that its own start has filled has no room for a key; one without its time is void.
    if (result.kind === 'invalid' && !isInvalid(result.error, 'ExhaustsResources')) {
      throw new Error(`an inherent was refused: ${nameOf(result.error)}`)
    }
  }
}

/**
 * Applies ready transactions in their order until the block is full; those that turn out invalid
 * are refused to the pool.
 * @returns how many are in the block
 */
export function fillFromPool(
  open: OpenBlock,
  pool: Pool,
  { clock, deadlineMs, shield }: FillPlan,
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
    } else if (isInvalid(outcome.error, 'ExhaustsResources')) tooBig += 1
    // `Future` means that the sender's transaction before this one was left for the next block.
    else if (!isInvalid(outcome.error, 'Future')) pool.refuse(hash)
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
  return isInvalid(outcome.error, 'ExhaustsResources') ? 'too big' : 'none'
}

/** The result, or the error that says that no block can hold these bytes. */
export function tryApply(
  open: OpenBlock,
  extrinsic: Uint8Array,
): ReturnType<OpenBlock['apply']> | Error {
  try {
    return open.apply(extrinsic)
  } catch (error) {
    if (isUnfit(error)) return error
    throw error
  }
}

/**
 * Whether the runtime says that no block can hold an extrinsic: it traps, or the bytes are none, or
 * it is an inherent, which only come first and from the author.
 */
export function isUnfit(error: unknown): error is Error {
  if (error instanceof RuntimePanic) return true
  if (!(error instanceof Error) || !('code' in error)) return false
  return error.code === 'ExtrinsicFormat' || error.code === 'BlockMismatch'
}

function isInvalid(error: TransactionValidityError, type: 'ExhaustsResources' | 'Future'): boolean {
  return error.type === 'Invalid' && error.value.type === type
}

function nameOf(error: TransactionValidityError): string {
  return `${error.type} ${error.value.type}`
}

/** Transactions that may fail to fit before the block counts as full. */
const MAX_TOO_BIG = 8
