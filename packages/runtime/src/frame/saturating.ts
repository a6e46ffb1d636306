const U32_MAX = 0xffff_ffff

/** Sum of two block numbers, at most 2^32 − 1. */
export const saturatingBlock = (from: number, blocks: number): number =>
  blocks > U32_MAX - from ? U32_MAX : from + blocks
