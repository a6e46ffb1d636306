import { AccountId32, concatBytes, encode, MultiAddress, MultiSignature } from '@plexus/primitives'
import type { AnyType, Type } from '@plexus/primitives'
import type { TransactionExtension } from '../executive/extension.ts'
import type { RuntimeApi } from '../frame/api.ts'
import { RuntimeCall } from '../frame/call.ts'
import type { RuntimeConfig } from '../frame/config.ts'
import { errorType } from '../frame/error.ts'
import { callEnum, describedOnly, outerErrorInfo } from '../frame/outer.ts'
import type { Pallet } from '../frame/pallet.ts'
import { RuntimeEvent } from '../frame/runtime-event.ts'
import { keyType } from '../frame/key.ts'
import type { StorageEntry } from '../frame/storage.ts'
import { MetadataV14, MetadataV15 } from './format.ts'
import type { ApiMetadata, PalletMetadata, StorageMetadata } from './format.ts'
import { TypeRegistry } from './registry.ts'

/** Everything that metadata is derived from. */
export interface MetadataSource {
  readonly pallets: readonly Pallet[]
  /** As in `DispatchRules`. */
  readonly meanings?: ReadonlyMap<AnyType, AnyType> | undefined
  readonly extensions: readonly TransactionExtension[]
  readonly apis: readonly RuntimeApi[]
  readonly config: RuntimeConfig
  /** The type of all extensions together. */
  readonly extra: AnyType
  /** The extrinsic type that runtime APIs take; clients find the signature's parts in it. */
  readonly extrinsic: AnyType
}

/** The published blobs, with magic and version byte, without length prefix. */
export interface MetadataBlobs {
  readonly v14: Uint8Array
  readonly v15: Uint8Array
}

const MAGIC = new TextEncoder().encode('meta')
const EXTRINSIC_VERSION = 4

const Runtime = describedOnly({
  path: ['node_subtensor_runtime', 'Runtime'],
  params: [],
  def: { kind: 'composite', fields: [] },
})

/**
 * Builds both versions over one registry: clients resolve V14 type ids with V15's types
 * (spec: 76-metadata §1).
 */
export function buildMetadata(source: MetadataSource): MetadataBlobs {
  const registry = new TypeRegistry(source.meanings)
  const id = (type: Type<never> | AnyType): number => registry.idOf(type as AnyType)
  // Clients special-case type 0 as the account (spec: 76-metadata §2).
  id(AccountId32 as AnyType)
  const pallets = source.pallets.map((pallet) => describePallet(pallet, source.config, id))
  const signedExtensions = source.extensions.map(({ identifier, explicit, implicit }) => ({
    identifier,
    type: id(explicit),
    additionalSigned: id(implicit),
  }))
  const extrinsicV15 = {
    version: EXTRINSIC_VERSION,
    addressType: id(MultiAddress as AnyType),
    callType: id(RuntimeCall as AnyType),
    signatureType: id(MultiSignature as AnyType),
    extraType: id(source.extra),
    signedExtensions,
  }
  const extrinsicV14 = { type: id(source.extrinsic), version: EXTRINSIC_VERSION, signedExtensions }
  const type = id(Runtime)
  const apis = source.apis.map((api) => describeApi(api, id))
  const outerEnums = {
    callType: extrinsicV15.callType,
    eventType: id(RuntimeEvent as AnyType),
    errorType: id(describedOnly(outerErrorInfo(source.pallets))),
  }
  const common = { types: registry.types(), pallets, type }
  const v14 = { ...common, extrinsic: extrinsicV14 }
  const v15 = { ...common, extrinsic: extrinsicV15, apis, outerEnums, custom: [] }
  return {
    v14: concatBytes(MAGIC, Uint8Array.of(14), encode(MetadataV14, v14)),
    v15: concatBytes(MAGIC, Uint8Array.of(15), encode(MetadataV15, v15)),
  }
}

type IdOf = (type: AnyType) => number

function describePallet(pallet: Pallet, config: RuntimeConfig, id: IdOf): PalletMetadata {
  const { id: self, storage, calls, events, errors, constants = [] } = pallet
  return {
    name: self.name,
    storage: storage && {
      prefix: self.name,
      items: storage.map((entry) => describeStorage(entry, config, id)),
    },
    calls: calls && id(callEnum(self, calls)),
    event: events && id(events.type),
    constants: constants.map(({ name, type, valueOf, docs }) => ({
      name,
      type: id(type),
      value: encode(type, valueOf(config)),
      docs,
    })),
    error: errors && id(errorType(self, errors)),
    index: self.index,
    docs: [],
  }
}

function describeStorage(entry: StorageEntry, config: RuntimeConfig, id: IdOf): StorageMetadata {
  const key = keyType(entry)
  const hashers = entry.keys.map(({ hasher }) => hasher.name)
  return {
    name: entry.name,
    modifier: entry.modifier,
    type:
      key === undefined
        ? { type: 'Plain', value: id(entry.value) }
        : { type: 'Map', value: { hashers, key: id(key), value: id(entry.value) } },
    default: entry.defaultBytes(config),
    docs: entry.docs,
  }
}

function describeApi(api: RuntimeApi, id: IdOf): ApiMetadata {
  return {
    name: api.name,
    methods: api.methods.map(({ name, inputs, output, docs }) => ({
      name,
      inputs: Object.entries(inputs).map(([input, type]) => ({ name: input, type: id(type) })),
      output: id(output),
      docs,
    })),
    docs: [],
  }
}
