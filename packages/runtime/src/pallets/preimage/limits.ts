/** Longest preimage, in bytes: 4 MiB. */
export const MAX_PREIMAGE_BYTES = 4 * 1024 * 1024
/** Most hashes of one `ensure_updated`. */
export const MAX_UPDATED_HASHES = 1024
/** Held for a preimage of any length, in rao: two items and 64 bytes. */
export const BASE_DEPOSIT = 104_000_000n
/** Held for each byte of a preimage, in rao. */
export const BYTE_DEPOSIT = 1_000_000n
