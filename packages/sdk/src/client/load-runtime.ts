import { bytes, decode, hexToBytes, option } from '@plexus/primitives'
import { CodecError, RpcResponseError } from './errors.ts'
import { createChainRuntime } from './runtime.ts'
import type { ChainRuntime, RuntimeVersion } from './runtime.ts'
import type { RequestOptions } from './transport/transport.ts'

/** Asks the node. */
export type Ask = (
  method: string,
  params: readonly unknown[],
  options?: RequestOptions,
) => Promise<unknown>

/** The runtime version at a block, or at the head. @throws TransportError, RpcResponseError */
export async function fetchVersion(
  ask: Ask,
  at: string | undefined,
  options: RequestOptions,
): Promise<RuntimeVersion> {
  return readVersion(await ask('state_getRuntimeVersion', at === undefined ? [] : [at], options))
}

/** @throws CodecError where it is no runtime version */
export function readVersion(value: unknown): RuntimeVersion {
  const { specName, specVersion, transactionVersion } = (value ?? {}) as Partial<RuntimeVersion>
  if (typeof specVersion !== 'number' || typeof transactionVersion !== 'number') {
    throw new CodecError('BadMetadata', 'the node tells no runtime version')
  }
  return { specName: String(specName), specVersion, transactionVersion }
}

/** Fetches the metadata at a block: V15, which describes runtime APIs, or V14 where there is no other. */
export async function fetchRuntime(
  ask: Ask,
  version: RuntimeVersion,
  at: string | undefined,
  options: RequestOptions,
): Promise<ChainRuntime> {
  const where = at === undefined ? [] : [at]
  const blob =
    (await fetchV15(ask, where, options)) ??
    hexToBytes(String(await ask('state_getMetadata', where, options)))
  return createChainRuntime(version, blob)
}

async function fetchV15(
  ask: Ask,
  where: readonly string[],
  options: RequestOptions,
): Promise<Uint8Array | undefined> {
  try {
    const params = ['Metadata_metadata_at_version', '0x0f000000', ...where]
    return decode(Opaque, hexToBytes(String(await ask('state_call', params, options))))
  } catch (error) {
    // Old nodes have no such runtime API.
    if (error instanceof RpcResponseError) return undefined
    throw error
  }
}

const Opaque = option(bytes)
