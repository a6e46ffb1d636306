import type { LookupEntry, MetadataLookup } from '@polkadot-api/metadata-builders'
import type { UnifiedMetadata } from '@polkadot-api/substrate-bindings'

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

/** Turns types of the metadata into TypeScript; collects those that have a name of their own. */
export class TypeTexts {
  readonly #lookup: MetadataLookup
  readonly #types: UnifiedMetadata['lookup']
  readonly #names: ReadonlyMap<number, string>
  readonly #declared = new Map<string, string>()

  constructor(lookup: MetadataLookup, metadata: UnifiedMetadata) {
    this.#lookup = lookup
    this.#types = metadata.lookup
    this.#names = typeNames(metadata)
  }

  /** The type of a number of the metadata. */
  text(id: number): string {
    return this.#text(this.#lookup(id))
  }

  /** The type of what a variant or struct holds. */
  inner(entry: VariantBody): string {
    switch (entry.type) {
      case 'void':
        return 'undefined'
      case 'lookupEntry':
        return this.#text(entry.value)
      case 'array':
        return isByte(entry.value) ? 'Hex' : this.#array(entry.value, entry.len)
      case 'tuple':
        return `readonly [${entry.value.map((item) => this.#text(item)).join(', ')}]`
      case 'struct': {
        const fields = Object.entries(entry.value).map(([name, type]) => this.#field(name, type))
        return `{ ${fields.join('; ')} }`
      }
    }
  }

  /** Declarations of all named types used so far, by name. */
  declarations(): ReadonlyMap<string, string> {
    return this.#declared
  }

  #text(entry: LookupEntry): string {
    const path = this.#types[entry.id]?.path ?? []
    const opaque = OPAQUE[path.at(-1) ?? '']
    if (opaque !== undefined) return opaque
    const name = isNamed(entry) ? this.#names.get(entry.id) : undefined
    if (name === undefined) return this.#body(entry)
    if (!this.#declared.has(name)) {
      // Set first: a type may hold itself.
      this.#declared.set(name, '')
      this.#declared.set(name, this.#body(entry))
    }
    return name
  }

  #body(entry: LookupEntry): string {
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
        return `${this.#text(entry.value)} | undefined`
      case 'result': {
        const { ok, ko } = entry.value
        const yes = `{ readonly success: true; readonly value: ${this.#text(ok)} }`
        return `${yes} | { readonly success: false; readonly value: ${this.#text(ko)} }`
      }
      case 'sequence':
        return isByte(entry.value) ? 'Uint8Array' : this.#list(entry.value)
      case 'enum':
        return this.#variants(entry.value as Record<string, VariantBody>)
      case 'array':
      case 'tuple':
      case 'struct':
        return this.inner(entry)
    }
  }

  #list(item: LookupEntry): string {
    return `readonly (${this.#text(item)})[]`
  }

  /** A short one is as good as a tuple. */
  #array(item: LookupEntry, length: number): string {
    if (length > MAX_TUPLE) return this.#list(item)
    return `readonly [${Array.from({ length }, () => this.#text(item)).join(', ')}]`
  }

  /** What may be absent need not be given. */
  #field(name: string, type: LookupEntry): string {
    return `readonly ${name}${type.type === 'option' ? '?' : ''}: ${this.#text(type)}`
  }

  /** Those that hold nothing are one member, which also keeps large enums assignable. */
  #variants(value: Record<string, VariantBody>): string {
    const texts = Object.entries(value).map(([name, held]) => [name, this.inner(held)] as const)
    const bare = texts.flatMap(([name, text]) => (text === 'undefined' ? [`'${name}'`] : []))
    const members = [
      ...(bare.length === 0
        ? []
        : [`{ readonly type: ${bare.join(' | ')}; readonly value?: undefined }`]),
      ...texts.flatMap(([name, text]) =>
        text === 'undefined' ? [] : [`{ readonly type: '${name}'; readonly value: ${text} }`],
      ),
    ]
    return members.map((member) => `\n  | ${member}`).join('')
  }
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
