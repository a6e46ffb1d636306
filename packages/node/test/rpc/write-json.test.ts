import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LongHex } from '../../src/rpc/long-hex.ts'
import { isLongJson, joinReplies, textOf, writeJson } from '../../src/rpc/write-json.ts'

const never = (): undefined => undefined
const LARGE = 1 << 30

describe('writeJson', () => {
  it('writes what JSON.stringify writes', async () => {
    const value = fc.jsonValue({ maxDepth: 4 })
    await fc.assert(
      fc.asyncProperty(value, async (given) => {
        expect(textOf(await writeJson(given, LARGE, never))).toBe(JSON.stringify(given))
      }),
      { seed: 1 },
    )
  })

  it('writes bytes as hexadecimal, across its steps and parts', async () => {
    const bytes = Uint8Array.from({ length: 1_500_001 }, (_, at) => at * 7)
    const value = { a: [new LongHex(bytes), 'é'], b: undefined, c: new LongHex(new Uint8Array()) }
    const parts = await writeJson(value, LARGE, never)
    expect(parts.length).toBeGreaterThan(1)
    expect(textOf(parts)).toBe(JSON.stringify(value))
  })

  it('refuses what is too long, whatever it is made of', async () => {
    const values = [new LongHex(new Uint8Array(600)), ['x'.repeat(1_200)], Array(500).fill(1)]
    for (const value of values) {
      await expect(writeJson(value, 900, never)).rejects.toMatchObject({ code: -32008 })
    }
  })

  it('rests between its steps', async () => {
    let rests = 0
    const rest = (): Promise<void> => {
      rests += 1
      return Promise.resolve()
    }
    await writeJson(Array(50_000).fill('0123456789'), LARGE, rest)
    expect(rests).toBeGreaterThan(5)
  })
})

describe('isLongJson', () => {
  it('knows long values from short ones', () => {
    const rows: readonly (readonly [unknown, boolean])[] = [
      [null, false],
      ['x'.repeat(1_000), false],
      [['x'.repeat(1 << 20)], true],
      [{ a: [new LongHex(new Uint8Array(1 << 20))] }, true],
      [Array(100_000).fill(0), true],
    ]
    for (const [value, expected] of rows) {
      expect(isLongJson(value), JSON.stringify(value).slice(0, 20)).toBe(expected)
    }
  })
})

describe('joinReplies', () => {
  const part = Buffer.from(JSON.stringify('y'.repeat(2 << 20)))

  it('makes one list of texts and bytes', async () => {
    expect(await joinReplies(['1', '"é"'], LARGE, never)).toBe('[1,"é"]')
    const joined = await joinReplies(['1', [part.subarray(0, 9), part.subarray(9)]], LARGE, never)
    expect(typeof joined === 'string' ? joined : textOf(joined)).toBe(`[1,${part.toString()}]`)
  })

  it('refuses a list that is too long', async () => {
    await expect(joinReplies([[part], 'x'], part.length, never)).rejects.toMatchObject({
      code: -32008,
    })
  })
})
