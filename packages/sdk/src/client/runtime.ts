import { bytesToHex, hexToBytes } from '@plexus/primitives'
import { getDynamicBuilder, getLookupFn } from '@polkadot-api/metadata-builders'
import type { LookupEntry, MetadataLookup } from '@polkadot-api/metadata-builders'
import { Twox128, unifyMetadata, v14, v15 } from '@polkadot-api/substrate-bindings'
import type { Codec, UnifiedMetadata } from '@polkadot-api/substrate-bindings'
import type { EntryKind } from '../descriptors/checksums.ts'
import { createEntryCheck } from '../descriptors/entry-check.ts'
import { checkValue } from './check-value.ts'
import { CodecError, DescriptorError } from './errors.ts'

/** Reads and writes one storage item. */
export interface StorageCodec {
  /** Number of keys of the map; 0 for a single value. */
  readonly arity: number
  /** Storage key, hex; with fewer keys than `arity` the prefix of all that begin with them. */
  key(keys: readonly unknown[]): string
  /** The map keys of a storage key. */
  decodeKey(key: string): unknown
  /** @param value hex, or null where the chain has nothing: then the default of the item */
  decodeValue(value: string | null): unknown
}

/** Reads and writes one runtime API method. */
export interface ApiCodec {
  encodeArgs(args: readonly unknown[]): Uint8Array
  decodeResult(bytes: Uint8Array): unknown
}

/** One version of the chain's runtime: what its metadata says, turned into codecs as asked for. */
export interface ChainRuntime {
  readonly specName: string
  readonly specVersion: number
  readonly transactionVersion: number
  readonly metadata: UnifiedMetadata
  readonly lookup: MetadataLookup
  /**
   * Makes sure that an entry has the type on the chain which this package says.
   *
   * @throws DescriptorError `Changed`, or `Missing`
   */
  ensure(kind: EntryKind, name: string): void
  /** @throws DescriptorError `Missing` */
  storage(name: string): StorageCodec
  /** @throws DescriptorError `Missing` */
  constant(name: string): unknown
  /** @throws DescriptorError `Missing` */
  api(name: string): ApiCodec
  /** Codec of a type by its number in the metadata. */
  type(id: number): Codec<unknown>
  /** SCALE of a call. @throws CodecError, DescriptorError */
  encodeCall(call: { readonly type: string; readonly value: { readonly type: string } }): Uint8Array
}

/** Version of a runtime as `state_getRuntimeVersion` tells it. */
export interface RuntimeVersion {
  readonly specName: string
  readonly specVersion: number
  readonly transactionVersion: number
}

/** Puts the codecs of one runtime together; each is made when first asked for. */
export function createChainRuntime(version: RuntimeVersion, blob: Uint8Array): ChainRuntime {
  const metadata = readMetadata(blob)
  const lookup = getLookupFn(metadata)
  const builder = getDynamicBuilder(lookup)
  const missing = (kind: string, name: string): DescriptorError =>
    new DescriptorError('Missing', kind, name, version.specVersion)
  const storage = memo((name) => buildStorage(name, { metadata, lookup, builder, missing }))
  const constant = memo((name) => {
    const [pallet, item] = splitName(name)
    const found = palletOf(metadata, pallet)?.constants.find((entry) => entry.name === item)
    if (found === undefined) throw missing('constant', name)
    return decoding(name, () => builder.buildConstant(pallet, item).dec(found.value) as unknown)
  })
  const api = memo((name) => {
    const [trait, method] = splitName(name)
    const methods = metadata.apis.find((entry) => entry.name === trait)?.methods
    const found = methods?.find((entry) => entry.name === method)
    if (found === undefined) throw missing('api', name)
    const { args, value } = builder.buildRuntimeCall(trait, method)
    return {
      encodeArgs(given: readonly unknown[]) {
        checkList(name, found.inputs, given, lookup)
        return encoding(name, () => args.enc([...given]))
      },
      decodeResult: (bytes: Uint8Array) => decoding(name, () => value.dec(bytes) as unknown),
    }
  })
  return {
    ...version,
    ...{ metadata, lookup, storage, constant, api },
    ensure: createEntryCheck(metadata, version.specVersion),
    type: (id) => builder.buildDefinition(id),
    encodeCall(call) {
      const name = `${call.type}.${call.value.type}`
      if (!hasCall(metadata, lookup, call.type, call.value.type)) throw missing('call', name)
      const id = lookup.call
      if (id === null) throw new CodecError('BadMetadata', 'it names no type of calls')
      checkValue(name, lookup(id), call)
      return encoding(name, () => builder.buildDefinition(id).enc(call))
    },
  }
}

/** `Pallet.item` in two. */
export function splitName(name: string): [pallet: string, item: string] {
  const dot = name.indexOf('.')
  return [name.slice(0, dot), name.slice(dot + 1)]
}

/** Runs an encoder. @throws CodecError `BadValue` */
export function encoding<T>(entry: string, run: () => T): T {
  try {
    return run()
  } catch (cause) {
    if (cause instanceof CodecError) throw cause
    throw new CodecError('BadValue', entry, cause)
  }
}

/** Runs a decoder. @throws CodecError `BadBytes` */
export function decoding<T>(entry: string, run: () => T): T {
  try {
    return run()
  } catch (cause) {
    throw new CodecError('BadBytes', entry, cause)
  }
}

const MAGIC = '0x6d657461'

/** @param blob `meta`, version byte 14 or 15, and what follows */
function readMetadata(blob: Uint8Array): UnifiedMetadata {
  if (bytesToHex(blob.subarray(0, 4)) !== MAGIC) {
    throw new CodecError('BadMetadata', 'it does not begin with “meta”')
  }
  const version = blob[4]
  // A copy: the codecs read from the start of the buffer below.
  const body = blob.slice(5)
  try {
    if (version === 15) return unifyMetadata(v15.dec(body))
    if (version === 14) return unifyMetadata(v14.dec(body))
  } catch (cause) {
    throw new CodecError('BadMetadata', `version ${version} is damaged`, cause)
  }
  throw new CodecError('BadMetadata', `it has version ${version}, and 14 and 15 are known`)
}

type Builder = ReturnType<typeof getDynamicBuilder>

const palletOf = (
  metadata: UnifiedMetadata,
  name: string,
): UnifiedMetadata['pallets'][number] | undefined =>
  metadata.pallets.find((pallet) => pallet.name === name)

function hasCall(
  metadata: UnifiedMetadata,
  lookup: MetadataLookup,
  pallet: string,
  item: string,
): boolean {
  const calls = palletOf(metadata, pallet)?.calls
  if (calls === undefined) return false
  const entry = lookup(calls.type)
  return entry.type === 'enum' && Object.hasOwn(entry.value, item)
}

interface StorageModules {
  readonly metadata: UnifiedMetadata
  readonly lookup: MetadataLookup
  readonly builder: Builder
  readonly missing: (kind: string, name: string) => DescriptorError
}

function buildStorage(name: string, modules: StorageModules): StorageCodec {
  const { metadata, lookup, builder, missing } = modules
  const [pallet, item] = splitName(name)
  const storage = palletOf(metadata, pallet)?.storage
  const found = storage?.items.find((entry) => entry.name === item)
  if (storage === undefined || found === undefined) throw missing('storage', name)
  const types = keyTypes(found, lookup)
  const { keys, value, len, fallback } = builder.buildStorage(pallet, item)
  // The builder hashes the name of the pallet where the chain hashes its storage prefix.
  const hashed = (text: string): string => bytesToHex(Twox128(new TextEncoder().encode(text)))
  const own = hashed(pallet)
  const prefix = hashed(storage.prefix)
  const swap = (key: string, from: string, to: string): string =>
    key.startsWith(from) ? to + key.slice(from.length) : key
  return {
    arity: len,
    key(given) {
      given.forEach((key, at) => {
        const type = types[at]
        if (type === undefined) throw new CodecError('BadValue', name, undefined, TOO_MANY_KEYS)
        checkValue(name, type, key, `key ${at + 1}`)
      })
      return encoding(name, () => swap(keys.enc(...given), own, prefix))
    },
    decodeKey: (key) => decoding(name, () => keys.dec(swap(key, prefix, own)) as unknown),
    decodeValue: (hex) =>
      hex === null ? fallback : decoding(name, () => value.dec(hexToBytes(hex)) as unknown),
  }
}

const TOO_MANY_KEYS = 'It has fewer keys.'

type StorageItem = NonNullable<UnifiedMetadata['pallets'][number]['storage']>['items'][number]

function keyTypes({ type }: StorageItem, lookup: MetadataLookup): readonly LookupEntry[] {
  if (type.tag === 'plain') return []
  const { hashers, key } = type.value
  const entry = lookup(key)
  if (hashers.length === 1) return [entry]
  if (entry.type === 'tuple') return entry.value
  return entry.type === 'array' ? hashers.map(() => entry.value) : []
}

function checkList(
  name: string,
  inputs: readonly { readonly name: string; readonly type: number }[],
  given: readonly unknown[],
  lookup: MetadataLookup,
): void {
  inputs.forEach((input, at) => checkValue(name, lookup(input.type), given[at], input.name))
}

function memo<T>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>()
  return (name) => {
    const known = made.get(name)
    if (known !== undefined) return known
    const fresh = make(name)
    made.set(name, fresh)
    return fresh
  }
}
