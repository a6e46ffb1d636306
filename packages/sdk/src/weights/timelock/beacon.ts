/** A drand network with unchained randomness and signatures in G1. */
export interface Beacon {
  /** Group public key in G2, compressed, 96 bytes. */
  readonly publicKey: Uint8Array
  /** Unix time of the first round, in seconds. */
  readonly genesisUnixSeconds: number
  /** Time between rounds, in seconds. */
  readonly periodSeconds: number
}
