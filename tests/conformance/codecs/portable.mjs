import * as primitives from '../../../packages/primitives/src/index.ts'

const { array, bytes, compact, deferred, enumeration, fixedBytes, struct, tuple, unit, vec } =
  primitives

const BY_NAME = new Map(Object.entries(primitives))

/** Our types of a portable registry, by id. */
export function typesOf(registry) {
  const built = new Map()
  const get = (id) => {
    if (!built.has(id)) {
      const later = deferred(`type ${id}`)
      built.set(id, later)
      const type = build(registry[id], get, registry)
      later.define(type)
      built.set(id, type)
    }
    return built.get(id)
  }
  return get
}

function build({ def, path }, get, registry) {
  if (path.join('::') === 'sp_runtime::generic::era::Era') return primitives.Era
  const { type: kind, value } = def
  switch (kind) {
    case 'Primitive':
      return BY_NAME.get(value)
    case 'Compact':
      return isUnit(registry[value]) ? unit : compact(plainInteger(value, get, registry))
    case 'Sequence':
      return isByte(registry[value]) ? bytes : vec(get(value))
    case 'Array':
      return isByte(registry[value.type])
        ? fixedBytes(value.len)
        : array(get(value.type), value.len)
    case 'Tuple':
      return value.length === 0 ? unit : tuple(...value.map(get))
    case 'Composite':
      return fieldsOf(value, get)
    case 'Variant':
      return enumeration(
        Object.fromEntries(
          value.map(({ name, index, fields }) => [
            name,
            { index, content: fieldsOf(fields, get), fields: [] },
          ]),
        ),
      )
    default:
      throw new Error(`no codec for ${kind}`)
  }
}

function fieldsOf(fields, get) {
  if (fields.length === 0) return unit
  if (fields.every(({ name }) => name !== undefined)) {
    return struct(Object.fromEntries(fields.map(({ name, type }) => [name, get(type)])))
  }
  return fields.length === 1 ? get(fields[0].type) : tuple(...fields.map(({ type }) => get(type)))
}

/** Compact numbers may be of a newtype around an integer. */
function plainInteger(id, get, registry) {
  const { def } = registry[id]
  return def.type === 'Composite' ? plainInteger(def.value[0].type, get, registry) : get(id)
}

function isUnit({ def }) {
  return def.type === 'Tuple' && def.value.length === 0
}

function isByte({ def }) {
  return def.type === 'Primitive' && def.value === 'u8'
}
