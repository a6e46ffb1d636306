import { MAX_MESSAGE_BYTES } from './judge.ts'
import type { Random } from '@plexus/testing'
import { validParameters } from './requests.ts'
import { isPowerful, requestFrame, textFrame } from './world.ts'
import type { Frame, Generator, World } from './world.ts'

/** Malformed JSON-RPC: noise, damaged requests, wrong types, odd envelopes, batches, giants. */
export const frames: Generator = (world, random, at) => {
  const kind = random.below(400)
  if (kind === 0) return giant(random, at)
  if (kind < 60) return noise(random)
  if (kind < 150) return damaged(world, random, at)
  if (kind < 270) return wrongTypes(world, random, at)
  if (kind < 340) return envelope(world, random, at)
  if (kind < 380) return batch(world, random, at)
  return nested(random, at)
}

const JSON_PIECES = [
  '{',
  '}',
  '[',
  ']',
  ':',
  ',',
  '"',
  '"id"',
  '"method"',
  'null',
  '1e9',
  '\\u',
  ' ',
]
/** Text that JSON cannot write stands for itself behind this mark. */
const RAW = '\u0001raw:'
const POWERFUL_JUNK: readonly unknown[] = [
  true,
  -1,
  1.5,
  'zz',
  { count: 'x' },
  { transactions: ['zz'] },
]

function junk(random: Random): unknown {
  const values: readonly unknown[] = [
    null,
    true,
    false,
    -1,
    0,
    1.5,
    2 ** 32,
    2 ** 53,
    1e308,
    '',
    '0x',
    '0xzz',
    '0x0',
    'null',
    '\u0000\ud800é',
    [],
    {},
    [[]],
    [null],
    [{}],
    '__proto__',
    'constructor',
    { __proto__: null, constructor: { prototype: { polluted: true } } },
    { length: 4_294_967_295 },
    { toString: 1, valueOf: 2 },
    `${RAW}1e400`,
    `${RAW}-0`,
    `${RAW}123456789012345678901234567890`,
    `${RAW}{"__proto__":{"polluted":true}}`,
    'x'.repeat(random.below(5_000)),
    Array.from({ length: random.below(3_000) }, () => 0),
    `0x${'f'.repeat(random.below(4_000))}`,
    `0x${'00'.repeat(random.below(9_000))}`,
  ]
  return random.pick(values)
}

/** JSON in which marked strings are raw text. */
function toJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(/"\\u0001raw:((?:[^"\\]|\\.)*)"/g, (_, raw: string) =>
    raw.replaceAll('\\"', '"'),
  )
}

function noise(random: Random): Frame {
  const pick = random.below(4)
  if (pick === 0)
    return { label: 'random binary', over: 'binary', body: random.bytes(random.below(300)) }
  if (pick === 1)
    return { label: 'random text frame', over: 'text', body: random.bytes(1 + random.below(40)) }
  if (pick === 2)
    return { label: 'random body', over: 'http', body: random.bytes(random.below(300)) }
  const pieces = Array.from({ length: random.below(60) }, () => random.pick(JSON_PIECES))
  return textFrame('pieces of JSON', random, pieces.join(''))
}

/** A valid request with characters dropped, doubled, changed or cut off. */
function damaged(world: World, random: Random, at: number): Frame {
  const method = random.pick(world.methods.filter((name) => !isPowerful(name)))
  const params = validParameters(method, world, random)
  let body = JSON.stringify({ jsonrpc: '2.0', id: at, method, params })
  for (let count = 1 + random.below(4); count > 0; count -= 1) {
    const from = random.below(body.length)
    const length = 1 + random.below(random.oneIn(4) ? 40 : 2)
    const middle = random.pick([
      '',
      body.slice(from, from + length).repeat(2),
      String.fromCharCode(random.below(256)),
      String.fromCharCode(body.charCodeAt(from) ^ (1 << random.below(7))),
    ])
    body = body.slice(0, from) + middle + body.slice(from + length)
  }
  if (random.oneIn(6)) body = body.slice(0, random.below(body.length))
  return textFrame(`damaged ${method}`, random, body)
}

/** A request in which one parameter, or all, have another type or are missing or too many. */
function wrongTypes(world: World, random: Random, at: number): Frame {
  const method = world.methods[at % world.methods.length] ?? 'rpc_methods'
  const body = (params: unknown): string => toJson({ jsonrpc: '2.0', id: at, method, params })
  if (isPowerful(method)) {
    return textFrame(`junk for ${method}`, random, body([random.pick(POWERFUL_JUNK)]))
  }
  const params: unknown[] = [...validParameters(method, world, random)]
  const position = random.below(params.length + 1)
  switch (random.below(5)) {
    case 0:
      params.length = position
      break
    case 1:
      params.push(junk(random), junk(random))
      break
    case 2:
      for (let index = 0; index < params.length; index += 1) params[index] = junk(random)
      break
    default:
      params[position] = junk(random)
  }
  return textFrame(`wrong types for ${method}`, random, body(params))
}

/** A request with a wrong, missing or doubled member. */
function envelope(world: World, random: Random, at: number): Frame {
  const members = new Map<string, unknown>([
    ['jsonrpc', '2.0'],
    ['id', random.pick<unknown>([at, String(at), null, -at, at + 0.5, ''])],
    ['method', 'system_chain'],
    ['params', []],
  ])
  const name = random.pick([...members.keys()])
  switch (random.below(6)) {
    case 0:
      members.delete(name)
      break
    case 1:
      members.set(name, junk(random))
      break
    case 2:
      members.set('params', random.pick<unknown>([{ at: 1 }, 'x', 7, true, { 0: 1, length: 1 }]))
      break
    case 3:
      members.set(
        'method',
        `${random.pick(world.methods)}${random.pick(['x', ' ', '\u0000', '_'])}`,
      )
      break
    case 4:
      members.set(
        'method',
        random.pick(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'eth_call']),
      )
      break
    default:
      members.set(
        random.pick(['__proto__', 'constructor', 'toJSON', 'then', 'extra']),
        junk(random),
      )
  }
  const entries = [...members].map(([key, value]) => `${JSON.stringify(key)}:${toJson(value)}`)
  if (random.oneIn(6)) entries.push(`"id":${toJson(junk(random))}`)
  return textFrame(`envelope, ${name}`, random, `{${entries.join(',')}}`)
}

/** Batches: empty, of notifications, of junk, with equal ids, at and above the longest. */
function batch(world: World, random: Random, at: number): Frame {
  const cheap = (id: unknown): unknown => ({
    jsonrpc: '2.0',
    id,
    method: 'system_chain',
    params: [],
  })
  const silent = { jsonrpc: '2.0', method: 'system_chain' }
  const method = random.pick(world.methods.filter((name) => !isPowerful(name)))
  const real = { jsonrpc: '2.0', id: 'x', method, params: validParameters(method, world, random) }
  const length = random.below(20)
  const mixed = Array.from({ length }, () =>
    random.pick<unknown>([cheap(at), silent, real, junk(random)]),
  )
  const items = random.pick<readonly unknown[]>([
    [],
    [silent],
    [silent, silent],
    [cheap(1), cheap(1)],
    [[]],
    [null, 1, 'x', {}],
    mixed,
    mixed,
    mixed,
  ])
  if (random.oneIn(20)) {
    const many = Array.from({ length: 1_024 + random.below(2) }, (_, index) => cheap(index))
    return textFrame(`batch of ${many.length}`, random, toJson(many))
  }
  return textFrame(`batch of ${items.length}`, random, toJson(items))
}

function nested(random: Random, at: number): Frame {
  const depth = random.pick([10, 500, 5_000, 50_000])
  const [open, close] = random.pick([
    ['[', ']'],
    ['{"a":', '}'],
  ] as const)
  const deep = `${open.repeat(depth)}1${close.repeat(random.oneIn(4) ? depth - 1 : depth)}`
  const method = random.pick([
    'state_call',
    'state_queryStorageAt',
    'chainHead_v1_storage',
    'nothing',
  ])
  const body = random.oneIn(2)
    ? deep
    : `{"jsonrpc":"2.0","id":${at},"method":"${method}","params":[${deep}]}`
  return textFrame(`nested ${depth} deep`, random, body)
}

const LONGEST_MIB = MAX_MESSAGE_BYTES >> 20

/** Strings of megabytes, or as much of small values, now and then around the longest message. */
function giant(random: Random, at: number): Frame {
  const mebibytes = random.oneIn(8) ? LONGEST_MIB : 1 + random.below(6)
  if (random.oneIn(4)) return crowd(random, mebibytes)
  const digits = (mebibytes << 20) - random.pick([-2, 0, 200, 4_096])
  const method = random.pick([
    'author_submitExtrinsic',
    'state_getStorage',
    'system_chain',
    'state_call',
  ])
  const value = `0x${'ab'.repeat(digits >> 1)}`
  const params = method === 'state_call' ? ['Core_version', value] : [value]
  return requestFrame(`giant ${mebibytes} MiB`, random, { id: at, method, params })
}

function crowd(random: Random, mebibytes: number): Frame {
  const item = random.pick(['[],', '{},', '1,', '"",', '{"a":0},', '['])
  const many = item.repeat(Math.floor((mebibytes << 20) / item.length) - 10)
  const list = item === '[' ? many : `[${many}0]`
  const body = random.oneIn(2) ? list : `{"jsonrpc":"2.0","id":1,"method":"a","params":${list}}`
  return textFrame(`${mebibytes} MiB of ${item}`, random, body.slice(0, MAX_MESSAGE_BYTES))
}
