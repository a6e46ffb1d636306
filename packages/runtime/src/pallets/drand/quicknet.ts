import { hexToBytes } from '@plexus/primitives'
import type { ValueOf } from '@plexus/primitives'
import type { BeaconConfiguration } from './types.ts'

const text = (value: string): Uint8Array => new TextEncoder().encode(value)

/** The public beacon that the chain listens to from the start. */
export const QUICKNET: ValueOf<typeof BeaconConfiguration> = {
  public_key: hexToBytes(
    '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c' +
      '8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb' +
      '5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a',
  ),
  period: 3,
  genesis_time: 1_692_803_367,
  hash: hexToBytes('52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971'),
  group_hash: hexToBytes('f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e'),
  scheme_id: text('bls-unchained-g1-rfc9380'),
  metadata: { beacon_id: text('quicknet') },
}
