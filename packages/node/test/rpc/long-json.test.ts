import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseLongJson } from '../../src/rpc/long-json.ts'
import { LongText } from '../../src/rpc/long-text.ts'

const LIMIT = 10_000
const parse = (text: string | Buffer) => parseLongJson(Buffer.from(text), LIMIT)

/** A value with its long strings as text again. */
function plain(value: unknown): unknown {
  if (value instanceof LongText) return value.text()
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, plain(child)]))
}

const LONG = 'é0x'.repeat(3_000)

describe('parseLongJson', () => {
  const values: readonly (readonly [string, unknown])[] = [
    ['a long string', LONG],
    ['one behind a short one', ['a', LONG, 'b']],
    ['two equal ones', { a: LONG, b: { c: LONG } }],
    ['escapes', ['"', '\\', `${LONG}"`, `\\${LONG}`, '\\\\"', `${LONG}\n`]],
    ['a long name', { [LONG]: [LONG] }],
    ['nothing long', { a: [1, null, true, 'x'] }],
    ['an empty string', ''],
  ]
  for (const [name, value] of values) {
    it(`gives what JSON.parse gives: ${name}`, () => {
      const parsed = parse(JSON.stringify(value))
      expect(parsed.kind).toBe('value')
      if (parsed.kind !== 'value') return
      const keys = JSON.stringify(value).includes('é0xé0x') && name === 'a long name'
      if (!keys) expect(plain(parsed.value)).toEqual(value)
      else expect(Object.values(plain(parsed.value) as object)).toEqual([[LONG]])
    })
  }

  it('leaves long strings as bytes', () => {
    const parsed = parse(JSON.stringify([LONG]))
    const [long] = (parsed.kind === 'value' ? parsed.value : []) as readonly unknown[]
    expect(long).toBeInstanceOf(LongText)
  })

  const broken = [
    '',
    '{',
    '"',
    `"${LONG}`,
    `["${LONG}\n"]`,
    `["${LONG}\u0000"]`,
    `["${LONG}" 1]`,
    `["${LONG}\\"]`,
    `["${LONG}\\x"]`,
    `{"${LONG}"}`,
  ]
  for (const text of broken) {
    it(`refuses what JSON.parse refuses: ${JSON.stringify(text.slice(-12))}`, () => {
      expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError)
      expect(parse(text)).toEqual({ kind: 'no JSON' })
    })
  }

  it('agrees with JSON.parse on any text', () => {
    const long = fc.constantFrom('a', '\\', '"', ',').map((end) => 'x'.repeat(5_000) + end)
    const value = fc.jsonValue({ maxDepth: 3 })
    const text = fc.oneof(
      fc.tuple(value, long).map((items) => JSON.stringify(items)),
      fc.tuple(fc.json(), long).map(([left, right]) => `[${left},"${right}"]`),
      fc.tuple(long, fc.string()).map(([left, right]) => `"${left}${right}"`),
    )
    fc.assert(
      fc.property(text, (given) => {
        const parsed = parse(given)
        let expected: unknown
        try {
          expected = JSON.parse(given)
        } catch {
          expect(parsed.kind).toBe('no JSON')
          return
        }
        expect(JSON.stringify(parsed.kind === 'value' && plain(parsed.value))).toBe(
          JSON.stringify(expected),
        )
      }),
      { seed: 4 },
    )
  })

  it('reads bytes that are no UTF-8 as Node does', () => {
    const bytes = Buffer.concat([Buffer.from('["'), Buffer.alloc(5_000, 0xff), Buffer.from('"]')])
    const parsed = parseLongJson(bytes, LIMIT)
    expect(parsed.kind === 'value' && plain(parsed.value)).toEqual(['\ufffd'.repeat(5_000)])
  })

  it('refuses too many values before it makes them', () => {
    for (const unit of ['[],', '1,', '{"a":1},']) {
      expect(parse(`[${unit.repeat(LIMIT)}1]`), unit).toEqual({ kind: 'too many values' })
    }
    expect(parse('['.repeat(LIMIT + 1)).kind).toBe('too many values')
    expect(parse(`["${','.repeat(2 * LIMIT)}"]`).kind).toBe('value')
  })
})

describe('LongText', () => {
  const hex = (text: string): string | undefined => {
    const bytes = new LongText(Buffer.from(text)).hex()
    return bytes && Buffer.from(bytes).toString('hex')
  }

  it('reads hexadecimal, with and without 0x, in either case, across its pieces', () => {
    const digits = 'aB09'.repeat(40_000)
    expect(hex(digits)).toBe(digits.toLowerCase())
    expect(hex(`0x${digits}`)).toBe(digits.toLowerCase())
  })

  it('says where it is something else', () => {
    const digits = 'ab'.repeat(40_000)
    for (const text of [`${digits}c`, `${digits}zz`, `zz${digits}`, `0X${digits}`, `${digits}é`]) {
      expect(hex(text), text.slice(-4)).toBeUndefined()
    }
  })
})
