import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LongFrames } from '../../src/rpc/long-frames.ts'

const MIN = 100
const MAX = 1_000
const MASK = [1, 2, 3, 250]

interface FrameOptions {
  readonly opcode?: number
  readonly fin?: boolean
  readonly masked?: boolean
  readonly reserved?: number
}

/** A frame as a client sends it. */
function frame(payload: Uint8Array, options: FrameOptions = {}): Buffer {
  const { opcode = 1, fin = true, masked = true, reserved = 0 } = options
  const { length } = payload
  const first = (fin ? 0x80 : 0) | reserved | opcode
  const bit = masked ? 0x80 : 0
  const header =
    length < 126
      ? Buffer.from([first, bit | length])
      : Buffer.from([first, bit | 126, length >> 8, length & 255])
  const mask = Buffer.from(MASK)
  const body = masked ? payload.map((byte, at) => byte ^ (MASK[at & 3] as number)) : payload
  return Buffer.concat([header, masked ? mask : Buffer.alloc(0), body])
}

/** What comes of bytes that arrive in these parts. */
function run(parts: readonly Buffer[]) {
  const messages: string[] = []
  const passed: Buffer[] = []
  const codes: number[] = []
  const filter = new LongFrames({
    minBytes: MIN,
    maxBytes: MAX,
    onMessage: (bytes) => messages.push(Buffer.from(bytes).toString('latin1')),
    onFailure: (code) => codes.push(code),
  })
  for (const part of parts) filter.filter(part, (bytes) => passed.push(Buffer.from(bytes)))
  return { messages, passed: Buffer.concat(passed), codes }
}

const text = (length: number): Buffer => Buffer.from('abcdefg'.repeat(200).slice(0, length))

describe('LongFrames', () => {
  it('takes out what is long and passes the rest on, however the bytes are cut', () => {
    const short = frame(text(MIN - 1))
    const ping = frame(text(3), { opcode: 9 })
    const stream = [
      short,
      frame(text(MIN)),
      ping,
      frame(text(500), { opcode: 2 }),
      short,
      frame(text(0)),
    ]
    const whole = Buffer.concat(stream)
    fc.assert(
      fc.property(fc.array(fc.nat(whole.length), { maxLength: 12 }), (cuts) => {
        const at = [0, ...cuts.toSorted((a, b) => a - b), whole.length]
        const parts = at.slice(1).map((end, index) => Buffer.from(whole.subarray(at[index], end)))
        const { messages, passed, codes } = run(parts)
        expect(messages).toEqual([text(MIN).toString(), text(500).toString()])
        expect(passed).toEqual(Buffer.concat([short, ping, short, frame(text(0))]))
        expect(codes).toEqual([])
      }),
      { seed: 1 },
    )
  })

  it('gives the same for every single byte alone', () => {
    const whole = frame(text(300))
    const { messages } = run([...whole].map((byte) => Buffer.from([byte])))
    expect(messages).toEqual([text(300).toString()])
  })

  it('puts messages in several frames together, with control frames in between', () => {
    const ping = frame(text(3), { opcode: 9 })
    const { messages, passed } = run([
      frame(text(7), { fin: false }),
      ping,
      frame(text(0), { opcode: 0, fin: false }),
      frame(text(200), { opcode: 0 }),
      frame(text(5)),
    ])
    expect(messages).toEqual([text(7).toString() + text(200).toString()])
    expect(passed).toEqual(Buffer.concat([ping, frame(text(5))]))
  })

  const failures: readonly (readonly [string, number, readonly Buffer[]])[] = [
    ['a message inside another', 1002, [frame(text(5), { fin: false }), frame(text(5))]],
    [
      'a continuation without a mask',
      1002,
      [frame(text(5), { fin: false }), frame(text(5), { opcode: 0, masked: false })],
    ],
    [
      'a continuation with a reserved bit',
      1002,
      [frame(text(5), { fin: false }), frame(text(5), { opcode: 0, reserved: 0x40 })],
    ],
    [
      'parts that are too long together',
      1009,
      [frame(text(600), { fin: false }), frame(text(600), { opcode: 0 })],
    ],
    ['text that is no UTF-8', 1007, [frame(Buffer.alloc(200, 0xff))]],
  ]
  for (const [name, code, frames] of failures) {
    it(`ends the connection on ${name}, and looks at nothing after it`, () => {
      const { codes, messages, passed } = run([...frames, frame(text(300)), frame(text(3))])
      expect(codes).toEqual([code])
      expect(messages).toEqual([])
      expect(passed).toHaveLength(0)
    })
  }

  const left: readonly (readonly [string, Buffer])[] = [
    ['a frame that is too long', frame(text(MAX + 1))],
    ['one without a mask', frame(text(300), { masked: false })],
    ['one with a reserved bit', frame(text(300), { reserved: 0x40 })],
    ['a continuation of nothing', frame(text(300), { opcode: 0 })],
  ]
  for (const [name, bytes] of left) {
    it(`leaves ${name} to the library`, () => {
      expect(run([bytes]).passed).toEqual(bytes)
    })
  }

  it('takes binary messages that are no UTF-8', () => {
    const { messages, codes } = run([frame(Buffer.alloc(200, 0xff), { opcode: 2 })])
    expect(messages).toEqual(['\u00ff'.repeat(200)])
    expect(codes).toEqual([])
  })

  it('ignores what follows a close frame', () => {
    const close = frame(Buffer.from([3, 232]), { opcode: 8 })
    const { messages, passed } = run([Buffer.concat([close, frame(text(300))]), frame(text(300))])
    expect(passed).toEqual(close)
    expect(messages).toEqual([])
  })
})
