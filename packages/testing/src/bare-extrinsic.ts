import { bytes, concatBytes, encode } from '@plexus/primitives'

const BARE_V4 = 0x04

/** An extrinsic that nobody signs, with its length prefix (spec: 76-metadata §4). */
export const bareExtrinsic = (call: Uint8Array): Uint8Array =>
  encode(bytes, concatBytes(Uint8Array.of(BARE_V4), call))
