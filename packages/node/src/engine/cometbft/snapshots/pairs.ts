import type { StorageKey } from '@plexus/runtime'
import { bytesToText, textToBytes } from '../../../db/byte-text.ts'
import { MAX_KEY_BYTES } from '../../../db/interface.ts'
import { SnapshotFormatError } from './errors.ts'

/** A storage key and its value. */
export type Pair = readonly [StorageKey, Uint8Array]

/** A pair as it stands in a snapshot: length of the key (u16 LE) ‖ key ‖ of the value (u32 LE) ‖ value. */
export function encodePair([key, value]: Pair): Uint8Array {
  const encoded = new Uint8Array(KEY_LENGTH + key.length + VALUE_LENGTH + value.length)
  const view = new DataView(encoded.buffer)
  view.setUint16(0, key.length, true)
  encoded.set(textToBytes(key), KEY_LENGTH)
  view.setUint32(KEY_LENGTH + key.length, value.length, true)
  encoded.set(value, KEY_LENGTH + key.length + VALUE_LENGTH)
  return encoded
}

/** Reads pairs from chunks that are cut anywhere. */
export interface PairReader {
  /**
   * The pairs that end in the next chunk; to be read to the end. Keys ascend over all chunks.
   * @throws SnapshotFormatError
   */
  push(chunk: Uint8Array): Iterable<Pair>
  /** @throws SnapshotFormatError where a pair is cut off, or it is another number of them */
  end(pairs: bigint): void
}

export function createPairReader(): PairReader {
  /** Bytes of a pair whose end has not come. */
  let rest = new Uint8Array()
  let last: StorageKey | undefined
  let count = 0n

  function accept(pair: Pair): Pair {
    const [key] = pair
    if (last !== undefined && key <= last) throw new SnapshotFormatError('its keys do not ascend')
    last = key
    count += 1n
    return pair
  }

  return {
    *push(chunk) {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
      let at = 0
      for (let end = endOfPair(bytes, at); end !== undefined; end = endOfPair(bytes, at)) {
        yield accept(pairAt(bytes, at, end))
        at = end
      }
      rest = Uint8Array.from(bytes.subarray(at))
    },
    end(pairs) {
      if (rest.length > 0) throw new SnapshotFormatError('its last pair is cut off')
      if (count !== pairs) throw new SnapshotFormatError(`it has ${count} pairs, not ${pairs}`)
    },
  }
}

const KEY_LENGTH = 2
const VALUE_LENGTH = 4
/** No state has longer values; whoever announces one would have us hold all that follows. */
const MAX_VALUE_BYTES = 64 * 1024 * 1024

/** Where the pair ends that begins here; `undefined` where not all of it is there. */
function endOfPair(bytes: Uint8Array, at: number): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (at + KEY_LENGTH > bytes.length) return undefined
  const keyLength = view.getUint16(at, true)
  if (keyLength === 0 || keyLength > MAX_KEY_BYTES) {
    throw new SnapshotFormatError(`it has a key of ${keyLength} bytes`)
  }
  const valueAt = at + KEY_LENGTH + keyLength
  if (valueAt + VALUE_LENGTH > bytes.length) return undefined
  const valueLength = view.getUint32(valueAt, true)
  if (valueLength > MAX_VALUE_BYTES) {
    throw new SnapshotFormatError(`it has a value of ${valueLength} bytes`)
  }
  const end = valueAt + VALUE_LENGTH + valueLength
  return end > bytes.length ? undefined : end
}

function pairAt(bytes: Uint8Array, at: number, end: number): Pair {
  const keyAt = at + KEY_LENGTH
  const keyEnd = keyAt + ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8))
  const value = bytes.subarray(keyEnd + VALUE_LENGTH, end)
  return [bytesToText(bytes.subarray(keyAt, keyEnd)), value]
}
