import { equalBytes } from '@plexus/primitives'
import type { Chain } from '../../chain/interface.ts'
import { blockTimestamp } from './block-time.ts'
import { CometBftForeignError } from './errors.ts'

/**
 * A home whose network did not make this chain. CometBFT does not notice: it asks a chain that is
 * behind for its next block without a look at the one before, and each start would add one.
 * The time of block 1 is that of the genesis file, and tells networks of the same block 0 apart.
 * @throws CometBftForeignError
 */
export function checkFirstBlock(
  { hashAt, body, runtime }: Pick<Chain, 'hashAt' | 'body' | 'runtime'>,
  genesisTimeMs: number,
  home: string,
): void {
  const first = hashAt(1)
  // A chain may begin later, with a snapshot.
  const [time] = (first && body(first)) ?? []
  if (time === undefined) return
  const seconds = BigInt(Math.floor(genesisTimeMs / 1000))
  const nanos = (genesisTimeMs % 1000) * 1_000_000
  const expected = blockTimestamp({ seconds, nanos }, 0n, BigInt(runtime.slotDurationMs))
  const [inherent] = runtime.inherents(expected)
  if (inherent !== undefined && equalBytes(inherent, time)) return
  throw new CometBftForeignError(home)
}
