import { weight } from '../../frame/weight.ts'
import type { Weight } from '../../frame/weight.ts'

/** Benchmarked weights of the system calls (`frame_system::weights::SubstrateWeight`, 41.0.0). */
export const systemWeights = {
  remark: (bytes: bigint): Weight => weight(1_586_000n + 10_920n * bytes),
  remarkWithEvent: (bytes: bigint): Weight => weight(4_725_000n + 12_386n * bytes),
  setHeapPages: weight(2_836_000n, { writes: 1n }),
  setCode: weight(164_247_810_000n, { reads: 1n, writes: 1n, proofSize: 67_035n }),
  setStorage: (items: bigint): Weight => weight(1_565_000n + 733_648n * items, { writes: items }),
  killStorage: (items: bigint): Weight => weight(1_624_000n + 566_903n * items, { writes: items }),
  killPrefix: (keys: bigint): Weight =>
    weight(2_964_000n + 1_340_742n * keys, { reads: keys, writes: keys, proofSize: 70n * keys }),
  authorizeUpgrade: weight(15_570_000n, { writes: 1n }),
  applyAuthorizedUpgrade: weight(166_858_158_000n, { reads: 2n, writes: 2n, proofSize: 67_035n }),
} as const
