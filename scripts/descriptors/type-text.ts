import type { LookupEntry, MetadataLookup } from '@polkadot-api/metadata-builders'
import type { UnifiedMetadata } from '@polkadot-api/substrate-bindings'

/** Turns types of the metadata into TypeScript; collects those that have a name of their own. */
export interface TypeTexts {
  /** The type of a number of the metadata. */
  text(id: number): string
  /** The type of what a variant or struct holds. */
  inner(entry: VariantBody): string
  /** Declarations of all named types used so far, by name. */
  declarations(): ReadonlyMap<string, string>
}

/** What an enum holds under one of its names. */
export type VariantBody =
  | { readonly type: 'void' }
  | { readonly type: 'lookupEntry'; readonly value: LookupEntry }
  | Extract<LookupEntry, { type: 'tuple' | 'struct' | 'array' }>
  | { readonly type: 'tuple'; readonly value: LookupEntry[] }
  | { readonly type: 'struct'; readonly value: Record<string, LookupEntry> }
  | { readonly type: 'array'; readonly value: LookupEntry; readonly len: number }

/** Enums over all pallets: their types are told entry by entry instead. */
const OPAQUE: Readonly<Record<string, string>> = {
  RuntimeCall: 'AnyCall',
  RuntimeEvent: 'AnyEvent',
  RuntimeError: 'AnyError',
  ModuleError: 'AnyError',
}

export function createTypeTexts(lookup: MetadataLookup, metadata: UnifiedMetadata): TypeTexts {
  const names = typeNames(metadata)
  const declared = new Map<string, string>()

  function text(entry: LookupEntry): string {
    const path = metadata.lookup[entry.id]?.path ?? []
    const opaque = OPAQUE[path.at(-1) ?? '']
    if (opaque !== undefined) return opaque
    const name = isNamed(entry) ? names.get(entry.id) : undefined
    if (name === undefined) return body(entry)
    if (!declared.has(name)) {
      // Set first: a type may hold itself.
      declared.set(name, '')
      declared.set(name, body(entry))
    }
    return name
  }

  function body(entry: LookupEntry): string {
    switch (entry.type) {
      case 'primitive':
        return (
          PRIMITIVES[entry.value] ?? (/^[ui](8|16|32)$/.test(entry.value) ? 'number' : 'bigint')
        )
      case 'compact':
        return entry.isBig ? 'bigint' : 'number'
      case 'void':
        return 'undefined'
      case 'AccountId32':
        return 'Address'
      case 'AccountId20':
        return 'Hex'
      case 'bitSequence':
        return 'Bits'
      case 'option':
        return `${text(entry.value)} | undefined`
      case 'result': {
        const { ok, ko } = entry.value
        const yes = `{ readonly success: true; readonly value: ${text(ok)} }`
        return `${yes} | { readonly success: false; readonly value: ${text(ko)} }`
      }
      case 'sequence':
        return isByte(entry.value) ? 'Uint8Array' : list(entry.value)
      case 'enum':
        return variants(entry.value as Record<string, VariantBody>)
      default:
        return inner(entry)
    }
  }

  const list = (item: LookupEntry): string => `readonly (${text(item)})[]`

  /** A short one is as good as a tuple. */
  const array = (item: LookupEntry, length: number): string =>
    length > MAX_TUPLE
      ? list(item)
      : `readonly [${Array.from({ length }, () => text(item)).join(', ')}]`

  function inner(entry: VariantBody): string {
    switch (entry.type) {
      case 'void':
        return 'undefined'
      case 'lookupEntry':
        return text(entry.value as LookupEntry)
      case 'array':
        return isByte(entry.value) ? 'Hex' : array(entry.value, entry.len)
      case 'tuple':
        return `readonly [${entry.value.map(text).join(', ')}]`
      case 'struct': {
        const fields = Object.entries(entry.value).map(([name, type]) => field(name, type))
        return `{ ${fields.join('; ')} }`
      }
    }
  }

  /** What may be absent need not be given. */
  const field = (name: string, type: LookupEntry): string =>
    `readonly ${name}${type.type === 'option' ? '?' : ''}: ${text(type)}`

  function variants(value: Record<string, VariantBody>): string {
    const members = Object.entries(value).map(([name, held]) => {
      const type = inner(held)
      const optional = type === 'undefined' ? '?' : ''
      return `{ readonly type: '${name}'; readonly value${optional}: ${type} }`
    })
    return members.map((member) => `\n  | ${member}`).join('')
  }

  return { text: (id) => text(lookup(id)), inner, declarations: () => declared }
}

const MAX_TUPLE = 8

const PRIMITIVES: Readonly<Record<string, string>> = {
  bool: 'boolean',
  char: 'string',
  str: 'string',
}

const isByte = (entry: LookupEntry): boolean => entry.type === 'primitive' && entry.value === 'u8'

const isNamed = ({ type }: LookupEntry): boolean => type === 'struct' || type === 'enum'

/** Last part of the path, with as much of the rest as tells apart those that share it. */
function typeNames({ lookup }: UnifiedMetadata): ReadonlyMap<number, string> {
  const named = lookup.flatMap(({ path, def }, id) => {
    const wanted = path.length > 0 && (def.tag === 'composite' || def.tag === 'variant')
    return wanted ? [{ id, path }] : []
  })
  const taken = new Map<string, number>()
  for (const { path } of named) count(taken, camel(path.slice(-1)))
  const used = new Map<string, number>()
  const names = new Map<number, string>()
  for (const { id, path } of named) {
    const short = camel(path.slice(-1))
    const wide = (taken.get(short) ?? 0) > 1 ? camel([path[0] ?? '', ...path.slice(-1)]) : short
    const nth = count(used, wide)
    names.set(id, nth === 1 ? wide : `${wide}${nth}`)
  }
  return names
}

function count(map: Map<string, number>, key: string): number {
  const next = (map.get(key) ?? 0) + 1
  map.set(key, next)
  return next
}

const camel = (parts: readonly string[]): string =>
  parts
    .flatMap((part) => part.split('_'))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
