import { digest, u16, u64 } from './digest.ts'

/** Blocks that lie on the block whose hash seeds a window when the window begins. */
export const SEED_DEPTH = 10

/** Windows from the use of a salt to its reveal (spec: 85-subnets §0.2). */
export const SALT_REVEAL_WINDOWS = 2

/** The window to which a block belongs: window 0 begins with block 0. */
export const windowOf = (block: number, windowBlocks: number): number =>
  Math.floor(block / windowBlocks)

/** First block of a window. */
export const windowStart = (window: number, windowBlocks: number): number => window * windowBlocks

/** The block whose hash is the seed of a window: ten blocks before the window, or block 0. */
export const seedBlock = (window: number, windowBlocks: number): number =>
  Math.max(0, windowStart(window, windowBlocks) - SEED_DEPTH)

/**
 * The salt of a validator for one window, 32 bytes. Each window has its own, so that the reveal of
 * one tells nothing of the others.
 *
 * @param secret 32 random bytes that only the validator knows
 */
export const windowSalt = (secret: Uint8Array, netuid: number, window: number): Uint8Array =>
  digest('salt', u16(netuid), u64(window), secret)

/** What is published of a salt before its window, 32 bytes. */
export const saltCommitment = (salt: Uint8Array): Uint8Array => digest('salt commitment', salt)
