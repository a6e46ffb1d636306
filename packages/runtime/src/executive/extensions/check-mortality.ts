import { Era, eraBirth, eraDeath, H256 } from '@plexus/primitives'
import { weight } from '../../frame/weight.ts'
import { BlockHash, BlockNumber } from '../../pallets/system/storage.ts'
import type { TransactionExtension } from '../extension.ts'
import { invalid } from '../validity.ts'

/** A transaction is valid for a span of blocks, counted from one whose hash it signs. */
export const checkMortality: TransactionExtension<Era> = {
  identifier: 'CheckMortality',
  explicit: Era,
  implicit: H256,
  implicitOf(ctx, era) {
    const birth = eraBirth(era, BlockNumber.get(ctx))
    if (!BlockHash.has(ctx, birth)) invalid('AncientBirthBlock')
    return BlockHash.get(ctx, birth)
  },
  weight: () => weight(6_523_000n, { reads: 1n, proofSize: 3509n }),
  validate(ctx, _tx, era) {
    const current = BlockNumber.get(ctx)
    const death = eraDeath(era, current)
    return death === undefined ? {} : { longevity: BigInt(death > current ? death - current : 0) }
  },
}
