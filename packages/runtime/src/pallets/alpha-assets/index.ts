import type { Pallet } from '../../frame/pallet.ts'
import { alphaAssets } from './id.ts'
import { AlphaBurned, AlphaRecycled, TotalAlphaIssuance } from './storage.ts'

export const alphaAssetsPallet: Pallet = {
  id: alphaAssets,
  storage: [TotalAlphaIssuance, AlphaBurned, AlphaRecycled],
}

export { AlphaBurned, AlphaRecycled, TotalAlphaIssuance } from './storage.ts'
export { burnAlpha, mintAlpha, recycleAlpha } from './supply.ts'
