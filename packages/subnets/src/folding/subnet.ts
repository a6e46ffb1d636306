import type { Subnet } from '@plexus/sdk/node'
import { createDraw } from './challenge.ts'
import type { Folder } from './folder.ts'
import { STANDARD_FOLDING } from './options.ts'
import type { FoldingOptions } from './options.ts'
import { scoreFolds } from './score.ts'
import type { FoldDetail } from './score.ts'
import type { FoldingState } from './state.ts'
import { FOLD_SYNAPSE } from './synapse.ts'
import type { FoldRequest, FoldResponse } from './synapse.ts'
import { TIERS } from './tiers.ts'
import { createFoldVerifier } from './verify.ts'
import { foldWith } from './work.ts'

/** The folding subnet, as the kit runs it. */
export type FoldingSubnet = Subnet<
  FoldRequest,
  FoldResponse,
  Folder,
  FoldDetail | null,
  FoldingState
>

/**
 * The folding subnet: miners search folds of low energy for chains that all of a window share, and
 * commit to them before they show them; validators recompute the energy (spec: 85-subnets §5).
 */
export function createFoldingSubnet(options: FoldingOptions = STANDARD_FOLDING): FoldingSubnet {
  const draw = createDraw(options)
  return {
    manifest: {
      name: 'folding',
      specVersion: 1,
      windowBlocks: options.windowBlocks,
      challengesPerWindow: options.challengesPerWindow,
      answers: 'committed',
      limits: {
        requestBytes: 1024,
        responseBytes: 16_384,
        minerMs: options.minerMs,
        verifyMs: 10_000,
      },
    },
    synapse: FOLD_SYNAPSE,
    initialState: { records: [] },
    isShared: () => true,
    challenge(task, state) {
      const { tier, sequence } = draw(task, state)
      return { tier, sequence, params: TIERS[tier].params, budget: options.budget[tier] }
    },
    work: foldWith,
    verify: createFoldVerifier(options, draw),
    score: scoreFolds,
  }
}
