import { inflateSync } from 'node:zlib'
import { decode, encode } from 'fast-png'
import { VisionError } from './errors.ts'
import { SIDE } from './render/coverage.ts'

/** Longest picture file that is looked at, in bytes; a larger one holds more than 32 × 32 pixels. */
export const MAX_FILE_BYTES = 65_536

/** PNG file of a picture. @param pixels 32 × 32 × 3 bytes, row-major */
export function encodePicture(pixels: Uint8Array): Uint8Array {
  return encode(
    { width: SIDE, height: SIDE, data: pixels, depth: 8, channels: 3 },
    // Noise does not shrink: what a better level saves is not worth its time.
    { zlib: { level: 1 } },
  )
}

/**
 * Pixels of a PNG file: 32 × 32 × 3 bytes, row-major; what is transparent lies on white.
 * Size and kind are read from the header, and the length of the inflated data is bounded, before
 * anything is decoded.
 *
 * @throws VisionError `not_png`, `picture_size`, `picture_kind`
 */
export function decodePicture(file: Uint8Array): Uint8Array {
  const { channels } = readHeader(file)
  const chunks = dataChunks(file)
  try {
    const data = chunks.map((chunk) => chunk.subarray(8, -4))
    const bytes = SIDE * (1 + SIDE * channels)
    const inflated = inflateSync(Buffer.concat(data), { maxOutputLength: bytes })
    if (inflated.length !== bytes) throw new VisionError('not_png', BROKEN)
    // Without the other chunks: some of them are inflated too, and none matters here.
    const plain = decode(Buffer.concat([file.subarray(0, IHDR_END), ...chunks, IEND_CHUNK]))
    return channels === 3 ? Uint8Array.from(plain.data) : onWhite(plain.data)
  } catch (cause) {
    throw new VisionError('not_png', BROKEN, { cause })
  }
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
const IEND_CHUNK = Uint8Array.of(0, 0, 0, 0, 73, 69, 78, 68, 174, 66, 96, 130)

/** The chunks with the pixels, each with length, type and checksum. */
function dataChunks(file: Uint8Array): Uint8Array[] {
  const view = new DataView(file.buffer, file.byteOffset, file.length)
  const chunks: Uint8Array[] = []
  for (let at = IHDR_END; at + 12 <= file.length;) {
    const end = at + 12 + view.getUint32(at)
    const type = view.getUint32(at + 4)
    if (type === IEND) return chunks
    if (end > file.length) break
    if (type === IDAT) chunks.push(file.subarray(at, end))
    at = end
  }
  throw new VisionError('not_png', BROKEN)
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
