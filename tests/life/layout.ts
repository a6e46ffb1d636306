import { readFileSync } from 'node:fs'
import {
  AccountId32,
  bare,
  blake2128Concat,
  bool,
  enumeration,
  fixedBytes,
  H256,
  hexToBytes,
  i128,
  i16,
  i64,
  identity,
  names,
  naming,
  struct,
  tuple,
  twox64Concat,
  u128,
  u16,
  u32,
  u64,
  u8,
  vec,
} from '@plexus/primitives'
import type { AnyType, KeyHasher } from '@plexus/primitives'

/** How the reference lays out a storage item. */
export interface StorageItem {
  readonly pallet: string
  readonly name: string
  readonly keys: readonly { readonly hasher: KeyHasher; readonly type: AnyType }[]
  readonly value: AnyType
  /** What an absent key reads; undefined where nothing. */
  readonly otherwise: Uint8Array | undefined
}

const METADATA = new URL('../../spec/reference/metadata.txt', import.meta.url)
const HASHERS: Readonly<Record<string, KeyHasher>> = {
  Identity: identity,
  Blake2_128Concat: blake2128Concat,
  Twox64Concat: twox64Concat,
}
const ACCOUNT_DATA = struct({ free: u64, reserved: u64, frozen: u64, flags: u128 })
/** Types by the names that the reference's lines give them; their fields are in `types.txt`. */
const TYPES: Readonly<Record<string, unknown>> = {
  ...{ bool, u8, u16, u32, u64, u128, i16, i64, AccountId32, H256 },
  Public: fixedBytes(32),
  'FixedI128<32>': i128,
  'FixedU128<32>': u128,
  'FixedU128<64>': u128,
  Balancer: u64,
  SafeFloat: tuple(u128, i64),
  RecycleOrBurnEnum: names({ Burn: 0, Recycle: 1 }),
  RootClaimTypeEnum: enumeration({
    Swap: bare(0),
    Keep: bare(1),
    KeepSubnets: naming(2, { subnets: vec(u16) }),
  }),
  AccountInfo: struct({
    ...{ nonce: u32, consumers: u32, providers: u32, sufficients: u32 },
    data: ACCOUNT_DATA,
  }),
}
/** A second default, where there is one, is that of the normal build. */
const LINE =
  /^storage (\w+) \[([^\]:]*)(?:: ([^\]]+))?\] (.+) (Default|Optional) ([0-9a-f]*)(?: \|.*)?$/

/**
 * The reference's storage layout, from what it publishes: item by `Pallet.Name`, read when asked.
 *
 * @throws Error where there is no such item, or its types are none of those above
 */
export function referenceLayout(): (item: string) => StorageItem {
  const lines = new Map<string, string>()
  let pallet = ''
  for (const line of readFileSync(METADATA, 'utf8').split('\n')) {
    pallet = /^### (\w+) /.exec(line)?.[1] ?? pallet
    const name = /^storage (\w+) /.exec(line)?.[1]
    if (name !== undefined) lines.set(`${pallet}.${name}`, line)
  }
  const known = new Map<string, StorageItem>()
  return (item) => {
    const found = known.get(item) ?? readItem(item, lines.get(item))
    known.set(item, found)
    return found
  }
}

function readItem(item: string, line: string | undefined): StorageItem {
  const match = LINE.exec(line ?? '')
  if (match === null) throw new Error(`the reference has no storage item ${item}`)
  const [, name = '', hashers = '', keyText, valueText = '', query, otherwise = ''] = match
  const names = hashers.split(' ').filter((each) => each !== '')
  const types = keyTypes(keyText)
  return {
    pallet: item.split('.')[0] ?? '',
    name,
    keys: names.map((each, at) => ({
      hasher: HASHERS[each] ?? identity,
      type: types[at] ?? (u8 as AnyType),
    })),
    value: typeOf(valueText),
    otherwise: query === 'Default' ? hexToBytes(`0x${otherwise}`) : undefined,
  }
}

function keyTypes(text: string | undefined): readonly AnyType[] {
  if (text === undefined) return []
  return text.startsWith('(') ? splitList(text.slice(1, -1)).map(typeOf) : [typeOf(text)]
}

function typeOf(text: string): AnyType {
  const known = TYPES[text]
  if (known !== undefined) return known as AnyType
  if (text.startsWith('(')) return tuple(...splitList(text.slice(1, -1)).map(typeOf)) as AnyType
  const [, outer = '', inner = ''] = /^(\w+)<(.*)>$/.exec(text) ?? []
  if (outer === 'Vec' || outer === 'BoundedVec') return vec(typeOf(inner)) as AnyType
  if (outer === 'BTreeMap') return vec(tuple(...splitList(inner).map(typeOf))) as AnyType
  throw new Error(`no type ${text}`)
}

/** The parts of a list that commas outside all brackets separate. */
function splitList(text: string): readonly string[] {
  const parts: string[] = ['']
  let depth = 0
  for (const char of text) {
    if (char === ',' && depth === 0) {
      parts.push('')
      continue
    }
    if ('(<'.includes(char)) depth += 1
    if (')>'.includes(char)) depth -= 1
    parts[parts.length - 1] += char
  }
  return parts
}
