import { weight } from '../../../frame/weight.ts'

/** Benchmarked weights of the reference (`pallet_subtensor::weights::SubstrateWeight`). */
export const keyWeights = {
  decreaseTake: weight(29_895_000n, { reads: 3n, writes: 2n, proofSize: 4295n }),
  increaseTake: weight(37_710_000n, { reads: 5n, writes: 2n, proofSize: 4388n }),
  setIdentity: weight(32_040_000n, { reads: 3n, writes: 1n, proofSize: 6829n }),
  swapHotkey: weight(1_242_038_000n, { reads: 182n, writes: 99n, proofSize: 28_912n }),
  swapHotkeyV2: weight(275_300_000n, { reads: 52n, writes: 35n }),
  swapColdkey: weight(312_301_000n, { reads: 37n, writes: 19n, proofSize: 13_056n }),
  scheduleSwapColdkey: weight(0n, { reads: 5n }),
  announceColdkeySwap: weight(47_248_000n, { reads: 4n, writes: 3n, proofSize: 4159n }),
  swapColdkeyAnnounced: weight(288_156_000n, { reads: 37n, writes: 15n, proofSize: 13_000n }),
  disputeColdkeySwap: weight(23_293_000n, { reads: 2n, writes: 1n, proofSize: 4130n }),
  resetColdkeySwap: weight(8_857_000n, { writes: 2n }),
  clearColdkeySwapAnnouncement: weight(17_890_000n, { reads: 2n, writes: 1n }),
  associateEvmKey: weight(684_242_000n, { reads: 3n, writes: 1n, proofSize: 4415n }),
} as const
