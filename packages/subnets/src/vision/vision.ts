import type { TensorBackend } from '@plexus/models'
import type { Subnet } from '@plexus/sdk/node'
import { challenge, SHARED_CHALLENGES } from './challenge.ts'
import { INITIAL_STATE, MINER_MS, score, type VisionState } from './score.ts'
import {
  classify,
  type ClassifyRequest,
  type ClassifyResponse,
  MAX_IMAGE_CHARS,
  MAX_IMAGES,
} from './synapse.ts'
import { verify, type VisionDetail } from './verify.ts'
import { work } from './work.ts'

/**
 * Miners name what pictures of 32 × 32 pixels show; validators draw the pictures, so they know. Who
 * is right and says how sure it is earns (spec: 85-subnets §2).
 */
export const vision: Subnet<
  ClassifyRequest,
  ClassifyResponse,
  TensorBackend,
  VisionDetail,
  VisionState
> = {
  manifest: {
    name: 'vision',
    specVersion: 1,
    windowBlocks: 20,
    challengesPerWindow: 4,
    // Who could see another's answers to the shared pictures could come first with them.
    answers: 'committed',
    limits: {
      requestBytes: MAX_IMAGES * (MAX_IMAGE_CHARS + 4) + 1024,
      responseBytes: 16_384,
      minerMs: MINER_MS,
      verifyMs: 300,
    },
  },
  synapse: classify,
  initialState: INITIAL_STATE,
  isShared: (index) => index < SHARED_CHALLENGES,
  challenge,
  work,
  verify,
  score,
}
