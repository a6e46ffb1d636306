import { weight } from '../../frame/weight.ts'
import type { Weight } from '../../frame/weight.ts'

/** Benchmarked weights of the system calls (`frame_system::weights::SubstrateWeight`). */
export const systemWeights = {
  remark: (bytes: bigint): Weight => weight(2_119_000n + 390n * bytes),
  remarkWithEvent: (bytes: bigint): Weight => weight(8_097_000n + 1_455n * bytes),
  setHeapPages: weight(4_782_000n, { reads: 1n, writes: 2n, proofSize: 1485n }),
  setCode: weight(87_586_619_000n, { reads: 1n, writes: 2n, proofSize: 1485n }),
  setStorage: (items: bigint): Weight => weight(2_175_000n + 841_511n * items, { writes: items }),
  killStorage: (items: bigint): Weight => weight(2_255_000n + 662_473n * items, { writes: items }),
  killPrefix: (keys: bigint): Weight =>
    weight(4_270_000n + 1_389_650n * keys, {
      reads: keys,
      writes: keys,
      proofSize: 128n + 70n * keys,
    }),
  authorizeUpgrade: weight(33_027_000n, { writes: 1n }),
  applyAuthorizedUpgrade: weight(118_101_992_000n, { reads: 2n, writes: 3n, proofSize: 1518n }),
} as const
