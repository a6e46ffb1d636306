import { eraBirth, eraDeath, IMMORTAL, mortalEra } from '@plexus/primitives'
import { ensureCall } from './call.ts'
import type { Call } from './call.ts'
import type { Client } from './client.ts'
import { encodeExtensions } from './extensions.ts'
import type { ExtensionBytes } from './extensions.ts'
import { bestHead, blockHashAt, finalizedHead } from './heads.ts'
import type { RequestOptions } from './transport/transport.ts'

/** For how many blocks a transaction is valid. */
export type EraOption = { readonly periodBlocks: number } | 'immortal'

/** What goes into a transaction beside call and signature. */
export interface Prepared {
  readonly call: Uint8Array
  readonly extensions: ExtensionBytes
  /** The first block that may have it. */
  readonly fromBlock: number
  readonly deathBlock?: number
}

/** Long enough for a slow chain, short enough that a lost one cannot come back next week. */
const DEFAULT_PERIOD = 64

/** Encodes call and extensions. @throws DescriptorError, CodecError, ExtensionError, TransportError */
export async function prepare(
  client: Client,
  call: Call,
  values: { readonly nonce: number; readonly tip: bigint; readonly era?: EraOption },
  options: RequestOptions,
): Promise<Prepared> {
  const runtime = await client.runtime(undefined, options)
  ensureCall(runtime, call)
  const encoded = runtime.encodeCall(call)
  const { era, eraHash, fromBlock } = await chooseEra(client, values.era, options)
  const extensions = encodeExtensions(runtime, {
    ...{ era, eraHash, genesisHash: client.genesisHash },
    ...{ nonce: values.nonce, tip: values.tip },
  })
  const deathBlock = eraDeath(era, fromBlock)
  return {
    call: encoded,
    extensions,
    fromBlock: fromBlock + 1,
    ...(deathBlock !== undefined && { deathBlock }),
  }
}

async function chooseEra(
  client: Client,
  choice: EraOption = { periodBlocks: DEFAULT_PERIOD },
  options: RequestOptions,
): Promise<{ era: ReturnType<typeof mortalEra>; eraHash: string; fromBlock: number }> {
  // A final block, so that no fork can undo what the signature names.
  const current = client.supports('chain_getFinalizedHead')
    ? await finalizedHead(client, options)
    : await bestHead(client, options)
  const immortal = { era: IMMORTAL, eraHash: client.genesisHash, fromBlock: current.number }
  if (choice === 'immortal') return immortal
  const era = mortalEra(choice.periodBlocks, current.number)
  const birth = eraBirth(era, current.number)
  const eraHash =
    birth === current.number ? current.hash : await blockHashAt(client, birth, options)
  return eraHash === undefined ? immortal : { era, eraHash, fromBlock: current.number }
}
