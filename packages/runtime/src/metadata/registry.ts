import type { AnyType, FieldInfo, TypeDef, TypeInfo } from '@plexus/primitives'
import type { PortableDef, PortableField, PortableType } from './format.ts'

/**
 * The portable registry: every type that metadata mentions, with dense ids in the order in which
 * they are first met, a type before its parts (as scale-info numbers them).
 */
export class TypeRegistry {
  readonly #byInfo = new Map<TypeInfo, number>()
  readonly #byKey = new Map<string, { readonly id: number; readonly shape: string }>()
  readonly #types: PortableType[] = []
  readonly #meanings: ReadonlyMap<AnyType, AnyType>

  /** @param meanings types that stand for another one */
  constructor(meanings: ReadonlyMap<AnyType, AnyType> = new Map()) {
    this.#meanings = meanings
  }

  /** The id of a type; equal types share one. */
  idOf(type: AnyType): number {
    const { info } = this.#meanings.get(type) ?? type
    const known = this.#byInfo.get(info)
    if (known !== undefined) return known
    const key = keyOf(info)
    const shape = shapeOf(info.def)
    const same = this.#byKey.get(key)
    if (same !== undefined) {
      if (same.shape !== shape) throw new Error(`two types are named ${key} and differ`)
      this.#byInfo.set(info, same.id)
      return same.id
    }
    return this.#add(info, key, shape)
  }

  /** All types so far. */
  types(): readonly PortableType[] {
    return this.#types
  }

  #add(info: TypeInfo, key: string, shape: string): number {
    const id = this.#types.length
    this.#byInfo.set(info, id)
    this.#byKey.set(key, { id, shape })
    const slot = { id, path: [], params: [], def: { type: 'Tuple', value: [] }, docs: [] } as const
    this.#types.push(slot)
    this.#types[id] = {
      id,
      path: info.path,
      params: info.params.map(({ name, type }) => ({
        name,
        type: type === undefined ? undefined : this.idOf(type),
      })),
      def: this.#portable(info.def),
      docs: info.docs ?? [],
    }
    return id
  }

  #portable(def: TypeDef): PortableDef {
    switch (def.kind) {
      case 'composite':
        return { type: 'Composite', value: this.#fields(def.fields) }
      case 'variant':
        return {
          type: 'Variant',
          value: def.variants.map(({ name, index, fields, docs = [] }) => ({
            name,
            fields: this.#fields(fields),
            index,
            docs,
          })),
        }
      case 'sequence':
        return { type: 'Sequence', value: this.idOf(def.inner) }
      case 'array':
        return { type: 'Array', value: { len: def.length, type: this.idOf(def.inner) } }
      case 'tuple':
        return { type: 'Tuple', value: def.items.map((item) => this.idOf(item)) }
      case 'primitive':
        return { type: 'Primitive', value: def.primitive }
      case 'compact':
        return { type: 'Compact', value: this.idOf(def.inner) }
    }
  }

  #fields(fields: readonly FieldInfo[]): PortableField[] {
    return fields.map(({ name, type, typeName, docs = [] }) => ({
      name,
      type: this.idOf(type),
      typeName: typeName ?? rustName(type.info),
      docs,
    }))
  }
}

/**
 * The type as its source would be written, e.g. `Vec<AccountId32>`. Clients show it and some expect
 * one for every field.
 */
function rustName(info: TypeInfo): string {
  const inner = (type: AnyType): string => rustName(type.info)
  const name = info.path.at(-1)
  if (name !== undefined) {
    const params = info.params.flatMap(({ type }) => (type === undefined ? [] : [inner(type)]))
    return params.length === 0 ? name : `${name}<${params.join(', ')}>`
  }
  const { def } = info
  switch (def.kind) {
    case 'primitive':
      return def.primitive
    case 'compact':
      return inner(def.inner)
    case 'sequence':
      return `Vec<${inner(def.inner)}>`
    case 'array':
      return `[${inner(def.inner)}; ${def.length}]`
    case 'tuple':
      return `(${def.items.map(inner).join(', ')})`
    case 'composite':
    case 'variant':
      return 'Self'
  }
}

/** What makes two types the same: path and parameters, or else the shape. */
function keyOf(info: TypeInfo): string {
  if (info.path.length === 0) return shapeOf(info.def)
  const params = info.params.map(({ name, type }) => (type ? `${name}=${keyOf(type.info)}` : name))
  return `${info.path.join('::')}<${params.join(',')}>`
}

function shapeOf(def: TypeDef): string {
  const inner = (type: AnyType): string => keyOf(type.info)
  const list = (fields: readonly FieldInfo[]): string =>
    fields.map(({ name = '', type }) => `${name}:${inner(type)}`).join(',')
  switch (def.kind) {
    case 'composite':
      return `{${list(def.fields)}}`
    case 'variant':
      return `enum{${def.variants.map((v) => `${v.name}#${v.index}(${list(v.fields)})`).join(';')}}`
    case 'sequence':
      return `[${inner(def.inner)}]`
    case 'array':
      return `[${inner(def.inner)};${def.length}]`
    case 'tuple':
      return `(${def.items.map(inner).join(',')})`
    case 'primitive':
      return def.primitive
    case 'compact':
      return `compact<${inner(def.inner)}>`
  }
}
