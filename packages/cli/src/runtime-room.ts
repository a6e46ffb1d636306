import type { Hasher } from '@plexus/primitives'
import type { VectorOutcome } from '@plexus/runtime'

/** What the commands need of `@plexus/runtime`; loaded only by a command that computes. */
export interface RuntimeRoom {
  /** @throws VectorFormatError where the document is not what its format says. */
  runVectors(document: unknown, hasher: Hasher): Iterable<VectorOutcome>
}
