import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bodyHash, EMPTY_BODY_HASH } from '../../src/synapse/body-hash.ts'
import { parseJsonObject } from '../../src/synapse/json.ts'
import { pythonFloat } from '../../src/synapse/python-float.ts'
import { floatPaths, pythonTexts } from '../../src/synapse/python-text.ts'

interface Vectors {
  readonly floats: readonly { json: string; hex: string; repr: string }[]
  readonly values: readonly { name: string; json: string; str: string }[]
  readonly bodies: readonly { text: string; fields: string[]; hash: string }[]
}

/** Written by `vectors/make.py`. */
const vectors = JSON.parse(
  readFileSync(new URL('vectors/python-text.json', import.meta.url), 'utf8'),
) as Vectors

const textOf = (json: string, floats: readonly string[] = []) =>
  pythonTexts(`{"x": ${json}}`, new Set(['x']), floatPaths(floats)).get('x')

describe('pythonFloat', () => {
  it('writes numbers as Python does', () => {
    for (const { hex, repr } of vectors.floats) {
      expect(pythonFloat(Buffer.from(hex, 'hex').readDoubleBE()), repr).toBe(repr)
    }
  })

  it('writes what is no number', () => {
    expect([NaN, Infinity, -Infinity].map(pythonFloat)).toEqual(['nan', 'inf', '-inf'])
  })
})

describe('pythonTexts', () => {
  for (const { name, json, str } of vectors.values) {
    it(`writes as Python: ${name}`, () => expect(textOf(json)).toBe(str))
  }

  it('tells floats from integers by how they are written', () => {
    for (const { json, repr } of vectors.floats) expect(textOf(json), json).toBe(repr)
  })

  // By hand: json.loads of these, then str.
  const written: readonly (readonly [string, string])[] = [
    ['-0', '0'],
    ['1E2', '100.0'],
    ['1e400', 'inf'],
    ['[ 1 ,\t2 ]', '[1, 2]'],
    ['{"a": 1, "b": 2, "a": 3}', "{'a': 3, 'b': 2}"],
    ['"\\u0041\\/"', 'A/'],
    ['9007199254740993', '9007199254740993'],
  ]
  for (const [json, str] of written) {
    it(`reads ${json} as Python`, () => expect(textOf(json)).toBe(str))
  }

  // By hand: str of the value after a class has made floats of the integers.
  const floats: readonly (readonly [string, readonly string[], string])[] = [
    ['1', ['x'], '1.0'],
    ['[1, {"a": 2}]', ['x'], "[1.0, {'a': 2.0}]"],
    ['[{"a": 1, "b": 2}]', ['x.a'], "[{'a': 1.0, 'b': 2}]"],
    ['{"a": {"b": 1}}', ['x.a.b', 'y'], "{'a': {'b': 1.0}}"],
    ['10000000000000000', ['x'], '1e+16'],
    ['true', ['x'], 'True'],
  ]
  for (const [json, paths, str] of floats) {
    it(`takes ${json} for floats at ${paths.join(', ')}`, () => {
      expect(textOf(json, paths)).toBe(str)
    })
  }

  it('refuses half a character that Python could not hash', () => {
    expect(() => textOf('"\\ud800"')).toThrow('half a character')
  })

  it('refuses an integer that Python would not read', () => {
    expect(textOf('9'.repeat(4_300))).toHaveLength(4_300)
    expect(() => textOf('9'.repeat(4_301))).toThrow('4300 digits')
  })

  it('ends for any JSON', () => {
    const written = fc.tuple(fc.json({ maxDepth: 4 }), fc.constantFrom(undefined, 1, '\t'))
    fc.assert(
      fc.property(written, ([json, indent]) => {
        const text = JSON.stringify({ x: JSON.parse(json) as unknown, y: 1 }, undefined, indent)
        const texts = pythonTexts(text, new Set(['x', 'y']))
        expect(texts.get('y')).toBe('1')
      }),
    )
  })
})

describe('bodyHash', () => {
  for (const { text, fields, hash } of vectors.bodies) {
    it(`is Python's for ${fields.join(', ') || 'no field'} of ${text.slice(0, 40)}`, () => {
      expect(bodyHash(text, { fields })).toBe(hash)
    })
  }

  it('is that of nothing where no field is hashed', () => {
    // spec: 80-axon-dendrite §1.4
    expect(bodyHash('{"a": 1}', { fields: [] })).toBe(EMPTY_BODY_HASH)
  })

  it('is none where a field is missing', () => {
    expect(bodyHash('{"a": 1}', { fields: ['a', 'b'] })).toBeUndefined()
  })

  it('changes with every field, and with their order', () => {
    const hash = (text: string, fields = ['a', 'b']) => bodyHash(text, { fields })
    const hashes = [
      hash('{"a": 1, "b": 2}'),
      hash('{"a": 1, "b": 3}'),
      hash('{"a": 2, "b": 2}'),
      hash('{"a": 1.0, "b": 2}'),
      hash('{"a": 1, "b": 2}', ['b', 'a']),
    ]
    expect(new Set(hashes).size).toBe(hashes.length)
  })
})

describe('parseJsonObject', () => {
  const bad: readonly (readonly [string, Uint8Array | string])[] = [
    ['nothing', ''],
    ['no JSON', '{'],
    ['an array', '[]'],
    ['a number', '1'],
    ['null', 'null'],
    ['NaN', '{"a": NaN}'],
    ['Infinity', '{"a": -Infinity}'],
    ['a byte order mark', '\ufeff{}'],
    ['no UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d)],
    ['deep nesting', `{"a":${'['.repeat(64)}${']'.repeat(64)}}`],
    ['very deep nesting', `${'['.repeat(1_000_000)}`],
    ['an open string', '{"a": "\\"'],
  ]
  for (const [name, body] of bad) {
    it(`refuses ${name}`, () => {
      expect(() => parseJsonObject(Buffer.from(body))).toThrow(
        expect.objectContaining({ code: 'InvalidBody' }),
      )
    })
  }

  it('does not take brackets in strings for nesting', () => {
    const text = JSON.stringify({ a: '['.repeat(100), b: '\\"['.repeat(100) })
    expect(parseJsonObject(Buffer.from(text)).text).toBe(text)
  })
})
