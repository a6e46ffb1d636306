// Our codecs against those of polkadot.js and PAPI: random values of random types, both ways.
//   node --import tsx --conditions=source tests/conformance/codecs/run.mjs [--full] [--seed N]
//        [--bittensor PATH]
import { isDeepStrictEqual, parseArgs } from 'node:util'
import fc from 'fast-check'
import { install, SUITES } from '../lib/environments.mjs'
import { table } from '../lib/table.mjs'
import { compareCryptography } from './cryptography.mjs'
import { ourCodec } from './ours.mjs'
import { ROWS } from './shapes.mjs'

const { values: flags } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    bittensor: { type: 'string' },
  },
})
// The workspace has a copy of the client's WebAssembly too; two copies are harmless here.
process.env.POLKADOTJS_DISABLE_ESM_CJS_WARNING = '1'
for (const suite of SUITES.filter(({ kind }) => kind === 'npm')) {
  await install(suite, (text) => process.stdout.write(`${text}\n`))
}
const [pjs, papi] = await Promise.all([
  import('../polkadot-js/codec.mjs'),
  import('../papi/codec.mjs'),
])
const numRuns = flags.full ? 10_000 : 100
const seed = Number(flags.seed)
const others = [pjs.createCodecs(), papi.createCodecs()]
const differences = []

const rows = ROWS.map(({ name, cases }) => {
  const counts = others.map(() => 0)
  for (const { shape, value } of fc.sample(cases, { seed, numRuns })) {
    const ours = ourCodec(shape)
    const encoded = ours.encode(value)
    if (!isDeepStrictEqual(ours.decode(encoded), value)) {
      differences.push({ name, problem: 'our own decoding differs', shape, value })
    }
    others.forEach((other, i) => {
      const codec = other.codec(shape)
      if (codec === undefined) return
      counts[i] += 1
      const problem = compare(ours, codec, encoded, value)
      if (problem !== undefined) {
        differences.push({ name, problem: `${other.name}: ${problem}`, shape, value })
      }
    })
  }
  const differ = differences.filter((difference) => difference.name === name).length
  return [name, ...counts.map((count) => count || '–'), differ]
})
rows.push(...compareCryptography({ pjs, papi }, { seed, numRuns }, differences))

process.stdout.write(
  `${table([['type', ...others.map(({ name }) => name), 'differences'], ...rows])}\n`,
)
for (const { name, problem, shape, value } of differences.slice(0, 10)) {
  process.stdout.write(`\n${name}: ${problem}\n${show(shape)}\n${show(value)}\n`)
}

let ok = differences.length === 0
if (flags.bittensor !== undefined) {
  const { decodeRecorded } = await import('./recorded.mjs')
  ok = (await decodeRecorded(flags.bittensor)) && ok
}
process.exit(ok ? 0 : 1)

/** How another codec disagrees with ours on one value, or undefined. */
function compare(ours, codec, encoded, value) {
  try {
    const theirs = codec.encode(value)
    if (Buffer.compare(theirs, encoded) !== 0) {
      return `writes ${hex(theirs)}, we write ${hex(encoded)}`
    }
    if (!isDeepStrictEqual(ours.decode(Uint8Array.from(theirs)), value)) {
      return `we read its bytes ${hex(theirs)} as another value`
    }
    return codec.reads(encoded, value) ? undefined : `reads our bytes ${hex(encoded)} otherwise`
  } catch (error) {
    return `throws ${error.message}`
  }
}

function hex(bytes) {
  return Buffer.from(bytes).toString('hex').slice(0, 200)
}

function show(value) {
  return JSON.stringify(value, (_, item) => {
    if (typeof item === 'bigint') return `${item}n`
    return item instanceof Uint8Array ? hex(item) : item
  }).slice(0, 500)
}
