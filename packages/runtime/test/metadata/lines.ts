import type { Metadata, Pallet, Variant } from './blob-parser.ts'
import { typeName, v15, variantsOf } from './fixtures.ts'

/**
 * A pallet as `spec/reference/metadata.txt` writes it: one line for each fact, values of the fast
 * and, where it differs, of the normal build.
 *
 * @param normal metadata of the normal build; it has the types of the fast one
 */
export function palletLines(pallet: Pallet, normal: Metadata): readonly string[] {
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

/** Every pallet of the fast build, with its lines. */
export const allLines = (
  normal: Metadata,
): readonly {
  readonly name: string
  readonly index: number
  readonly lines: readonly string[]
}[] =>
  v15.pallets.map((pallet) => ({
    name: pallet.name,
    index: pallet.index,
    lines: palletLines(pallet, normal),
  }))

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
