// The mainnet data that the public bittensor repository records for its own tests, read from a
// checkout and decoded with our codecs; nothing of it is stored here.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  createHasher,
  decode,
  Digest,
  encode,
  H256,
  hexToBytes,
  struct,
  compact,
  u32,
} from '../../../packages/primitives/src/index.ts'
import { MetadataV14, MetadataV15 } from '../../../packages/runtime/src/metadata/format.ts'
import { table } from '../lib/table.mjs'
import { dynamicCodecs } from '../papi/dynamic.mjs'
import { typesOf } from './portable.mjs'

/** Recorded replies: `[test, method, params, result]`. */
const READ = `
import itertools, json, sys
sys.path.insert(0, sys.argv[1])
from integration_websocket_data import WEBSOCKET_RESPONSES as responses
def first(value):
    return next(value) if isinstance(value, itertools.cycle) else value
rows = [
    [test, method, json.loads(params), first(reply).get('result')]
    for test, methods in responses.items()
    for method, replies in methods.items()
    for params, reply in replies.items()
]
json.dump(rows, sys.stdout)
`

const Header = struct({
  parentHash: H256,
  number: compact(u32),
  stateRoot: H256,
  extrinsicsRoot: H256,
  digest: Digest,
})

/** Decodes everything and prints a table; false when something did not decode. */
export async function decodeRecorded(checkout) {
  const folder = join(checkout, 'tests', 'helpers')
  const hasher = await createHasher()
  const metadata = readMetadata(folder)
  const rows = replies(folder)
  const counts = new Map()
  const problems = []
  // Some replies are older than the recorded metadata: PAPI cannot read those with it either.
  const count = (kind, what, ours, theirs = () => {}) => {
    const entry = counts.get(kind) ?? { decoded: 0, otherType: 0, failed: 0 }
    counts.set(kind, entry)
    const problem = failureOf(ours)
    if (problem === undefined) entry.decoded += 1
    else if (failureOf(theirs) !== undefined) entry.otherType += 1
    else {
      entry.failed += 1
      problems.push(`${kind}, ${what}: ${problem}`)
    }
  }
  count('metadata 14', 'whole', () => same(MetadataV14, metadata.bytes14))
  count('metadata 15', 'whole', () => same(MetadataV15, metadata.bytes15))
  const { fifteen } = metadata
  const types = typesOf(fifteen.types)
  const theirs = dynamicCodecs(metadata.blob15)
  const entries = storageEntries(fifteen, hasher)
  for (const [test, method, params, result] of rows) {
    if (typeof result === 'string' && method === 'state_getStorageAt') {
      count('storage values', test, () => readValue(types, entries, params[0], result))
    } else if (method === 'state_queryStorageAt') {
      for (const [key, value] of result.flatMap(({ changes }) => changes)) {
        if (value === null) continue
        count('storage values', test, () => readValue(types, entries, key, value))
      }
    } else if (method === 'state_call') {
      const [id, bytes] = [outputOf(fifteen, params[0]), hexToBytes(result)]
      const [ours, other] = [() => same(types(id), bytes), () => alike(theirs(id), bytes)]
      count('runtime API results', `${test} ${params[0]}`, ours, other)
    } else if (method === 'chain_getHeader' && typeof params[0] === 'string' && result !== null) {
      count('headers', test, () => readHeader(hasher, params[0], result))
    }
  }
  const body = [...counts].map(([kind, entry]) => [kind, ...Object.values(entry)])
  const head = ['recorded', 'decoded', 'of another type', 'failed']
  process.stdout.write(`\n${table([head, ...body])}\n`)
  for (const problem of problems.slice(0, 20)) process.stdout.write(`${problem}\n`)
  return problems.length === 0
}

function readMetadata(folder) {
  const read = (name) => hexToBytes(readFileSync(join(folder, name), 'utf8').trim())
  // After `meta` and the version byte; the second also has an option and a length before.
  const bytes14 = read('integration_websocket_metadata.txt').slice(5)
  const wrapped = read('integration_websocket_at_version.txt')
  const start = wrapped.findIndex((_, i) => wrapped[i] === 0x6d && wrapped[i + 1] === 0x65)
  const blob15 = wrapped.slice(start)
  const bytes15 = blob15.slice(5)
  return { bytes14, bytes15, blob15, fifteen: decode(MetadataV15, bytes15) }
}

function replies(folder) {
  const output = execFileSync('python3', ['-B', '-c', READ, folder], { maxBuffer: 1 << 28 })
  return JSON.parse(output.toString())
}

/** The bytes decode whole and encode back alike. */
function same(type, bytes) {
  const encoded = encode(type, decode(type, bytes))
  if (Buffer.compare(encoded, bytes) !== 0) throw new Error('it encodes to other bytes')
}

/** As `same`, with the codec of another client. */
function alike(codec, bytes) {
  if (Buffer.compare(codec.encode(codec.decode(bytes)), bytes) !== 0) throw new Error('other bytes')
}

function failureOf(body) {
  try {
    body()
    return undefined
  } catch (error) {
    return error.message
  }
}

/** Value types of all storage entries by the hex of their prefix. */
function storageEntries({ pallets }, hasher) {
  const text = new TextEncoder()
  const entries = new Map()
  for (const { storage } of pallets) {
    for (const { name, type } of storage?.items ?? []) {
      const halves = [storage.prefix, name].map((part) => hasher.twox128(text.encode(part)))
      const prefix = Buffer.concat(halves).toString('hex')
      entries.set(prefix, type.type === 'Plain' ? type.value : type.value.value)
    }
  }
  return entries
}

function readValue(types, entries, key, value) {
  const id = entries.get(key.slice(2, 66))
  if (id === undefined) throw new Error(`no storage entry for ${key.slice(0, 66)}`)
  same(types(id), hexToBytes(value))
}

function outputOf({ apis }, name) {
  for (const api of apis) {
    const method = api.methods.find((candidate) => `${api.name}_${candidate.name}` === name)
    if (method !== undefined) return method.output
  }
  throw new Error(`no runtime API ${name}`)
}

/** The header in JSON hashes to the block hash that it was asked by. */
function readHeader(hasher, expected, { parentHash, number, stateRoot, extrinsicsRoot, digest }) {
  const logs = digest.logs.map((log) => hexToBytes(log))
  const encoded = encode(Header, {
    parentHash: hexToBytes(parentHash),
    number: Number(number),
    stateRoot: hexToBytes(stateRoot),
    extrinsicsRoot: hexToBytes(extrinsicsRoot),
    digest: decode(Digest, Buffer.concat([Uint8Array.of(logs.length << 2), ...logs])),
  })
  const found = `0x${Buffer.from(hasher.blake2b256(encoded)).toString('hex')}`
  if (found !== expected) throw new Error(`it hashes to ${found}`)
}
