import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonFields, readJson } from '../../src/founding/json-fields.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const read = (text: string): unknown =>
  Object.fromEntries([...jsonFields(bytesOf(text))].map(([name, value]) => [name, readJson(value)]))

test('the fields of any object say what JSON.parse says', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(4), (object, indent) => {
      const text = JSON.stringify(object, undefined, indent)
      expect(read(` ${text}\n`)).toEqual(JSON.parse(text))
    }),
  )
})

test.each([
  ['brackets and quotes in texts', '{"a\\"}": "]}\\\\", "b": [{"c": "[\\""}]}'],
  ['a field twice, of which the last counts', '{"a": 1, "a": {"b": 2}}'],
  ['nothing', '{ }'],
])('reads %s', (_name, text) => {
  expect(read(text)).toEqual(JSON.parse(text))
})

test.each(['', '[]', '{', '{"a"', '{"a":}', '{"a":1', '{"a":1,}', '{"a":1}}', '{a:1}', '{"a":"'])(
  'refuses "%s", which is no object',
  (text) => {
    expect(() => jsonFields(bytesOf(text))).toThrow(SyntaxError)
  },
)

test('what is inside a value is judged when it is read', () => {
  const fields = jsonFields(bytesOf('{"a": [1 2], "b": true}'))
  expect(readJson(fields.get('b'))).toBe(true)
  expect(readJson(fields.get('c'))).toBeUndefined()
  expect(() => readJson(fields.get('a'))).toThrow(SyntaxError)
})
