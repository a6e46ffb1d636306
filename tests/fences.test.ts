import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { findNumberDivisions } from '../scripts/number-division.ts'
import { DIVISIONS } from './fences/division.ts'
import { type Findings, lintFixtures } from './fences/lint-fixtures.ts'
import { CLEAN, type Fence, FENCES } from './fences/rows.ts'

/** Path of the folder that holds one fixture. */
const folderOf = (fence: Fence, index: number): string =>
  `packages/${fence.room}/${fence.part ?? 'src'}/f${index}`

describe('lint fences', () => {
  let findings: Findings

  beforeAll(() => {
    const tree = new Map<string, string>()
    FENCES.forEach((fence, index) => {
      const folder = folderOf(fence, index)
      tree.set(`${folder}/fixture.ts`, fence.source)
      for (const [name, text] of Object.entries(fence.beside ?? {})) {
        tree.set(`${folder}/${name}`, text)
      }
    })
    for (const [room, source] of Object.entries(CLEAN)) {
      tree.set(`packages/${room}/src/clean.ts`, source)
    }
    findings = lintFixtures(tree)
  }, 60_000)

  test.each(FENCES.map((fence, index) => [fence.name, fence, index] as const))(
    'refuses: %s',
    (_, fence, index) => {
      const rules = findings.get(`${folderOf(fence, index)}/fixture.ts`) ?? new Set()
      expect([...rules], fence.name).toContain(fence.rule)
    },
  )

  test.each(Object.keys(CLEAN))('accepts honest code in %s', (room) => {
    const rules = findings.get(`packages/${room}/src/clean.ts`)
    expect(rules === undefined ? [] : [...rules], room).toEqual([])
  })
})

describe('division of numbers', () => {
  test.each(DIVISIONS)('%s: refused is %s', (expression, refused) => {
    const folder = mkdtempSync(join(tmpdir(), 'plexus-division-'))
    try {
      const parameters = "a: number, b: number, x: bigint, y: bigint, z: bigint & { brand: 'z' }"
      const source = `export const f = (${parameters}): unknown => [a, b, x, y, z, ${expression}]\n`
      const options = { target: 'es2022', lib: ['es2023'], types: [] }
      writeFileSync(join(folder, 'fixture.ts'), source)
      const tsconfig = { compilerOptions: options, files: ['fixture.ts'] }
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig))
      const found = findNumberDivisions(join(folder, 'tsconfig.json'))
      expect(found.map(({ text }) => text)).toEqual(refused ? [expression] : [])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
