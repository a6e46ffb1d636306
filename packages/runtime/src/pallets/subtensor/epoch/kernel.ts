import { createKernel } from '@plexus/yuma'
import type { EpochInput, EpochOutput, YumaKernel } from '@plexus/yuma'

/** Made when the first epoch runs; a pure function apart from its memory, which no answer shows. */
let kernel: YumaKernel | undefined

/** Runs the maths of one epoch of one mechanism. */
export function runKernel(input: EpochInput): EpochOutput {
  kernel ??= createKernel()
  return kernel.epoch(input)
}
