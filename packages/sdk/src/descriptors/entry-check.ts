import type { UnifiedMetadata } from '@polkadot-api/substrate-bindings'
import { DescriptorError } from '../client/errors.ts'
import { createChecksums, entryKey } from './checksums.ts'
import type { EntryKind } from './checksums.ts'
import { CHECKSUMS } from './generated/checksums.ts'

/**
 * Makes the check of one runtime: an entry that this package knows must have the same type on the
 * chain. One that it does not know is left to its caller.
 */
export function createEntryCheck(
  metadata: UnifiedMetadata,
  specVersion: number,
): (kind: EntryKind, name: string) => void {
  const passed = new Set<string>()
  let checksumOf: ReturnType<typeof createChecksums> | undefined
  return (kind, name) => {
    const entry = { kind, name }
    const key = entryKey(entry)
    const expected = CHECKSUMS[key]
    if (expected === undefined || passed.has(key)) return
    checksumOf ??= createChecksums(metadata)
    const actual = checksumOf(entry)
    if (actual === undefined) throw new DescriptorError('Missing', kind, name, specVersion)
    if (actual !== expected) throw new DescriptorError('Changed', kind, name, specVersion)
    passed.add(key)
  }
}
