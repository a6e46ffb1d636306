import { concatBytes, encode, u64 } from '@plexus/primitives'
import type { AccountId, BlockNumber } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { BlockHash } from '../../system/storage.ts'

/** Work is a 256-bit number. */
const WORK_BITS = 256n
const BITS_PER_BYTE = 8n

/**
 * What the work of a nonce must be: keccak(sha256(nonce ‖ keccak(hash of the block ‖ account))).
 *
 * @param nonce u64
 */
export function sealOf(
  ctx: Context,
  block: BlockNumber,
  nonce: bigint,
  account: AccountId,
): Uint8Array {
  const { host } = ctx
  const target = host.keccak256(concatBytes(BlockHash.get(ctx, block), account))
  return host.keccak256(host.sha256(concatBytes(encode(u64, nonce), target)))
}

/** Whether work, a little-endian number, times the difficulty stays below 2^256. */
export function meetsDifficulty(work: Uint8Array, difficulty: bigint): boolean {
  const value = work.reduceRight((number, byte) => (number << BITS_PER_BYTE) | BigInt(byte), 0n)
  return value * difficulty < 1n << WORK_BITS
}
