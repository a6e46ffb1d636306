import { fixedBytes, names, option } from '@plexus/primitives'
import type { TransactionExtension } from '../extension.ts'
import { unknown } from '../validity.ts'

type Mode = 'Disabled' | 'Enabled'

const ModeType = names<Mode>(
  { Disabled: 0, Enabled: 1 },
  { path: ['frame_metadata_hash_extension', 'Mode'] },
)

/** A signer may commit to the metadata; this chain publishes no hash of it, so only mode 0 works. */
export const checkMetadataHash: TransactionExtension<Mode> = {
  identifier: 'CheckMetadataHash',
  explicit: ModeType,
  implicit: option(fixedBytes(32)),
  implicitOf: (_ctx, mode) => (mode === 'Disabled' ? undefined : unknown('CannotLookup')),
}
