import { compact, concatBytes, encode, Era, hexToBytes, u32, u64 } from '@plexus/primitives'
import { ExtensionError } from './errors.ts'
import type { ChainRuntime } from './runtime.ts'

/** What the transaction extensions of a transaction say. */
export interface ExtensionValues {
  readonly era: Era
  /** Hash of the block at which the era was born; that of genesis where it is immortal. */
  readonly eraHash: string
  readonly genesisHash: string
  readonly nonce: number
  /** In rao. */
  readonly tip: bigint
}

/** Bytes of the extensions: what goes into the transaction, and what is signed beside it. */
export interface ExtensionBytes {
  readonly explicit: Uint8Array
  readonly implicit: Uint8Array
}

/**
 * Encodes the extensions in the order of the metadata. One that carries no data needs no
 * knowledge; so the chain may add those at will.
 *
 * @throws ExtensionError where an unknown one carries data
 */
export function encodeExtensions(runtime: ChainRuntime, values: ExtensionValues): ExtensionBytes {
  const explicit: Uint8Array[] = []
  const implicit: Uint8Array[] = []
  const listed = runtime.metadata.extrinsic.extensionsByVersion
  for (const { identifier, type, additionalSigned } of listed[0] ?? listed[4] ?? []) {
    const known = KNOWN[identifier]
    const isVoid = (id: number): boolean => runtime.lookup(id).type === 'void'
    if (!isVoid(type)) {
      if (known?.explicit === undefined) throw new ExtensionError(identifier)
      explicit.push(known.explicit(values))
    }
    if (!isVoid(additionalSigned)) {
      if (known?.implicit === undefined) throw new ExtensionError(identifier)
      implicit.push(known.implicit(values, runtime))
    }
  }
  return { explicit: concatBytes(...explicit), implicit: concatBytes(...implicit) }
}

interface Known {
  explicit?(values: ExtensionValues): Uint8Array
  implicit?(values: ExtensionValues, runtime: ChainRuntime): Uint8Array
}

const mortality: Known = {
  explicit: ({ era }) => encode(Era, era),
  implicit: ({ eraHash }) => hexToBytes(eraHash),
}

/** Those with data that Substrate chains use (spec: 50-fees-and-extensions §2). */
const KNOWN: Readonly<Record<string, Known>> = {
  CheckSpecVersion: { implicit: (_, { specVersion }) => encode(u32, specVersion) },
  CheckTxVersion: { implicit: (_, { transactionVersion }) => encode(u32, transactionVersion) },
  CheckGenesis: { implicit: ({ genesisHash }) => hexToBytes(genesisHash) },
  CheckMortality: mortality,
  CheckEra: mortality,
  CheckNonce: { explicit: ({ nonce }) => encode(compact(u32), nonce) },
  ChargeTransactionPayment: { explicit: ({ tip }) => encode(compact(u64), tip) },
  // The second byte: no other asset pays.
  ChargeAssetTxPayment: {
    explicit: ({ tip }) => concatBytes(encode(compact(u64), tip), Uint8Array.of(0)),
  },
  // Mode 0: no hash of the metadata is signed.
  CheckMetadataHash: { explicit: () => Uint8Array.of(0), implicit: () => Uint8Array.of(0) },
}
