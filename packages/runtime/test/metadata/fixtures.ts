import { createRuntime } from '../../src/create-runtime.ts'
import { runtimeConfig } from '../../src/frame/config.ts'
import type { Timing } from '../../src/frame/config.ts'
import { localnet } from '../../src/genesis/localnet.ts'
import { host } from '../helpers/test-context.ts'
import { parseMetadata } from './blob-parser.ts'
import type { Metadata, Pallet, PortableType, Variant } from './blob-parser.ts'

/** The published blob of a version in a build. */
export function blobOf(version: 14 | 15, timing: Timing = 'fast'): Uint8Array {
  const runtime = createRuntime({ host, config: runtimeConfig(timing), genesis: localnet() })
  const blob = runtime.metadata(version)
  if (blob === undefined) throw new Error(`metadata V${version} is not published`)
  return blob
}

export const v14: Metadata = parseMetadata(blobOf(14))
export const v15: Metadata = parseMetadata(blobOf(15))

/** A type of the shared registry. */
export function typeOf(id: number): PortableType {
  const found = v15.types[id]
  if (found === undefined) throw new Error(`there is no type ${id}`)
  return found
}

export function palletNamed(name: string): Pallet {
  const found = v15.pallets.find((pallet) => pallet.name === name)
  if (found === undefined) throw new Error(`there is no pallet ${name}`)
  return found
}

export function variantsOf(id: number | undefined): readonly Variant[] {
  if (id === undefined) return []
  const { def } = typeOf(id)
  if (def.kind !== 'variant') throw new Error(`type ${id} is a ${def.kind}`)
  return def.variants
}

/** Containers whose arguments the tables spell out; of all other types they give the last name. */
const CONTAINERS = new Set(['BoundedVec', 'WeakBoundedVec', 'BTreeSet'])

/** A type as `spec/reference/metadata.txt` writes it. */
export function typeName(id: number): string {
  const { path, def, params } = typeOf(id)
  const last = path.at(-1)
  if (last === 'Option') return `Option<${typeName(fieldOf(id, 1))}>`
  if (last === 'Result') return `Result<${typeName(fieldOf(id, 0))},${typeName(fieldOf(id, 1))}>`
  if (last !== undefined && CONTAINERS.has(last) && def.kind === 'composite') {
    return `${last}${typeName(def.fields[0]?.type ?? -1).slice('Vec'.length)}`
  }
  if (last === 'BTreeMap') {
    return `${last}<${params.map(({ type }) => typeName(type ?? -1)).join(',')}>`
  }
  if (path[0] === 'substrate_fixed') return `${last}<${bitsOf(params[0]?.type ?? -1)}>`
  if (last !== undefined) return last
  switch (def.kind) {
    case 'sequence':
      return `Vec<${typeName(def.inner)}>`
    case 'compact':
      return `Compact<${typeName(def.inner)}>`
    case 'array':
      return `[${typeName(def.inner)};${def.length}]`
    case 'tuple':
      return `(${def.items.map(typeName).join(',')})`
    case 'primitive':
      return def.name
    case 'composite':
    case 'variant':
    case 'bits':
      throw new Error(`type ${id} is a ${def.kind} without a path`)
  }
}

/** The number that nested `typenum` types stand for, most significant bit innermost. */
function bitsOf(id: number): number {
  const { path, params } = typeOf(id)
  if (path.at(-1) !== 'UInt') return 0
  const [rest, bit] = params.map(({ type }) => type ?? -1)
  return bitsOf(rest ?? -1) * 2 + (typeOf(bit ?? -1).path.at(-1) === 'B1' ? 1 : 0)
}

const fieldOf = (id: number, variant: number): number =>
  variantsOf(id)[variant]?.fields[0]?.type ?? -1
