import { weight } from '../../frame/weight.ts'
import type { Weight } from '../../frame/weight.ts'

const one = { reads: 1n, writes: 1n, proofSize: 3593n } as const

/** Benchmarked weights (`pallet_balances::weights::SubstrateWeight`, release 42.0.0). */
export const balancesWeights = {
  transferAllowDeath: weight(48_834_000n, one),
  transferKeepAlive: weight(39_051_000n, one),
  /** Ending an account costs more than creating one, and counts. */
  forceSetBalance: weight(19_206_000n, one),
  forceTransfer: weight(49_519_000n, { reads: 2n, writes: 2n, proofSize: 6196n }),
  transferAll: weight(48_209_000n, one),
  forceUnreserve: weight(15_515_000n, one),
  upgradeAccounts: (accounts: bigint): Weight =>
    weight(14_674_000n + 14_648_188n * accounts, {
      reads: accounts,
      writes: accounts,
      proofSize: 990n + 2603n * accounts,
    }),
  forceAdjustTotalIssuance: weight(5_351_000n),
  burnAllowDeath: weight(30_219_000n),
  burnKeepAlive: weight(20_720_000n),
} as const
