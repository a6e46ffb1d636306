import { describe, expect, test } from 'vitest'
import { parseMetadata } from './blob-parser.ts'
import { KINDS, kindOf, unneeded, withExceptions } from './exceptions.ts'
import { blobOf, v15 } from './fixtures.ts'
import { allSections, cratesOf } from './lines.ts'
import { referencePallets, referenceSections } from './reference.ts'

const sections = referenceSections()
const linesOf = (name: string): readonly string[] =>
  sections.find((section) => section.name === name)?.lines ?? []
const ours = allSections(parseMetadata(blobOf(15, 'normal')), cratesOf(linesOf('types')))

test('the reference is read whole', () => {
  const all = sections.flatMap(({ lines }) => lines)
  const counted = KINDS.map((kind) => all.filter((line) => kindOf(line) === kind).length)
  expect(counted).toEqual([323, 270, 258, 308, 121, 59, 83])
  expect(counted.reduce((sum, each) => sum + each)).toBe(all.length)
})

test('the pallets are those of the reference, in the order of their indices', () => {
  const head = (each: { readonly name: string; readonly index: number }): string =>
    `${each.index} ${each.name}`
  expect(v15.pallets.map(head)).toEqual(referencePallets().map(head))
})

test('every exception is needed', () => {
  expect(unneeded(sections, ours)).toEqual([])
})

describe.each(sections.map((section) => [section.name, section] as const))(
  '%s',
  (name, section) => {
    const expected = withExceptions(section).lines
    const found = ours.find((each) => each.name === name)?.lines ?? []
    const kinds = KINDS.filter((kind) =>
      [...expected, ...found].some((line) => kindOf(line) === kind),
    )

    test.each(kinds)('%s', (kind) => {
      const there = found.filter((line) => kindOf(line) === kind)
      const wanted = expected.filter((line) => kindOf(line) === kind)
      // APIs come in another order, which clients do not see.
      if (kind === 'api') expect(there.toSorted()).toEqual(wanted.toSorted())
      else expect(there).toEqual(wanted)
    })
  },
)
