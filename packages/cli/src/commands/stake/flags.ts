import type { Command } from 'commander'
import type { WalletFlags } from '../../chain/flags.ts'
import { addWalletFlags } from '../../chain/flags.ts'
import { UsageError } from '../../errors.ts'
import { parseNetuid } from '../../options/neuron-flags.ts'

/** Flags of what trades or moves stake. */
export interface StakeFlags extends WalletFlags {
  readonly netuid: number
  readonly on?: string
  readonly tolerance: number
  readonly guard: boolean
}

const DEFAULT_TOLERANCE_PERCENT = 1

/** Declares them. */
export function addStakeFlags(command: Command): Command {
  return addWalletFlags(
    command
      .requiredOption('--netuid <n>', 'number of the subnet', parseNetuid)
      .option('--on <address>', 'hotkey that holds the stake (default: of the wallet)')
      .option(
        '--tolerance <percent>',
        'how much worse the price may get',
        parsePercent,
        DEFAULT_TOLERANCE_PERCENT,
      )
      .option('--no-guard', 'take any price'),
  )
}

/** The guard of the price. */
export const slippageOf = ({
  guard,
  tolerance,
}: StakeFlags): 'off' | { readonly tolerance: number } =>
  guard ? { tolerance: tolerance / 100 } : 'off'

/** 0 to 100, at most four decimals. */
export function parsePercent(text: string): number {
  const value = /^\d{1,3}(\.\d{1,4})?$/.test(text) ? Number(text) : Number.NaN
  if (value >= 0 && value <= 100) return value
  throw new UsageError(`"${text}" is not a percentage: give a number from 0 to 100.`)
}
