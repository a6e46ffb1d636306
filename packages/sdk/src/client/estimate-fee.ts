import { bytesToHex, concatBytes, encode, hexToBytes, rao, u32 } from '@plexus/primitives'
import type { Rao } from '@plexus/primitives'
import type { Call } from './call.ts'
import type { Client } from './client.ts'
import { RpcResponseError } from './errors.ts'
import { unsignedExtrinsic } from './extrinsic.ts'
import { nextNonce } from './nonce.ts'
import { prepare } from './prepare.ts'
import { signerAccount } from './signer.ts'
import type { Signer } from './signer.ts'

/** Who would sign. */
export interface EstimateFeeOptions {
  readonly signer: Pick<Signer, 'scheme' | 'publicKey'>
  /** In rao. Default 0. */
  readonly tip?: bigint
  readonly signal?: AbortSignal
}

/**
 * What a call would cost now, tip included. Nothing is signed.
 *
 * @throws TransportError, RpcResponseError, DescriptorError, CodecError, ExtensionError
 */
export async function estimateFee(
  client: Client,
  call: Call,
  { signer, tip = 0n, signal }: EstimateFeeOptions,
): Promise<Rao> {
  const options = signal === undefined ? {} : { signal }
  const nonce = await nextNonce(client, signerAccount(signer), options)
  const prepared = await prepare(client, call, { nonce, tip, era: { periodBlocks: 64 } }, options)
  const bytes = unsignedExtrinsic(prepared.call, prepared.extensions, signer)
  // The runtime leaves the tip out (spec: 75-runtime-apis §2).
  return rao((await queryFee(client, bytes, options)) + tip)
}

async function queryFee(
  client: Client,
  extrinsic: Uint8Array,
  options: { readonly signal?: AbortSignal },
): Promise<bigint> {
  try {
    const args = concatBytes(extrinsic, encode(u32, extrinsic.length))
    const params = ['TransactionPaymentApi_query_info', bytesToHex(args)]
    const answer = hexToBytes(String(await client.request('state_call', params, options)))
    // The fee is last, whatever the weight before it takes.
    const view = new DataView(answer.buffer, answer.byteOffset, answer.byteLength)
    return view.getBigUint64(answer.length - 8, true)
  } catch (error) {
    if (!(error instanceof RpcResponseError)) throw error
    const params = [bytesToHex(extrinsic)]
    const info = (await client.request('payment_queryInfo', params, options)) as {
      partialFee: string
    }
    return BigInt(info.partialFee)
  }
}
