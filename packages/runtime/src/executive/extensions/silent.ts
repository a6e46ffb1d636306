import { unit } from '@plexus/primitives'
import type { TransactionExtension } from '../extension.ts'

/** An extension that clients must know of and that says nothing on this chain (yet). */
export const silent = (identifier: string): TransactionExtension => ({
  identifier,
  explicit: unit,
  implicit: unit,
})
