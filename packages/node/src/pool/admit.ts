import { hash as toHash, readCompact, Reader, ScaleError } from '@plexus/primitives'
import { MAX_EXTRINSIC_BYTES } from '@plexus/runtime'
import type { TransactionSource, TransactionValidity } from '@plexus/runtime'
import { SideBusyError } from '../side/errors.ts'
import { isLong } from '../side/interface.ts'
import { SignatureQueueFullError } from '../signature/errors.ts'
import { announce, discard } from './context.ts'
import type { PoolContext } from './context.ts'
import { createEntry, toVerdict } from './entry.ts'
import type { Arrival, Entry, Verdict } from './entry.ts'
import {
  alreadyImported,
  badFormat,
  cycleDetected,
  immediatelyDropped,
  noTagsProvided,
  priorityTooLow,
  refusal,
  temporarilyBanned,
  verificationFailed,
} from './errors.ts'
import { makeRoom, trim } from './limits.ts'
import { tagOf } from './tags.ts'

const TOO_LONG = { type: 'Invalid', value: { type: 'ExhaustsResources' } } as const

/**
 * The arrival that some bytes are.
 * @throws PoolError 1001 when they are no extrinsic, 1010 when no block could hold it
 */
export function toArrival(
  pool: PoolContext,
  bytes: Uint8Array,
  source: TransactionSource,
  passedOn = false,
): Arrival {
  checkLengthPrefix(bytes)
  // Before anything looks at so many bytes.
  if (bytes.length > MAX_EXTRINSIC_BYTES) throw refusal(TOO_LONG)
  const hash = toHash(pool.hasher.blake2b256(bytes))
  return { hash, key: tagOf(hash), bytes, source, passedOn }
}

/**
 * Verifies the signature off the main thread and validates on the head as it is then.
 * @throws PoolError
 */
export async function examine(pool: PoolContext, arrival: Arrival): Promise<Verdict> {
  refuseKnown(pool, arrival)
  const validity = await askValidity(pool, arrival)
  if (validity instanceof Error) throw verificationFailed(validity)
  if (!validity.ok) {
    if (validity.error.type === 'Invalid') pool.bans.ban(arrival.key)
    throw refusal(validity.error)
  }
  return toVerdict(validity.value, pool.chain.head().number)
}

/**
 * Puts a valid transaction into the queue.
 * @throws PoolError 1012 to 1016, 1019; the pool is as before.
 */
export function insert(pool: PoolContext, arrival: Arrival, verdict: Verdict): void {
  // The same bytes may have come in twice and been examined side by side.
  refuseKnown(pool, arrival)
  if (verdict.provides.length === 0) throw noTagsProvided()
  if (verdict.provides.some((tag) => verdict.requires.includes(tag))) throw cycleDetected()
  const rivals = pool.queue.providersOf(verdict.provides)
  let old = 0n
  for (const rival of rivals) old += rival.priority
  if (rivals.size > 0 && verdict.priority <= old) throw priorityTooLow(old, verdict.priority)
  const leaving = makeRoom(pool, { ...arrival, ...verdict }, rivals)
  for (const entry of leaving) {
    pool.bans.ban(entry.key)
    discard(pool, entry, { type: 'dropped' })
  }
  const entry = createEntry(arrival, pool.nextSequence, verdict)
  pool.nextSequence += 1
  const moved = pool.queue.add(entry, rivals)
  for (const rival of rivals) pool.hub.tell(rival.key, { type: 'usurped', by: entry.hash })
  announce(pool, [entry, ...moved])
  trim(pool)
}

/** The verdict of the runtime on the head; an error where the runtime threw. */
export function validateOnHead(
  pool: PoolContext,
  { bytes, source }: Pick<Entry, 'bytes' | 'source'>,
): TransactionValidity | Error {
  const { chain } = pool
  const head = chain.head().hash
  try {
    return chain.runtime.validate(chain.stateAt(head), head, source, bytes)
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** The verdict on the head; what is long is validated beside this thread. */
async function askValidity(
  pool: PoolContext,
  arrival: Arrival,
): Promise<TransactionValidity | Error> {
  const { bytes, source } = arrival
  const { side, chain } = pool
  if (side === undefined || !isLong(bytes)) {
    await warmSignature(pool, bytes)
    refuseKnown(pool, arrival)
    return validateOnHead(pool, arrival)
  }
  const head = chain.head().hash
  try {
    return await side.validate(chain.stateAt(head), head, source, bytes)
  } catch (error) {
    if (error instanceof SideBusyError) throw immediatelyDropped()
    return error instanceof Error ? error : new Error(String(error))
  }
}

function refuseKnown(pool: PoolContext, { hash, key }: Arrival): void {
  if (pool.queue.get(key) !== undefined) throw alreadyImported(hash)
  // As the reference does: what went into a block lately is not taken again.
  if (pool.included.find(key) !== undefined || pool.bans.isBanned(key)) throw temporarilyBanned()
}

/** Leaves the result where the runtime's host function finds it; the runtime judges it. */
async function warmSignature(pool: PoolContext, bytes: Uint8Array): Promise<void> {
  const { chain } = pool
  const head = chain.head().hash
  let check
  try {
    check = chain.runtime.signatureCheck(chain.stateAt(head), head, bytes)
  } catch (error) {
    throw verificationFailed(error)
  }
  if (check === undefined) return
  try {
    await pool.signatures.check(check)
  } catch (error) {
    if (error instanceof SignatureQueueFullError) throw immediatelyDropped()
    throw error
  }
}

function checkLengthPrefix(bytes: Uint8Array): void {
  const reader = new Reader(bytes)
  let length
  try {
    length = readCompact(reader)
  } catch (error) {
    if (!(error instanceof ScaleError)) throw error
    throw badFormat(
      error.code === 'UnexpectedEnd' ? 'Not enough data to fill buffer' : error.message,
    )
  }
  if (length > reader.remaining) throw badFormat('Not enough data to fill buffer')
  if (length < reader.remaining) {
    throw badFormat(`${reader.remaining - length} bytes follow the extrinsic`)
  }
}
