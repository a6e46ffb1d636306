import { allCalls } from '@plexus/runtime'
import { parseMetadata } from '../../packages/runtime/test/metadata/blob-parser.ts'
import { EXCEPTIONS, unneeded } from '../../packages/runtime/test/metadata/exceptions.ts'
import { blobOf } from '../../packages/runtime/test/metadata/fixtures.ts'
import { allSections, cratesOf } from '../../packages/runtime/test/metadata/lines.ts'
import { referenceSections } from '../../packages/runtime/test/metadata/reference.ts'
import { compareSection, summary } from './compare.ts'
import type { Comparison } from './compare.ts'

/**
 * Compares what this chain publishes with what the reference publishes (`spec/reference`): names,
 * indices, arguments, storage with keys and defaults, constants with values, types, runtime APIs.
 * Exits with 1 where something differs that is not an exception with a reason, and where an
 * exception explains nothing. Out of scope is what has a reason; the rest must be identical.
 */

const reference = referenceSections()
const types = reference.find(({ name }) => name === 'types')?.lines ?? []
const ours = allSections(parseMetadata(blobOf(15, 'normal')), cratesOf(types))
const known = new Set(reference.map(({ name }) => name))

const comparisons = reference.map((section) =>
  compareSection(
    section,
    ours.find(({ name }) => name === section.name),
  ),
)
const unknown = ours.filter(({ name }) => !known.has(name))

for (const comparison of comparisons) report(comparison)
for (const { name } of unknown) console.log(`${name}: the reference has no such pallet`)

const closed = allCalls().filter((call) => call.closed)
console.log(`\nclosed calls, part of the interface and refused (${closed.length}):`)
console.log(`  ${closed.map(({ pallet, name }) => `${pallet.name}.${name}`).join(', ')}`)
console.log(`\nexceptions (${EXCEPTIONS.length}):`)
for (const { section, extra, missing, uncompared, reason } of EXCEPTIONS) {
  const line = extra ?? missing ?? uncompared
  const sign = extra !== undefined ? '+' : missing !== undefined ? '-' : '?'
  console.log(`  ${section}: ${sign} ${line}: ${reason}`)
}

const idle = unneeded(reference, ours)
for (const { section, extra, missing, uncompared } of idle) {
  console.log(`\nan exception that is not needed: ${section}: ${extra ?? missing ?? uncompared}`)
}

const { identical, inScope, excepted } = summary(comparisons)
const isOff = comparisons.some(
  ({ different, missing, extra }) => different.length + missing.length + extra.length > 0,
)
const percent = identical === inScope ? '100' : ((100 * identical) / inScope).toFixed(2)
console.log(
  `\nparity: ${percent} % identical in scope: ${identical} of ${inScope}; ${excepted} excepted, with reasons`,
)
if (isOff || unknown.length > 0 || idle.length > 0) process.exitCode = 1

function report({ name, identical, excepted, different, missing, extra }: Comparison): void {
  const parts = [
    `${identical} identical`,
    ...(excepted > 0 ? [`${excepted} excepted`] : []),
    ...(different.length > 0 ? [`${different.length} different`] : []),
    ...(missing.length > 0 ? [`${missing.length} missing`] : []),
    ...(extra.length > 0 ? [`${extra.length} more`] : []),
  ]
  console.log(`${name.padEnd(24)} ${parts.join(', ')}`)
  for (const each of different) console.log(`  - ${each.reference}\n  + ${each.here}`)
  for (const line of missing) console.log(`  - ${line}`)
  for (const line of extra) console.log(`  + ${line}`)
}
