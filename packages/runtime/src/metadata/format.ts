import {
  btreeMap,
  bytes,
  compact,
  enumeration,
  holding,
  names,
  option,
  PRIMITIVES,
  str,
  struct,
  u32,
  u8,
  vec,
} from '@plexus/primitives'
import type { Primitive, ValueOf } from '@plexus/primitives'

/** The wire format of metadata V14 and V15 (spec: 76-metadata §3). */

const TypeId = compact(u32)
const Docs = vec(str)

const Field = struct({ name: option(str), type: TypeId, typeName: option(str), docs: Docs })
const VariantType = struct({ name: str, fields: vec(Field), index: u8, docs: Docs })
const PrimitiveType = names(
  Object.fromEntries(PRIMITIVES.map((name, index) => [name, index])) as Record<Primitive, number>,
)

const Def = enumeration({
  Composite: holding(0, vec(Field)),
  Variant: holding(1, vec(VariantType)),
  Sequence: holding(2, TypeId),
  Array: holding(3, struct({ len: u32, type: TypeId })),
  Tuple: holding(4, vec(TypeId)),
  Primitive: holding(5, PrimitiveType),
  Compact: holding(6, TypeId),
  BitSequence: holding(7, struct({ store: TypeId, order: TypeId })),
})

const Portable = struct({
  id: TypeId,
  path: vec(str),
  params: vec(struct({ name: str, type: option(TypeId) })),
  def: Def,
  docs: Docs,
})

const Hashers = vec(
  names({
    Blake2_128: 0,
    Blake2_256: 1,
    Blake2_128Concat: 2,
    Twox128: 3,
    Twox256: 4,
    Twox64Concat: 5,
    Identity: 6,
  }),
)

const StorageItemType = struct({
  name: str,
  modifier: names({ Optional: 0, Default: 1 }),
  type: enumeration({
    Plain: holding(0, TypeId),
    Map: holding(1, struct({ hashers: Hashers, key: TypeId, value: TypeId })),
  }),
  default: bytes,
  docs: Docs,
})

const pallet = {
  name: str,
  storage: option(struct({ prefix: str, items: vec(StorageItemType) })),
  calls: option(TypeId),
  event: option(TypeId),
  constants: vec(struct({ name: str, type: TypeId, value: bytes, docs: Docs })),
  error: option(TypeId),
  index: u8,
}

const PalletV15 = struct({ ...pallet, docs: Docs })

const SignedExtensions = vec(struct({ identifier: str, type: TypeId, additionalSigned: TypeId }))

const Api = struct({
  name: str,
  methods: vec(
    struct({
      name: str,
      inputs: vec(struct({ name: str, type: TypeId })),
      output: TypeId,
      docs: Docs,
    }),
  ),
  docs: Docs,
})

/** The body of metadata V14, after `meta` and the version byte. */
export const MetadataV14 = struct({
  types: vec(Portable),
  pallets: vec(struct(pallet)),
  extrinsic: struct({ type: TypeId, version: u8, signedExtensions: SignedExtensions }),
  type: TypeId,
})

/** The body of metadata V15. */
export const MetadataV15 = struct({
  types: vec(Portable),
  pallets: vec(PalletV15),
  extrinsic: struct({
    version: u8,
    addressType: TypeId,
    callType: TypeId,
    signatureType: TypeId,
    extraType: TypeId,
    signedExtensions: SignedExtensions,
  }),
  type: TypeId,
  apis: vec(Api),
  outerEnums: struct({ callType: TypeId, eventType: TypeId, errorType: TypeId }),
  custom: btreeMap(str, struct({ type: TypeId, value: bytes }), (a, b) =>
    a < b ? -1 : a > b ? 1 : 0,
  ),
})

export type PortableType = ValueOf<typeof Portable>
export type PortableDef = ValueOf<typeof Def>
export type PortableField = ValueOf<typeof Field>
export type StorageMetadata = ValueOf<typeof StorageItemType>
export type PalletMetadata = ValueOf<typeof PalletV15>
export type ApiMetadata = ValueOf<typeof Api>
