import { bytesToHex, decodeSs58 } from '@plexus/primitives'
import { Blake2256 } from '@polkadot-api/substrate-bindings'
import type { Hex } from '../../descriptors/base-types.ts'

/** By which a swap names the new coldkey. @throws Ss58Error */
export const coldkeyHash = (address: string): Hex =>
  bytesToHex(Blake2256(decodeSs58(address).account))
