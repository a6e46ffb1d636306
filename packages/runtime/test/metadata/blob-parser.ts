/**
 * A reader of metadata blobs written from the layout in spec 76 §3 alone. It shares nothing with the
 * code under test, so that a mistake in one of them shows.
 */

export interface Field {
  readonly name: string | undefined
  readonly type: number
}

export interface Variant {
  readonly name: string
  readonly fields: readonly Field[]
  readonly index: number
  readonly docs: readonly string[]
}

export type Def =
  | { readonly kind: 'composite'; readonly fields: readonly Field[] }
  | { readonly kind: 'variant'; readonly variants: readonly Variant[] }
  | { readonly kind: 'sequence' | 'compact'; readonly inner: number }
  | { readonly kind: 'array'; readonly length: number; readonly inner: number }
  | { readonly kind: 'tuple'; readonly items: readonly number[] }
  | { readonly kind: 'primitive'; readonly name: string }
  | { readonly kind: 'bits'; readonly store: number; readonly order: number }

export interface PortableType {
  readonly id: number
  readonly path: readonly string[]
  readonly params: readonly { readonly name: string; readonly type: number | undefined }[]
  readonly def: Def
}

export interface StorageItem {
  readonly name: string
  readonly modifier: 'Optional' | 'Default'
  readonly hashers: readonly string[]
  readonly key: number | undefined
  readonly value: number
  readonly fallback: Uint8Array
}

export interface Pallet {
  readonly name: string
  readonly prefix: string | undefined
  readonly storage: readonly StorageItem[]
  readonly calls: number | undefined
  readonly event: number | undefined
  readonly constants: readonly {
    readonly name: string
    readonly type: number
    readonly value: Uint8Array
  }[]
  readonly error: number | undefined
  readonly index: number
}

export interface Extension {
  readonly identifier: string
  readonly type: number
  readonly additional: number
}

export interface Method {
  readonly name: string
  readonly inputs: readonly { readonly name: string; readonly type: number }[]
  readonly output: number
}

export interface Metadata {
  readonly version: number
  readonly types: readonly PortableType[]
  readonly pallets: readonly Pallet[]
  /** V14: `type`; V15: address, call, signature, extra. */
  readonly extrinsic: {
    readonly ids: Readonly<Record<string, number>>
    readonly version: number
    readonly extensions: readonly Extension[]
  }
  readonly runtime: number
  readonly apis: readonly { readonly name: string; readonly methods: readonly Method[] }[]
  readonly outer: Readonly<Record<string, number>> | undefined
  readonly custom: number
  /** Where types end; V14 and V15 of one registry have the same bytes up to here. */
  readonly typesEnd: number
}

const PRIMITIVES = 'bool char str u8 u16 u32 u64 u128 u256 i8 i16 i32 i64 i128 i256'.split(' ')
const HASHERS =
  'Blake2_128 Blake2_256 Blake2_128Concat Twox128 Twox256 Twox64Concat Identity'.split(' ')

/** Reads a whole blob; throws on anything that is not laid out as the specification says. */
export function parseMetadata(blob: Uint8Array): Metadata {
  const input = new Input(blob)
  if (input.text(4) !== 'meta') throw new Error('no magic')
  const version = input.byte()
  const types = input.list(() => portable(input))
  const typesEnd = input.at
  const pallets = input.list(() => pallet(input, version))
  const extrinsic = version === 14 ? extrinsic14(input) : extrinsic15(input)
  const runtime = input.compact()
  const common = { version, types, pallets, extrinsic, runtime, typesEnd }
  if (version === 14) return input.end({ ...common, apis: [], outer: undefined, custom: 0 })
  const apis = input.list(() => ({
    name: input.string(),
    methods: input.list(() => method(input)),
    docs: input.list(() => input.string()),
  }))
  const outer = { call: input.compact(), event: input.compact(), error: input.compact() }
  const custom = input.list(() => [input.string(), input.compact(), input.bytes()]).length
  return input.end({ ...common, apis, outer, custom })
}

function portable(input: Input): PortableType {
  const id = input.compact()
  const path = input.list(() => input.string())
  const params = input.list(() => ({
    name: input.string(),
    type: input.maybe(() => input.compact()),
  }))
  const parsed = def(input)
  input.list(() => input.string())
  return { id, path, params, def: parsed }
}

function def(input: Input): Def {
  const kind = input.byte()
  switch (kind) {
    case 0:
      return { kind: 'composite', fields: input.list(() => field(input)) }
    case 1:
      return {
        kind: 'variant',
        variants: input.list(() => ({
          name: input.string(),
          fields: input.list(() => field(input)),
          index: input.byte(),
          docs: input.list(() => input.string()),
        })),
      }
    case 2:
      return { kind: 'sequence', inner: input.compact() }
    case 3:
      return { kind: 'array', length: input.u32(), inner: input.compact() }
    case 4:
      return { kind: 'tuple', items: input.list(() => input.compact()) }
    case 5:
      return { kind: 'primitive', name: pick(PRIMITIVES, input.byte()) }
    case 6:
      return { kind: 'compact', inner: input.compact() }
    case 7:
      return { kind: 'bits', store: input.compact(), order: input.compact() }
    default:
      throw new Error(`no type definition has the tag ${kind}`)
  }
}

function field(input: Input): Field {
  const name = input.maybe(() => input.string())
  const type = input.compact()
  input.maybe(() => input.string())
  input.list(() => input.string())
  return { name, type }
}

function pallet(input: Input, version: number): Pallet {
  const name = input.string()
  const storage = input.maybe(() => ({
    prefix: input.string(),
    items: input.list(() => storageItem(input)),
  }))
  const calls = input.maybe(() => input.compact())
  const event = input.maybe(() => input.compact())
  const constants = input.list(() => {
    const constant = { name: input.string(), type: input.compact(), value: input.bytes() }
    input.list(() => input.string())
    return constant
  })
  const error = input.maybe(() => input.compact())
  const index = input.byte()
  if (version >= 15) input.list(() => input.string())
  const { prefix, items = [] } = storage ?? {}
  return { name, prefix, storage: items, calls, event, constants, error, index }
}

function storageItem(input: Input): StorageItem {
  const name = input.string()
  const modifier = pick(['Optional', 'Default'] as const, input.byte())
  const isMap = input.byte() === 1
  const hashers = isMap ? input.list(() => pick(HASHERS, input.byte())) : []
  const key = isMap ? input.compact() : undefined
  const value = input.compact()
  const fallback = input.bytes()
  input.list(() => input.string())
  return { name, modifier, hashers, key, value, fallback }
}

function extensions(input: Input): readonly Extension[] {
  return input.list(() => ({
    identifier: input.string(),
    type: input.compact(),
    additional: input.compact(),
  }))
}

function extrinsic14(input: Input): Metadata['extrinsic'] {
  const ids = { type: input.compact() }
  return { ids, version: input.byte(), extensions: extensions(input) }
}

function extrinsic15(input: Input): Metadata['extrinsic'] {
  const version = input.byte()
  const address = input.compact()
  const call = input.compact()
  const signature = input.compact()
  const extra = input.compact()
  return { version, ids: { address, call, signature, extra }, extensions: extensions(input) }
}

function method(input: Input): Method {
  const name = input.string()
  const inputs = input.list(() => ({ name: input.string(), type: input.compact() }))
  const output = input.compact()
  input.list(() => input.string())
  return { name, inputs, output }
}

function pick<T>(list: readonly T[], index: number): T {
  const found = list[index]
  if (found === undefined) throw new Error(`${index} is beyond the end of a list of names`)
  return found
}

class Input {
  readonly #data: Buffer
  at = 0

  constructor(data: Uint8Array) {
    this.#data = Buffer.from(data)
  }

  byte(): number {
    return this.#data.readUInt8(this.at++)
  }

  u32(): number {
    this.at += 4
    return this.#data.readUInt32LE(this.at - 4)
  }

  /** Compact integers below 2^30 are all that metadata holds. */
  compact(): number {
    const mode = this.#data.readUInt8(this.at) & 3
    if (mode === 3) throw new Error('a compact integer is too large')
    const width = 1 << mode
    let value = 0
    for (let n = width - 1; n >= 0; n -= 1) value = value * 256 + this.#data.readUInt8(this.at + n)
    this.at += width
    return Math.floor(value / 4)
  }

  bytes(): Uint8Array {
    const length = this.compact()
    if (this.at + length > this.#data.length) throw new Error('the blob ends too early')
    this.at += length
    return Uint8Array.from(this.#data.subarray(this.at - length, this.at))
  }

  text(length: number): string {
    this.at += length
    return this.#data.toString('utf8', this.at - length, this.at)
  }

  string(): string {
    return new TextDecoder('utf-8', { fatal: true }).decode(this.bytes())
  }

  list<T>(read: () => T): T[] {
    return Array.from({ length: this.compact() }, read)
  }

  maybe<T>(read: () => T): T | undefined {
    const flag = this.byte()
    if (flag > 1) throw new Error(`${flag} starts no option`)
    return flag === 1 ? read() : undefined
  }

  end<T>(value: T): T {
    if (this.at !== this.#data.length) throw new Error('bytes follow the metadata')
    return value
  }
}
