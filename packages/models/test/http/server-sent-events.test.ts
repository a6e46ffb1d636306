import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readEvents } from '../../src/http/server-sent-events.ts'

async function* streamOf(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts
}

async function read(parts: readonly Uint8Array[], maxBytes?: number): Promise<string[]> {
  const data: string[] = []
  for await (const event of readEvents(streamOf(parts), maxBytes)) data.push(event.data)
  return data
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Cuts bytes at the given places. */
function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const sorted = [0, ...places.map((place) => place % (bytes.length + 1)), bytes.length].toSorted(
    (a, b) => a - b,
  )
  return sorted.slice(1).map((end, index) => bytes.slice(sorted[index], end))
}

describe('events', () => {
  const rows: readonly (readonly [string, string, readonly string[]])[] = [
    ['line feeds', 'data: a\n\ndata: b\n\n', ['a', 'b']],
    ['carriage returns', 'data: a\r\rdata: b\r\r', ['a', 'b']],
    ['both', 'data: a\r\n\r\ndata: b\r\n\r\n', ['a', 'b']],
    ['mixed', 'data: a\r\n\ndata: b\n\r\n', ['a', 'b']],
    ['no space', 'data:a\n\n', ['a']],
    ['two spaces, of which one is content', 'data:  a\n\n', [' a']],
    ['several data lines', 'data: a\ndata: b\ndata\n\n', ['a\nb\n']],
    ['comments', ': ping\n\n:\ndata: a\n: pong\n\n', ['a']],
    ['other fields', 'id: 7\nretry: 1\nevent: x\ndata: a\nfoo\n\n', ['a']],
    ['no data', 'event: x\n\n\n\n', []],
    ['empty data', 'data:\n\n', ['']],
    ['a byte order mark', '\u{FEFF}data: a\n\ndata: \u{FEFF}b\n\n', ['a', '\u{FEFF}b']],
    ['no empty line at the end', 'data: a\n\ndata: b', ['a', 'b']],
    ['characters of many bytes', 'data: ü€𝄞\n\n', ['ü€𝄞']],
  ]
  it.each(rows)('are read with %s', async (_, text, expected) => {
    expect(await read([encode(text)])).toEqual(expected)
  })
  it.each(rows)('are read byte by byte with %s', async (_, text, expected) => {
    expect(await read([...encode(text)].map((byte) => Uint8Array.of(byte)))).toEqual(expected)
  })

  it('are the same however the stream is cut', async () => {
    const line = fc.oneof(
      fc.constantFrom('data: a', 'data: ü€𝄞', ': ping', 'data', 'event: e', 'data:x:y', ''),
      fc.string({ unit: 'grapheme', maxLength: 8 }).filter((text) => !/[\r\n]/.test(text)),
    )
    const text = fc
      .array(fc.tuple(line, fc.constantFrom('\n', '\r', '\r\n')), { maxLength: 20 })
      .map((lines) => lines.flat().join(''))
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.nat(400), { maxLength: 30 }), async (whole, places) => {
        const bytes = encode(whole)
        expect(await read(cut(bytes, places))).toEqual(await read([bytes]))
      }),
    )
  })

  it('carry their type', async () => {
    const events = []
    for await (const event of readEvents(streamOf([encode('event: e\ndata: a\n\ndata: b\n\n')]))) {
      events.push(event)
    }
    expect(events).toEqual([
      { type: 'e', data: 'a' },
      { type: 'message', data: 'b' },
    ])
  })

  it.each([
    ['one endless line', 'data: '.padEnd(200, 'x')],
    ['endless data lines', 'data: abcdefgh\n'.repeat(20)],
    ['an endless event without data', 'field: abcdefgh\n'.repeat(20)],
  ])('beyond the limit are refused: %s', async (_, text) => {
    await expect(read([encode(text)], 100)).rejects.toMatchObject({ code: 'BackendAnswer' })
  })

  it('of comments alone go on for ever', async () => {
    expect(await read([encode(': ping\n'.repeat(1000))], 100)).toEqual([])
  })
})
