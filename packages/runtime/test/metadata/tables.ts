import { readFileSync } from 'node:fs'

/** One pallet as the tables list it. Types are written as `typeName` writes them. */
export interface TablePallet {
  readonly name: string
  readonly index: number
  readonly storage: readonly string[]
  readonly calls: readonly string[]
  readonly events: readonly string[]
  readonly errors: readonly string[]
  /** Absent where the table lists none. */
  readonly constants: readonly string[] | undefined
}

/** `tables.txt`: the lines of spec 76 (annex), Part A and B, of the pallets that exist here. */
export function readTables(): readonly TablePallet[] {
  const text = readFileSync(new URL('./tables.txt', import.meta.url), 'utf8')
  return text.trim().split('\n\n').map(readPallet)
}

function readPallet(block: string): TablePallet {
  const lines = block.split('\n')
  const head = /^### (\w+) \(index (\d+)\)$/.exec(lines[0] ?? '')
  if (head === null) throw new Error(`no pallet starts with ${lines[0]}`)
  const row = (title: string): string | undefined =>
    lines.find((line) => line.startsWith(`${title}: `))?.slice(title.length + 2)
  const rows = (title: string): readonly string[] => row(title)?.split('; ') ?? []
  return {
    name: head[1] ?? '',
    index: Number(head[2]),
    storage: lines.filter((line) => line.startsWith('- ')).map(storageLine),
    calls: rows('calls').map(variantLine),
    events: rows('events').map(variantLine),
    errors: rows('errors'),
    constants: row('constants')?.split('; ').map(constantLine),
  }
}

/** `Name [hashers; key K] → V (O)` as `Name [hashers: K] V Optional`. */
function storageLine(line: string): string {
  const match = /^- (\w+)(?: \[(.*)\])? → (.*) \(([OVD])\)$/.exec(line)
  if (match === null) throw new Error(`not a storage line: ${line}`)
  const [, name = '', keys, value = '', mode] = match
  const modifier = mode === 'O' ? 'Optional' : 'Default'
  return `${name} [${keys === undefined ? '' : keysOf(keys)}] ${plainType(value)} ${modifier}`
}

function keysOf(text: string): string {
  const spelled = text.replaceAll('Blake2128Concat', 'Blake2_128Concat')
  const [hashers = '', key] = spelled.split('; key ')
  if (key !== undefined) return `${hashers}: ${plainType(key)}`
  // Part B writes each key after its hasher.
  const parts = hashers.split(', ').map((part) => part.split(' '))
  const types = parts.map(([, type = '']) => plainType(type))
  const tuple = types.length === 1 ? types.join() : `(${types.join(',')})`
  return `${parts.map(([hasher]) => hasher).join(' ')}: ${tuple}`
}

/** `3 name(a T, b T)`, with or without field names as the table has them. */
function variantLine(text: string): string {
  const match = /^(\d+) (\w+)(?:\((.*)\)| \{ (.*) \})?$/.exec(text.trim())
  if (match === null) throw new Error(`not a variant: ${text}`)
  const [, index, name, args, fields] = match
  const list = splitTopLevel(args ?? fields ?? '').map((field) => {
    const [, own = '', type = ''] = /^(\w+):? (.*)$/.exec(field) ?? []
    return `${own} ${plainType(type)}`
  })
  return `${index} ${name}(${list.join(', ')})`
}

function constantLine(text: string): string {
  const [name, ...type] = text.split(' ')
  return `${name} ${plainType(type.join(' '))}`
}

/** Splits at the commas that no bracket encloses. */
function splitTopLevel(text: string): readonly string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (const [at, char] of Array.from(text).entries()) {
    if ('<([{'.includes(char)) depth += 1
    else if ('>)]}'.includes(char)) depth -= 1
    else if (char === ',' && depth === 0) {
      parts.push(text.slice(start, at).trim())
      start = at + 1
    }
  }
  const last = text.slice(start).trim()
  return last === '' ? parts : [...parts, last]
}

/** Part B quotes Rust sources: aliases become the types they stand for (spec 76 annex, head). */
const ALIASES: readonly (readonly [RegExp, string])[] = [
  [/\s+/g, ''],
  [/^Compact(?!<)(.*)$/, 'Compact<$1>'],
  [/Box<(\w+(?:::\w+)?)>/g, '$1'],
  [/(ProxyDefinition|Announcement)<AccountId,[^<>]*(?:<T>)?,?[^<>]*<T>>/g, '$1'],
  [/,T::Max\w+,?>/g, '>'],
  [/,\)/g, ')'],
  [/AccountIdLookupOf<T>/g, 'MultiAddress'],
  [/BlockNumberFor<T>/g, 'u32'],
  [/BalanceOf<T>/g, 'u64'],
  [/CallHashOf<T>/g, 'H256'],
  [/T::PalletsOrigin/g, 'OriginCaller'],
  [/T::ProxyType/g, 'ProxyType'],
  [/DispatchResult\b/g, 'Result<(),DispatchError>'],
  [/\bAccountId\b/g, 'AccountId32'],
]

const plainType = (text: string): string =>
  ALIASES.reduce((now, [pattern, by]) => now.replace(pattern, by), text)
