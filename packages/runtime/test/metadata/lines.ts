import type { Field, Metadata, Pallet, PortableType, Variant } from './blob-parser.ts'
import { typeName, v15, variantsOf } from './fixtures.ts'

/** Facts that belong together, one a line, as the files of `spec/reference` write them. */
export interface Section {
  /** A pallet, `types` or `apis`. */
  readonly name: string
  readonly lines: readonly string[]
}

/**
 * Everything that this chain publishes of what the reference lists.
 *
 * @param normal metadata of the normal build; it has the types of the fast one
 * @param crates whose types are listed
 */
export function allSections(normal: Metadata, crates: ReadonlySet<string>): readonly Section[] {
  return [
    ...v15.pallets.map((pallet) => ({ name: pallet.name, lines: palletLines(pallet, normal) })),
    { name: 'types', lines: typeLines(crates) },
    { name: 'apis', lines: apiLines() },
  ]
}

/** One line for each fact of a pallet; values of both builds where they differ. */
function palletLines(pallet: Pallet, normal: Metadata): readonly string[] {
  const twin = normal.pallets.find(({ name }) => name === pallet.name)
  return [
    ...pallet.storage.map((item, at) => {
      const key = item.key === undefined ? '' : `${item.hashers.join(' ')}: ${typeName(item.key)}`
      const bytes = bothBuilds(item.fallback, twin?.storage[at]?.fallback)
      return `storage ${item.name} [${key}] ${typeName(item.value)} ${item.modifier} ${bytes}`
    }),
    ...variantLines('call', pallet.calls),
    ...variantLines('event', pallet.event),
    ...byIndex(pallet.error).map(({ index, name }) => `error ${index} ${name}`),
    ...pallet.constants.map(({ name, type, value }, at) => {
      const bytes = bothBuilds(value, twin?.constants[at]?.value)
      return `constant ${name} ${typeName(type)} ${name === 'Version' ? '?' : bytes}`
    }),
  ]
}

const byIndex = (id: number | undefined): readonly Variant[] =>
  variantsOf(id).toSorted((a, b) => a.index - b.index)

const variantLines = (kind: string, id: number | undefined): readonly string[] =>
  byIndex(id).map(({ index, name, fields }) => {
    const list = fields.map((field) => `${field.name ?? '_'} ${typeName(field.type)}`)
    return `${kind} ${index} ${name}(${list.join(', ')})`
  })

function bothBuilds(fast: Uint8Array, normal: Uint8Array | undefined): string {
  const hex = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('hex')
  return hex(fast) === hex(normal) ? hex(fast) : `${hex(fast)} | ${hex(normal)}`
}

/** The types of these crates that are neither a pallet's calls, events, errors nor an extension. */
function typeLines(crates: ReadonlySet<string>): readonly string[] {
  const extensions = new Set(v15.extrinsic.extensions.map(({ type }) => type))
  const isListed = ({ id, path }: PortableType): boolean =>
    crates.has(path[0] ?? '') &&
    !extensions.has(id) &&
    !/^(Call|Event|Error)$/.test(path.at(-1) ?? '')
  return v15.types.filter(isListed).map(typeLine).toSorted()
}

function typeLine({ path, params, def, id }: PortableType): string {
  const list = params.map(({ name, type }) =>
    type === undefined ? name : `${name}=${typeName(type)}`,
  )
  const head = `type ${path.join('::')}${list.length === 0 ? '' : `<${list.join(', ')}>`}`
  if (def.kind === 'composite') return `${head}${fieldList(def.fields)}`
  const variants = variantsOf(id).map(
    ({ index, name, fields }) => `${index} ${name}${fieldList(fields)}`,
  )
  return `${head} [${variants.join(', ')}]`
}

/** ` { a T }` of named fields, `(T)` of others, nothing of none. */
function fieldList(fields: readonly Field[]): string {
  if (fields.length === 0) return ''
  const list = fields.map(({ name, type }) =>
    name === undefined ? typeName(type) : `${name} ${typeName(type)}`,
  )
  return fields[0]?.name === undefined ? `(${list.join(', ')})` : ` { ${list.join(', ')} }`
}

const apiLines = (): readonly string[] =>
  v15.apis.flatMap(({ name, methods }) =>
    methods.map((method) => {
      const inputs = method.inputs.map((input) => `${input.name} ${typeName(input.type)}`)
      return `api ${name} ${method.name}(${inputs.join(', ')}) ${typeName(method.output)}`
    }),
  )

/** The crates that types are listed of. */
export const cratesOf = (lines: readonly string[]): ReadonlySet<string> =>
  new Set(lines.map((line) => /^type (\w+)/.exec(line)?.[1] ?? ''))
