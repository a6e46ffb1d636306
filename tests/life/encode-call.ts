import { hexToBytes, Writer, writeCompact } from '@plexus/primitives'
import type { AnyType, FieldInfo } from '@plexus/primitives'
import { callOf } from '@plexus/runtime'
import { textOf } from './script.ts'
import type { Json, LifeCall } from './script.ts'

/** Accounts by their names in the life. */
export type AccountsByName = ReadonlyMap<string, Uint8Array>

/** Bytes of the integers. */
const SIZES: Readonly<Record<string, number>> = {
  ...{ u8: 1, u16: 2, u32: 4, u64: 8, u128: 16 },
  ...{ i64: 8, i128: 16 },
}

/**
 * The SCALE form of a call of the life, by the types that metadata describes: as a client does it.
 *
 * @throws Error when the runtime has no such call, or a value does not fit its type
 */
export function encodeLifeCall({ call, args }: LifeCall, accounts: AccountsByName): Uint8Array {
  const out = new Writer()
  writeCall(call, args, accounts, out)
  return out.finish()
}

function writeCall(name: string, args: LifeCall['args'], accounts: AccountsByName, out: Writer) {
  const [pallet = '', call = ''] = name.split('.')
  const declared = callOf(pallet, call, {}).call
  out.u8(declared.pallet.index)
  out.u8(declared.index)
  const { def } = declared.args.info
  if (def.kind !== 'composite') throw new Error(`arguments of ${name} are no struct`)
  const unknown = Object.keys(args).filter((arg) => !def.fields.some((field) => field.name === arg))
  if (unknown.length > 0) throw new Error(`${name} has no argument ${unknown.join(', ')}`)
  writeFields(def.fields, args, accounts, out)
}

function writeFields(
  fields: readonly FieldInfo[],
  values: Json,
  accounts: AccountsByName,
  out: Writer,
): void {
  for (const [at, { name, type }] of fields.entries()) {
    const value = name === undefined ? elementOf(values, at, fields.length) : fieldOf(values, name)
    writeValue(type, value, accounts, out)
  }
}

function writeValue(type: AnyType, value: Json, accounts: AccountsByName, out: Writer): void {
  const { path, def } = type.info
  const name = path.at(-1)
  if (name === 'RuntimeCall') {
    const { call, args } = value as unknown as LifeCall
    writeCall(call, args, accounts, out)
    return
  }
  if (name === 'AccountId32') {
    const account = accounts.get(textOf(fieldOf(value, 'account')))
    if (account === undefined) throw new Error(`no account ${JSON.stringify(value)}`)
    out.bytes(account)
    return
  }
  switch (def.kind) {
    case 'primitive':
      writePrimitive(def.primitive, value, out)
      return
    case 'compact':
      writeCompact(Number(value), out)
      return
    case 'sequence': {
      const items = listOf(value)
      writeCompact(items.length, out)
      for (const item of items) writeValue(def.inner, item, accounts, out)
      return
    }
    case 'array':
      out.bytes(hexToBytes(textOf(value)))
      return
    case 'tuple':
      for (const [at, item] of def.items.entries()) {
        writeValue(item, elementOf(value, at, def.items.length), accounts, out)
      }
      return
    case 'composite': {
      const [only] = def.fields
      // A fixed-point number is written as its bits.
      if (only?.name === 'bits') writeValue(only.type, value, accounts, out)
      else writeFields(def.fields, value, accounts, out)
      return
    }
    case 'variant': {
      const { variant, content } =
        name === 'Option'
          ? { variant: value === null ? 'None' : 'Some', content: value }
          : { variant: fieldOf(value, 'type'), content: fieldOf(value, 'value') }
      const known = def.variants.find((each) => each.name === variant)
      if (known === undefined) throw new Error(`${path.join('::')} has no ${textOf(variant)}`)
      out.u8(known.index)
      writeFields(known.fields, content, accounts, out)
    }
  }
}

function writePrimitive(primitive: string, value: Json, out: Writer): void {
  if (primitive === 'bool') {
    out.u8(value === true ? 1 : 0)
    return
  }
  const size = SIZES[primitive]
  if (size === undefined) throw new Error(`the life has no values of ${primitive}`)
  let rest = BigInt.asUintN(size * 8, BigInt(textOf(value)))
  for (let at = 0; at < size; at += 1) {
    out.u8(Number(rest & 0xffn))
    rest >>= 8n
  }
}

const listOf = (value: Json): readonly Json[] => {
  if (!Array.isArray(value)) throw new Error(`${JSON.stringify(value)} is no list`)
  return value as readonly Json[]
}

/** One of several unnamed fields; where there is one, the value is that of the field. */
const elementOf = (value: Json, at: number, of: number): Json =>
  of === 1 ? value : (listOf(value)[at] ?? null)

function fieldOf(value: Json, name: string): Json {
  const field: unknown =
    typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
  if (field === undefined) throw new Error(`${JSON.stringify(value)} has no ${name}`)
  return field as Json
}
