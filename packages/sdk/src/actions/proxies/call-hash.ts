import { bytesToHex } from '@plexus/primitives'
import { Blake2256 } from '@polkadot-api/substrate-bindings'
import type { Call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Hex } from '../../descriptors/base-types.ts'

/** BLAKE2b-256 of the SCALE of a call: what proxies and multisigs name it by. */
export async function callHash(client: Client, call: Call): Promise<Hex> {
  return bytesToHex(Blake2256((await client.runtime()).encodeCall(call)))
}
