import { crc32, deflateSync, inflateSync } from 'node:zlib'
import { VisionError } from './errors.ts'
import { SIDE } from './render/coverage.ts'

/** Longest picture file that is looked at, in bytes; a larger one holds more than 32 × 32 pixels. */
export const MAX_FILE_BYTES = 65_536

/**
 * PNG file of a picture. PERF: ten times as fast as a PNG library, which matters because a picture
 * takes longer to pack than to classify otherwise.
 *
 * @param pixels 32 × 32 × 3 bytes, row-major
 */
export function encodePicture(pixels: Uint8Array): Uint8Array {
  const rows = new Uint8Array(SIDE * (1 + SIDE * 3))
  for (let row = 0; row < SIDE; row++)
    rows.set(pixels.subarray(row * SIDE * 3, (row + 1) * SIDE * 3), row * (1 + SIDE * 3) + 1)
  // Stored: noise shrinks by a tenth at most, which is not worth the time.
  const data = deflateSync(rows, { level: 0 })
  return Buffer.concat([START, chunk('IDAT', data), chunk('IEND', new Uint8Array(0))])
}

/**
 * Pixels of a PNG file: 32 × 32 × 3 bytes, row-major; what is transparent lies on white.
 * Size and kind are read from the header before anything else, and no more is inflated than such a
 * picture has.
 *
 * @throws VisionError `not_png`, `picture_size`, `picture_kind`
 */
export function decodePicture(file: Uint8Array): Uint8Array {
  const { channels } = readHeader(file)
  const data = pictureData(file)
  const bytes = SIDE * (1 + SIDE * channels)
  const rows = inflate(data, bytes)
  if (rows.length !== bytes) throw new VisionError('not_png', BROKEN)
  const pixels = unfilter(rows, channels)
  return channels === 3 ? pixels : onWhite(pixels)
}

/**
 * Checks signature, size and kind in the first bytes of a file.
 * @throws VisionError `not_png`, `picture_size`, `picture_kind`
 */
export function readHeader(file: Uint8Array): { readonly channels: 3 | 4 } {
  const isPng = file.length >= HEADER_BYTES && SIGNATURE.every((byte, at) => file[at] === byte)
  if (!isPng) {
    throw new VisionError(
      'not_png',
      `This is not a PNG picture; vision takes PNG pictures of ${SIDE} × ${SIDE} pixels.`,
    )
  }
  const view = new DataView(file.buffer, file.byteOffset, file.length)
  const width = view.getUint32(16)
  const height = view.getUint32(20)
  if (width !== SIDE || height !== SIDE || file.length > MAX_FILE_BYTES) {
    throw new VisionError(
      'picture_size',
      `The picture has ${width} × ${height} pixels in ${file.length} bytes; scale it to ` +
        `${SIDE} × ${SIDE} pixels, at most ${MAX_FILE_BYTES} bytes.`,
    )
  }
  const [depth, colour, compression, filter, interlace] = file.subarray(24, HEADER_BYTES)
  const plain = depth === 8 && compression === 0 && filter === 0 && interlace === 0
  if (!plain || (colour !== RGB && colour !== RGBA)) {
    throw new VisionError(
      'picture_kind',
      'The picture is grey, has a palette, 16 bits, or is interlaced; save it as plain RGB with 8 ' +
        'bits per channel.',
    )
  }
  return { channels: colour === RGB ? 3 : 4 }
}

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82] as const
const HEADER_BYTES = 29
const RGB = 2
const RGBA = 6
const BROKEN = 'The PNG picture is damaged; save it again.'

const IHDR_END = 33
const IDAT = 0x49444154
const IEND = 0x49454e44

/** Signature and header of all pictures that we make. */
const START = Buffer.concat([
  Uint8Array.from(SIGNATURE.slice(0, 8)),
  chunk('IHDR', Uint8Array.of(0, 0, 0, SIDE, 0, 0, 0, SIDE, 8, RGB, 0, 0, 0)),
])

function chunk(type: string, data: Uint8Array): Uint8Array {
  const result = Buffer.alloc(12 + data.length)
  result.writeUInt32BE(data.length, 0)
  result.write(type, 4, 'latin1')
  result.set(data, 8)
  result.writeUInt32BE(crc32(result.subarray(4, -4)), 8 + data.length)
  return result
}

/** What the chunks with the pixels hold; other chunks are passed over. */
function pictureData(file: Uint8Array): Uint8Array {
  const view = new DataView(file.buffer, file.byteOffset, file.length)
  const parts: Uint8Array[] = []
  for (let at = IHDR_END; at + 12 <= file.length;) {
    const end = at + 12 + view.getUint32(at)
    const type = view.getUint32(at + 4)
    if (type === IEND) return parts.length === 1 ? (parts[0] ?? file) : Buffer.concat(parts)
    if (end > file.length) break
    if (type === IDAT) parts.push(file.subarray(at + 8, end - 4))
    at = end
  }
  throw new VisionError('not_png', BROKEN)
}

/** What a zlib stream holds, at most `bytes`. */
function inflate(stream: Uint8Array, bytes: number): Uint8Array {
  // PERF: a stream of one stored block, as we write it, needs no inflating: 1 instead of 25 µs.
  const [, , block, low = 0, high = 0] = stream
  const stored = block === LAST_STORED && low + 256 * high === bytes
  if (stored && stream.length === bytes + STORED_OVERHEAD) return stream.subarray(7, 7 + bytes)
  try {
    return inflateSync(stream, { maxOutputLength: bytes })
  } catch (cause) {
    throw new VisionError('not_png', BROKEN, { cause })
  }
}

const LAST_STORED = 1
/** Header, length twice, and checksum. */
const STORED_OVERHEAD = 11

/** Undoes the filter of each row: none, left, above, their mean, or Paeth (PNG 1.2 §6). */
function unfilter(rows: Uint8Array, channels: number): Uint8Array {
  const width = SIDE * channels
  const pixels = new Uint8Array(SIDE * width)
  for (let row = 0; row < SIDE; row++) {
    const filter = rows[row * (width + 1)] ?? 0
    if (filter > 4) throw new VisionError('not_png', BROKEN)
    const from = row * (width + 1) + 1
    const to = row * width
    if (filter === 0) {
      pixels.set(rows.subarray(from, from + width), to)
      continue
    }
    for (let at = 0; at < width; at++) {
      const left = at < channels ? 0 : (pixels[to + at - channels] ?? 0)
      const above = row === 0 ? 0 : (pixels[to + at - width] ?? 0)
      const corner = row === 0 || at < channels ? 0 : (pixels[to + at - width - channels] ?? 0)
      pixels[to + at] = (rows[from + at] ?? 0) + predicted(filter, left, above, corner)
    }
  }
  return pixels
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left
  if (filter === 2) return above
  if (filter === 3) return (left + above) >> 1
  const fromLeft = Math.abs(above - corner)
  const fromAbove = Math.abs(left - corner)
  const fromCorner = Math.abs(left + above - 2 * corner)
  if (fromLeft <= fromAbove && fromLeft <= fromCorner) return left
  return fromAbove <= fromCorner ? above : corner
}

function onWhite(rgba: ArrayLike<number>): Uint8Array {
  const pixels = new Uint8Array(SIDE * SIDE * 3)
  for (let pixel = 0; pixel < SIDE * SIDE; pixel++) {
    const alpha = rgba[pixel * 4 + 3] ?? 255
    for (let channel = 0; channel < 3; channel++) {
      const value = (rgba[pixel * 4 + channel] ?? 0) * alpha + 255 * (255 - alpha)
      pixels[pixel * 3 + channel] = Math.floor(value / 255 + 0.5)
    }
  }
  return pixels
}
