import fc from 'fast-check'
import {
  createHasher,
  decodeSs58,
  encode,
  encodeSs58,
  Era,
  mortalEra,
} from '../../../packages/primitives/src/index.ts'

const ours = await createHasher()

/** Hashes, addresses and eras of ours beside those of both clients; rows for the table. */
export function compareCryptography({ pjs, papi }, { seed, numRuns }, differences) {
  const sample = (arbitrary) => fc.sample(arbitrary, { seed, numRuns })
  const rows = []
  const check = (name, cases, forms) => {
    let differ = 0
    for (const item of cases) {
      const [expected, ...others] = forms.filter(Boolean).map((form) => text(form(item)))
      if (others.every((other) => other === expected)) continue
      differ += 1
      differences.push({ name, problem: `${expected} and ${others}`, shape: {}, value: item })
    }
    rows.push([name, cases.length, forms[2] === undefined ? '–' : cases.length, differ])
  }
  const inputs = sample(fc.uint8Array({ maxLength: 300 })).map((bytes) => Uint8Array.from(bytes))
  for (const name of ['blake2b128', 'blake2b256', 'twox64', 'twox128', 'twox256']) {
    check(name, inputs, [ours[name], pjs.hashes[name], papi.hashes[name]])
  }
  const accounts = sample(fc.uint8Array({ minLength: 32, maxLength: 32 }))
  check('SS58 encode', accounts, [(who) => encodeSs58(who, 42), pjs.ss58.encode, papi.ss58.encode])
  const addresses = accounts.map(pjs.ss58.encode)
  check('SS58 decode', addresses, [
    (address) => decodeSs58(address).account,
    pjs.ss58.decode,
    papi.ss58.decode,
  ])
  const eras = sample(fc.tuple(fc.integer({ min: 2, max: 65_536 }), fc.nat(2 ** 31)))
  check('Era', eras, [
    ([period, current]) => encode(Era, mortalEra(period, current)),
    ([period, current]) => pjs.era(period, current),
  ])
  return rows
}

function text(value) {
  return typeof value === 'string' ? value : Buffer.from(value).toString('hex')
}
