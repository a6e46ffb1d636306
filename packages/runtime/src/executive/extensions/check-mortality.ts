import { Era, eraBirth, eraDeath, H256 } from '@plexus/primitives'
import { submitEncrypted } from '../../pallets/mev-shield/calls/submit-encrypted.ts'
import { BlockHash, BlockNumber } from '../../pallets/system/storage.ts'
import type { TransactionExtension } from '../extension.ts'
import { invalid } from '../validity.ts'

/** The block up to which an immortal transaction is valid. */
const FOR_EVER = 2n ** 64n - 1n
/** Blocks for which an encrypted transaction may wait: its key is soon gone. */
const MAX_SHIELDED_PERIOD = 8

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
  validate(ctx, { call }, era) {
    if (submitEncrypted.is(call) && isLong(era)) invalid('Stale')
    const current = BlockNumber.get(ctx)
    const death = eraDeath(era, current)
    if (death === undefined) return { longevity: FOR_EVER - BigInt(current) }
    return { longevity: BigInt(death > current ? death - current : 0) }
  },
}

const isLong = (era: Era): boolean => era.type === 'Immortal' || era.period > MAX_SHIELDED_PERIOD
