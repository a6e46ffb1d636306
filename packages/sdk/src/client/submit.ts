import { bytesToHex, encodeSs58 } from '@plexus/primitives'
import type { Call } from './call.ts'
import type { Client } from './client.ts'
import { dispatchFailure, explainDispatchError } from './dispatch-error.ts'
import { ChainError, RpcResponseError } from './errors.ts'
import { signExtrinsic } from './extrinsic.ts'
import { nextNonce } from './nonce.ts'
import { poolError, readRefusal } from './pool-error.ts'
import { prepare } from './prepare.ts'
import type { EraOption } from './prepare.ts'
import { readReceipt } from './receipt.ts'
import type { Receipt } from './receipt.ts'
import { findRetry } from './retry.ts'
import { signerAccount } from './signer.ts'
import type { Signer } from './signer.ts'
import type { RequestOptions } from './transport/transport.ts'
import { startWatch } from './watch-extrinsic.ts'
import type { Watch } from './watch-extrinsic.ts'

/** How a transaction is sent. Every action that changes the chain takes these. */
export interface SubmitOptions {
  readonly signer: Signer
  /** In rao; it goes to the block's author and speeds nothing up. Default 0. */
  readonly tip?: bigint
  /** Default: valid for 64 blocks. */
  readonly era?: EraOption
  /** Default: the next one of the account. */
  readonly nonce?: number
  /** `inBlock` (default): the best chain has it; `finalized`: it stays. */
  readonly waitFor?: 'inBlock' | 'finalized'
  /** Ends the wait. What the node has taken may get into a block all the same. */
  readonly signal?: AbortSignal
}

/**
 * Signs a call, sends it and waits until it is in a block and has succeeded.
 *
 * @throws PoolError where the node does not take it, ChainError where the call fails, SubmitError
 *   where no block takes it; DescriptorError, CodecError, ExtensionError, TransportError
 */
export async function submit(client: Client, call: Call, given: SubmitOptions): Promise<Receipt> {
  const { signer, waitFor = 'inBlock' } = given
  const options: RequestOptions = given.signal === undefined ? {} : { signal: given.signal }
  const account = encodeSs58(signerAccount(signer), client.ss58Prefix)
  // The node counts what waits in its pool once it has answered: until then the nonce is ours.
  const { watch, extrinsic } = await client.inTurn(account, async () => {
    const nonce = given.nonce ?? (await nextNonce(client, signerAccount(signer), options))
    const values = { nonce, tip: given.tip ?? 0n, ...(given.era && { era: given.era }) }
    const prepared = await prepare(client, call, values, options)
    const bytes = await signExtrinsic(prepared.call, prepared.extensions, signer)
    const text = bytesToHex(bytes)
    const { fromBlock, deathBlock } = prepared
    const search = { ...{ extrinsic: text, waitFor, fromBlock, options } }
    const bounded = deathBlock === undefined ? search : { ...search, deathBlock }
    return {
      extrinsic: text,
      watch: await send(client, call, account, () => startWatch(client, bounded)),
    }
  })
  const receipt = await readReceipt(client, extrinsic, await watch.included(), options)
  return succeeded(client, call, account, receipt, options)
}

async function send(
  client: Client,
  call: Call,
  account: string,
  run: () => Promise<Watch>,
): Promise<Watch> {
  try {
    return await run()
  } catch (error) {
    const refusal = error instanceof RpcResponseError ? readRefusal(error) : undefined
    if (refusal === undefined) throw error
    const retry =
      refusal.reason === undefined
        ? undefined
        : await findRetry(client, { error: refusal.reason, call, account })
    throw poolError(refusal, error, retry)
  }
}

async function succeeded(
  client: Client,
  call: Call,
  account: string,
  receipt: Receipt,
  options: RequestOptions,
): Promise<Receipt> {
  const failure = dispatchFailure(receipt.events)
  if (failure === undefined) return receipt
  const runtime = await client.runtime(receipt.blockHash, options)
  const explained = explainDispatchError(runtime, failure)
  const retry = await findRetry(client, { error: explained.error, call, account })
  throw new ChainError(explained, { receipt, ...(retry !== undefined && { retry }) })
}
