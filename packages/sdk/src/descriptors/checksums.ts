import { getChecksumBuilder, getLookupFn } from '@polkadot-api/metadata-builders'
import type { LookupEntry, MetadataLookup } from '@polkadot-api/metadata-builders'
import { h64 } from '@polkadot-api/substrate-bindings'
import type { UnifiedMetadata } from '@polkadot-api/substrate-bindings'

/** What an entry is. */
export type EntryKind = 'storage' | 'call' | 'constant' | 'api' | 'event' | 'error'

/** One thing that a chain offers. */
export interface Entry {
  readonly kind: EntryKind
  /** `Pallet.item`. */
  readonly name: string
}

/** Key of an entry in a table of checksums. */
export const entryKey = ({ kind, name }: Entry): string => `${kind} ${name}`

/** All entries of a chain, in the order of its metadata. */
export function listEntries(metadata: UnifiedMetadata): Entry[] {
  const entries: Entry[] = []
  const add = (
    kind: EntryKind,
    scope: string,
    items: readonly { readonly name: string }[],
  ): void => {
    for (const { name } of items) entries.push({ kind, name: `${scope}.${name}` })
  }
  for (const pallet of metadata.pallets) {
    add('storage', pallet.name, pallet.storage?.items ?? [])
    add('call', pallet.name, variants(metadata, pallet.calls?.type))
    add('constant', pallet.name, pallet.constants)
    add('event', pallet.name, variants(metadata, pallet.events?.type))
    add('error', pallet.name, variants(metadata, pallet.errors?.type))
  }
  for (const api of metadata.apis) add('api', api.name, api.methods)
  return entries
}

/**
 * Computes checksums of the types of entries. Calls, events and errors of other pallets that an
 * entry holds do not count, so that a change of one entry is not seen as a change of many.
 */
export function createChecksums(metadata: UnifiedMetadata): (entry: Entry) => string | undefined {
  const lookup = getLookupFn(metadata)
  for (const id of outerTypes(metadata)) makeOpaque(lookup(id))
  const types = createTypeSums(lookup)
  return ({ kind, name }) => {
    const dot = name.indexOf('.')
    const parts = entryParts(metadata, lookup, types, kind, name.slice(0, dot), name.slice(dot + 1))
    if (parts === undefined) return undefined
    return h64(new TextEncoder().encode(parts.join('\n'))).toString(32)
  }
}

interface TypeSums {
  /** Of a type by its number. */
  of(id: number): string
  /** Of what a variant holds. */
  body(entry: VariantBody): string
}

type VariantBody = Extract<LookupEntry, { type: 'enum' }>['value'][string]

/** PERF: the builder computes shared types anew each time. */
function createTypeSums(lookup: MetadataLookup): TypeSums {
  const builder = getChecksumBuilder(lookup)
  const known = new Map<number, string>()
  const of = (id: number): string => {
    const found = known.get(id) ?? builder.buildDefinition(id) ?? ''
    known.set(id, found)
    return found
  }
  return {
    of,
    body(entry) {
      switch (entry.type) {
        case 'void':
          return 'void'
        case 'lookupEntry':
          return of(entry.value.id)
        case 'tuple':
          return entry.value.map(({ id }) => of(id)).join(',')
        case 'array':
          return `${of(entry.value.id)}*${entry.len}`
        case 'struct':
          return Object.entries(entry.value)
            .map(([field, { id }]) => `${field}:${of(id)}`)
            .join(',')
      }
    },
  }
}

/** What the checksum of an entry is made of; `undefined` where there is none of this name. */
function entryParts(
  metadata: UnifiedMetadata,
  lookup: MetadataLookup,
  types: TypeSums,
  kind: EntryKind,
  scope: string,
  item: string,
): string[] | undefined {
  const pallet = metadata.pallets.find(({ name }) => name === scope)
  const named = ({ name }: { readonly name: string }): boolean => name === item
  const variant = (type: number | undefined): string[] | undefined => {
    const entry = type === undefined ? undefined : lookup(type)
    const body = entry?.type === 'enum' ? entry.value[item] : undefined
    return body === undefined ? undefined : [types.body(body)]
  }
  switch (kind) {
    case 'storage': {
      const found = pallet?.storage?.items.find(named)
      if (found === undefined) return undefined
      const { type, modifier } = found
      if (type.tag === 'plain') return [String(modifier), types.of(type.value)]
      const { hashers, key, value } = type.value
      const tags = hashers.map(({ tag }) => tag)
      return [String(modifier), ...tags, types.of(key), types.of(value)]
    }
    case 'constant': {
      const found = pallet?.constants.find(named)
      return found && [types.of(found.type)]
    }
    case 'api': {
      const methods = metadata.apis.find(({ name }) => name === scope)?.methods
      const found = methods?.find(named)
      return found && [...found.inputs.map(({ type }) => types.of(type)), types.of(found.output)]
    }
    case 'call':
      return variant(pallet?.calls?.type)
    case 'event':
      return variant(pallet?.events?.type)
    case 'error':
      return variant(pallet?.errors?.type)
  }
}

/** Type numbers of the enums of all calls, events and errors of all pallets. */
export function outerTypes({ lookup }: UnifiedMetadata): number[] {
  const names = new Set(['RuntimeCall', 'RuntimeEvent', 'RuntimeError', 'ModuleError'])
  return lookup.flatMap(({ path }, id) => (names.has(path.at(-1) ?? '') ? [id] : []))
}

/** Entries are shared between all that refer to them, so this changes what those see. */
function makeOpaque(entry: LookupEntry): void {
  const { id } = entry
  for (const key of Object.keys(entry)) Reflect.deleteProperty(entry, key)
  Object.assign(entry, { id, type: 'primitive', value: 'str' })
}

function variants(metadata: UnifiedMetadata, type: number | undefined): { name: string }[] {
  const def = type === undefined ? undefined : metadata.lookup[type]?.def
  return def?.tag === 'variant' ? def.value : []
}
