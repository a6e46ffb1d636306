import { describe, expect, test } from 'vitest'
import { parseMetadata } from './blob-parser.ts'
import { expectedLines, KINDS } from './exceptions.ts'
import { blobOf } from './fixtures.ts'
import { allLines } from './lines.ts'
import { readReference } from './reference.ts'

const reference = readReference()
const ours = allLines(parseMetadata(blobOf(15, 'normal')))

/** What is still being built: may be missing, in whole or in part, and may not differ. */
const PENDING: { readonly pallets: readonly string[]; readonly calls: readonly string[] } = {
  pallets: [],
  calls: ['SubtensorModule'],
}

const of = (kind: string, lines: readonly string[] = []): readonly string[] =>
  lines.filter((line) => line.startsWith(`${kind} `))

test('the reference is read whole', () => {
  const counted = KINDS.map((kind) => reference.flatMap(({ lines }) => of(kind, lines)).length)
  expect(reference).toHaveLength(24)
  expect(counted).toEqual([323, 270, 258, 308, 121])
})

test('the pallets are those of the reference, in the order of their indices', () => {
  const head = (each: { readonly name: string; readonly index: number }): string =>
    `${each.index} ${each.name}`
  const there = new Set(ours.map(({ name }) => name))
  const expected = reference.filter(
    ({ name }) => there.has(name) || !PENDING.pallets.includes(name),
  )
  expect(ours.map(head)).toEqual(expected.map(head))
})

describe.each(reference.map((pallet) => [pallet.name, pallet] as const))('%s', (name, pallet) => {
  const found = ours.find((each) => each.name === name)

  test.for(KINDS)('%s', (kind, context) => {
    const expected = of(kind, expectedLines(name, pallet.lines))
    if (found === undefined && PENDING.pallets.includes(name)) return context.skip('not there yet')
    const lines = of(kind, found?.lines)
    if (kind !== 'call' || !PENDING.calls.includes(name)) return expect(lines).toEqual(expected)
    const missing = expected.filter((line) => !lines.includes(line))
    expect(lines).toEqual(expected.filter((line) => lines.includes(line)))
    if (missing.length > 0) context.skip(`missing: ${missing.join('; ')}`)
  })
})
