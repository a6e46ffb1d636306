import { hexToBytes } from '@plexus/primitives'
import type { Beacon } from './beacon.ts'

const PUBLIC_KEY =
  '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c' +
  '8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb' +
  '5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a'

/**
 * The beacon of the League of Entropy that the chain follows, chain hash
 * `52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971`.
 */
export const QUICKNET: Beacon = Object.freeze({
  publicKey: hexToBytes(PUBLIC_KEY),
  genesisUnixSeconds: 1_692_803_367,
  periodSeconds: 3,
})
