const U32_MAX = 0xffff_ffff

/** The block that comes `blocks` after another, at most 2^32 − 1. */
export const saturatingBlock = (from: number, blocks: number): number =>
  blocks > U32_MAX - from ? U32_MAX : from + blocks
