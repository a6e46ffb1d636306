import { bytes, fixedBytes } from '../scale/bytes.ts'
import { vec } from '../scale/collections.ts'
import { bare, enumeration, holding, listing } from '../scale/enum.ts'
import { struct } from '../scale/struct.ts'
import type { ValueOf } from '../scale/type.ts'

/** Four ASCII bytes that name a consensus engine. */
const engineId = fixedBytes(4)

/** `sp_runtime::generic::digest::DigestItem`. */
export const DigestItem = enumeration(
  {
    PreRuntime: listing(6, [engineId, bytes]),
    Consensus: listing(4, [engineId, bytes]),
    Seal: listing(5, [engineId, bytes]),
    Other: holding(0, bytes),
    RuntimeEnvironmentUpdated: bare(8),
  },
  { path: ['sp_runtime', 'generic', 'digest', 'DigestItem'] },
)

/** A note in a block header; the engine's notes are `[engine id, data]`. */
export type DigestItem = ValueOf<typeof DigestItem>

/** `sp_runtime::generic::digest::Digest`. */
export const Digest = struct(
  { logs: vec(DigestItem) },
  { path: ['sp_runtime', 'generic', 'digest', 'Digest'] },
)

/** The notes of a block header, in the order in which they were made. */
export type Digest = ValueOf<typeof Digest>
