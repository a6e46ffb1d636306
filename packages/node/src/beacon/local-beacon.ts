import { createHash } from 'node:crypto'
import { bls, equalBytes, signRound } from '@plexus/primitives'
import type { KeyPair } from '@plexus/primitives'
import { pulseExtrinsic } from '@plexus/runtime'
import type { Chain } from '../chain/interface.ts'
import type { Beacon } from './beacon.ts'
import { dueRounds } from './due-rounds.ts'

/** 32 bytes below the group order, for everybody to know. */
const SECRET = new TextEncoder().encode('plexus: a beacon without secrets')

/** The public key of the local beacon: compressed point of G2, 96 bytes. */
export const localBeaconKey = (): Uint8Array => bls.publicKey(SECRET)

/**
 * A beacon whose rounds a node signs itself.
 *
 * @param modules `writer` signs the payloads; any sr25519 key will do
 */
export function createLocalBeacon(modules: {
  readonly chain: Chain
  readonly writer: KeyPair
}): Pick<Beacon, 'extrinsics'> {
  const { chain, writer } = modules
  const publicKey = localBeaconKey()
  return {
    extrinsics(timestampMs) {
      const { hash, number: block } = chain.head()
      const beacon = chain.runtime.beacon(chain.stateAt(hash))
      // Root may have chosen another.
      if (!equalBytes(beacon.publicKey, publicKey)) return []
      return dueRounds(beacon, timestampMs).map((round) => {
        const signature = signRound(SECRET, round)
        const randomness = Uint8Array.from(createHash('sha256').update(signature).digest())
        return pulseExtrinsic({ round, randomness, signature, block, writer })
      })
    },
  }
}
