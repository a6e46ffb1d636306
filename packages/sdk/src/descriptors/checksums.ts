import { getChecksumBuilder, getLookupFn } from '@polkadot-api/metadata-builders'
import type { LookupEntry } from '@polkadot-api/metadata-builders'
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
  const builder = getChecksumBuilder(lookup)
  const build: Readonly<Record<EntryKind, (scope: string, item: string) => string | null>> = {
    storage: builder.buildStorage,
    call: builder.buildCall,
    constant: builder.buildConstant,
    api: builder.buildRuntimeCall,
    event: builder.buildEvent,
    error: builder.buildError,
  }
  return ({ kind, name }) => {
    const dot = name.indexOf('.')
    return build[kind](name.slice(0, dot), name.slice(dot + 1)) ?? undefined
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
