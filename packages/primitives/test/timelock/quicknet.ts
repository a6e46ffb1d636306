import { hexToBytes } from '../../src/index.ts'

/** Public key of the beacon quicknet (spec: 80-axon-dendrite Part 5). */
export const QUICKNET_KEY = hexToBytes(
  '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c' +
    '8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb' +
    '5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a',
)

/** Its signature of round 1000. */
export const ROUND_1000 = hexToBytes(
  'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125' +
    'e342b73a8dd2bacbe47e4b6b63ed5e39',
)
