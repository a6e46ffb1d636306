import { referenceEpoch } from '@plexus/yuma'
import type { EpochInput, EpochOutput } from '@plexus/yuma'

/** Runs the maths of one epoch of one mechanism. */
export const runKernel: (input: EpochInput) => EpochOutput = referenceEpoch
