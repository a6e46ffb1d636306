const U32_MAX = 0xffff_ffff

/** Sum of two block numbers, at most 2^32 − 1. */
export const saturatingAdd = (a: number, b: number): number => (b > U32_MAX - a ? U32_MAX : a + b)
