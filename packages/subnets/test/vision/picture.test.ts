import { crc32, deflateSync } from 'node:zlib'
import { taskRandom } from '@plexus/sdk/node'
import { decode, encode } from 'fast-png'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { VisionError } from '../../src/vision/errors.ts'
import { decodePicture, encodePicture } from '../../src/vision/picture.ts'

const pixels = taskRandom(new Uint8Array(32)).bytes(32 * 32 * 3)
const good = encodePicture(pixels)

describe('decodePicture', () => {
  it('gives back what encodePicture was given', () => {
    expect(decodePicture(good)).toEqual(pixels)
  })

  it('agrees with a library, whichever filters the rows have', () => {
    expect(decode(good).data).toEqual(pixels)
    const filters = fc.array(fc.nat(4), { minLength: 32, maxLength: 32 })
    fc.assert(
      fc.property(filters, fc.uint8Array({ minLength: 3072, maxLength: 3072 }), (kinds, bytes) => {
        const rows = kinds.map((kind, row) =>
          Buffer.concat([Uint8Array.of(kind), bytes.subarray(row * 96, row * 96 + 96)]),
        )
        const file = withData(deflateSync(Buffer.concat(rows)))
        expect(decodePicture(file)).toEqual(decode(file).data)
      }),
      { numRuns: 30 },
    )
  })

  it('lays what is transparent on white', () => {
    const data = new Uint8Array(32 * 32 * 4)
    data.set([10, 20, 30, 0, 10, 20, 30, 255, 0, 100, 255, 128])
    const picture = decodePicture(encode({ width: 32, height: 32, data, depth: 8, channels: 4 }))
    // 0·128/255 + 255·127/255 = 127; 100·128/255 + 127 = 177.2.
    expect(Array.from(picture.subarray(0, 9))).toEqual([255, 255, 255, 10, 20, 30, 127, 177, 255])
  })

  it('does not look at chunks beside the picture', () => {
    const bomb = deflateSync(new Uint8Array(10_000_000))
    const profile = chunk('iCCP', Buffer.concat([Buffer.from('x\0\0'), bomb]))
    const file = Buffer.concat([good.subarray(0, 33), profile, good.subarray(33)])
    expect(decodePicture(file)).toEqual(pixels)
  })

  it.each([
    ['nothing', new Uint8Array(0), 'not_png'],
    ['text', new TextEncoder().encode('hello, this is no picture, as anybody sees'), 'not_png'],
    ['a JPEG', Uint8Array.of(255, 216, 255, ...new Uint8Array(100)), 'not_png'],
    ['the header alone', good.subarray(0, 33), 'not_png'],
    ['half of a file', good.subarray(0, 900), 'not_png'],
    ['another size', sized(64, 64, 3), 'picture_size'],
    ['a giant', patched(good, 16, [0x7f, 0xff, 0xff, 0xff]), 'picture_size'],
    ['grey', sized(32, 32, 1), 'picture_kind'],
    ['16 bits', patched(good, 24, [16]), 'picture_kind'],
    ['a palette', patched(good, 25, [3]), 'picture_kind'],
    ['interlaced', patched(good, 28, [1]), 'picture_kind'],
    ['too long', Buffer.concat([good, new Uint8Array(70_000)]), 'picture_size'],
    ['too few pixels', withData(deflateSync(new Uint8Array(500))), 'not_png'],
    ['a bomb', withData(deflateSync(new Uint8Array(30_000_000))), 'not_png'],
    ['no deflate stream', withData(new Uint8Array(100).fill(9)), 'not_png'],
    ['an unknown filter', withData(deflateSync(new Uint8Array(32 * 97).fill(9))), 'not_png'],
    ['a chunk beyond the end', patched(good, 33, [0x7f, 0, 0, 0]), 'not_png'],
  ])('refuses %s with a sentence', (_, file, code) => {
    expect(() => decodePicture(file)).toThrow(VisionError)
    expect(() => decodePicture(file)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(/^The .*|^This .*/) }),
    )
  })
})

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

function withData(data: Uint8Array): Buffer {
  return Buffer.concat([
    good.subarray(0, 33),
    chunk('IDAT', data),
    chunk('IEND', new Uint8Array(0)),
  ])
}

function patched(file: Uint8Array, at: number, bytes: readonly number[]): Uint8Array {
  const copy = Uint8Array.from(file)
  copy.set(bytes, at)
  return copy
}

function sized(width: number, height: number, channels: number): Uint8Array {
  const data = new Uint8Array(width * height * channels)
  return encode({ width, height, data, depth: 8, channels })
}
