import { FoldingError } from './errors.ts'
import type { Folder } from './folder.ts'
import type { FoldRequest, FoldResponse } from './synapse.ts'
import { TIERS } from './tiers.ts'

/**
 * The miner's side: folds the chain, rounds the coordinates and states their energy.
 *
 * @throws FoldingError `FoldInvalid` when the folder gives a fold that validators would refuse
 */
export async function foldWith(
  { tier, sequence, budget }: FoldRequest,
  folder: Folder,
  { signal }: { readonly signal: AbortSignal },
): Promise<FoldResponse> {
  const found = await folder.fold({ tier, sequence }, { budget, signal })
  const coords = TIERS[tier].round(found)
  const result =
    coords.length === 3 * sequence.length && coords.every((value) => Number.isFinite(value))
      ? TIERS[tier].evaluate(sequence, coords)
      : { ok: false as const, reason: 'not three finite numbers for each bead' }
  if (!result.ok)
    throw new FoldingError(
      'FoldInvalid',
      `The folder "${folder.name}" gave a fold that no validator takes: ${result.reason}. Mend the folder.`,
    )
  return { coords, energy: result.energy }
}
