import { AlphaRao, alphaRao, NetUid, twox64Concat } from '@plexus/primitives'
import { hashed } from '../../frame/key.ts'
import { storageMap } from '../../frame/storage.ts'
import { alphaAssets } from './id.ts'

const perSubnet = (name: string) =>
  storageMap(alphaAssets, name, [hashed(twox64Concat, NetUid)], AlphaRao, () => alphaRao(0n))

/** Alpha that was minted and not recycled. */
export const TotalAlphaIssuance = perSubnet('TotalAlphaIssuance')
/** Alpha that was taken out of use for ever; it stays part of the issuance. */
export const AlphaBurned = perSubnet('AlphaBurned')
/** Alpha that was destroyed, so that it can be emitted again. */
export const AlphaRecycled = perSubnet('AlphaRecycled')
