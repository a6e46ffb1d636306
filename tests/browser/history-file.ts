import { bytes, decode, DigestItem, encode, struct, vec } from '@plexus/primitives'
import type { Type } from '@plexus/primitives'
import type { Block } from '@plexus/runtime'

/** What a block is made of again; the rest of its header is for whoever replays it to find. */
export interface HistoryBlock {
  /** The digest items that the block starts with, SCALE-encoded. */
  readonly digest: readonly Uint8Array[]
  /** With their length prefixes, the inherents first. */
  readonly extrinsics: readonly Uint8Array[]
}

const HistoryType: Type<readonly HistoryBlock[]> = vec(
  struct({ digest: vec(bytes), extrinsics: vec(bytes) }),
)

/** What is kept of a block: no root, no hash, no number. */
export const historyBlockOf = ({ header, extrinsics }: Block): HistoryBlock => ({
  digest: header.digest.filter((item) => decode(DigestItem, item).type === 'PreRuntime'),
  extrinsics,
})

/** Blocks 1, 2 and so on as one file. */
export const encodeHistory = (blocks: readonly HistoryBlock[]): Uint8Array =>
  encode(HistoryType, blocks)

/** @throws ScaleError when the bytes are no whole file */
export const decodeHistory = (file: Uint8Array): readonly HistoryBlock[] =>
  decode(HistoryType, file, { views: true })
