import { rao } from '@plexus/primitives'
import type { RuntimeConfig } from '../../../frame/config.ts'

/** What a hotkey swap on all subnets costs, and the announcement of a coldkey swap; recycled. */
export const KEY_SWAP_COST = rao(100_000_000n)
/** What a hotkey swap on one subnet costs; recycled. */
export const KEY_SWAP_ON_SUBNET_COST = rao(1_000_000n)

/** Blocks between two swaps of a coldkey's hotkeys on one subnet: a day, or one in the fast build. */
export const hotkeySwapInterval = ({ timing }: RuntimeConfig): bigint =>
  timing === 'fast' ? 1n : 7200n
