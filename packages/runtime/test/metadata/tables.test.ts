import { describe, expect, test } from 'vitest'
import { palletNamed, typeName, v15, variantsOf } from './fixtures.ts'
import { readTables } from './tables.ts'

const tables = readTables()

/** `index name(field type, …)` of every variant, by index. */
const lines = (id: number | undefined): readonly string[] =>
  variantsOf(id)
    .toSorted((a, b) => a.index - b.index)
    .map(({ index, name, fields }) => {
      const list = fields.map((field) => `${field.name} ${typeName(field.type)}`)
      return `${index} ${name}(${list.join(', ')})`
    })

test('the tables are read whole', () => {
  const count = (of: (table: (typeof tables)[number]) => readonly string[]): number =>
    tables.flatMap(of).length
  expect(count(({ storage }) => storage)).toBe(55)
  expect(count(({ calls }) => calls)).toBe(77)
  expect(count(({ events }) => events)).toBe(80)
  expect(count(({ errors }) => errors)).toBe(75)
  expect(count(({ constants = [] }) => constants)).toBe(26)
})

test('the pallets are those of the tables, in the order of their indices', () => {
  const expected = tables.map(({ name, index }) => `${index} ${name}`)
  expect(v15.pallets.map(({ name, index }) => `${index} ${name}`)).toEqual(expected)
})

describe.each(tables.map((table) => [table.name, table] as const))('%s', (name, table) => {
  const pallet = palletNamed(name)

  test('storage', () => {
    const found = pallet.storage.map((item) => {
      const key = item.key === undefined ? '' : typeName(item.key)
      const keys = item.hashers.length === 0 ? '' : `${item.hashers.join(' ')}: ${key}`
      return `${item.name} [${keys}] ${typeName(item.value)} ${item.modifier}`
    })
    expect(found).toEqual(table.storage)
  })

  test('calls', () => {
    expect(lines(pallet.calls)).toEqual(table.calls)
  })

  test('events', () => {
    expect(lines(pallet.event)).toEqual(table.events)
  })

  test('errors', () => {
    const found = variantsOf(pallet.error).map((error) => `${error.index} ${error.name}`)
    expect(found).toEqual(table.errors)
  })

  test('constants', () => {
    if (table.constants === undefined) return
    const found = pallet.constants.map((each) => `${each.name} ${typeName(each.type)}`)
    expect(found).toEqual(table.constants)
  })
})
