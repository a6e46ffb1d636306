import type { Database as Store, RangeOptions } from 'lmdb'
import { MAX_KEY_BYTES } from '../interface.ts'
import type { Range } from '../interface.ts'
import { naming } from './failures.ts'

type Bytes = Uint8Array

/** Entries per visit: no cursor, and so no old snapshot, is held between two visits. */
const FIRST_CHUNK = 16
const LAST_CHUNK = 256

/** The entries of a range, see `Reads.range`. */
export function scan(
  path: string,
  store: Store<Bytes, Bytes>,
  range: Range,
): Iterable<readonly [Bytes, Bytes]> {
  return inChunks(
    range,
    (options) =>
      naming(path, () =>
        Array.from(
          store.getRange(options),
          ({ key, value }) => [plain(key), plain(value)] as const,
        ),
      ),
    ([key]) => key,
  )
}

/** The keys of a range, see `Reads.keys`. */
export function scanKeys(path: string, store: Store<Bytes, Bytes>, range: Range): Iterable<Bytes> {
  return inChunks(
    range,
    (options) => naming(path, () => Array.from(store.getKeys(options), plain)),
    (key) => key,
  )
}

function* inChunks<T>(
  range: Range,
  visit: (options: RangeOptions) => readonly T[],
  keyOf: (item: T) => Bytes,
): Iterable<T> {
  if (range.to?.length === 0) return
  let left = range.limit ?? Number.POSITIVE_INFINITY
  let behind: Bytes | undefined
  for (let size = FIRST_CHUNK; left > 0; size = Math.min(size * 4, LAST_CHUNK)) {
    const limit = Math.min(size, left)
    const items = visit({ ...bounds(range, behind), limit })
    yield* items
    const last = items.at(-1)
    if (last === undefined || items.length < limit) return
    left -= items.length
    behind = keyOf(last)
  }
}

/** @param behind the key after which a scan goes on */
function bounds(range: Range, behind: Bytes | undefined): RangeOptions {
  const from = range.from?.length === 0 ? undefined : range.from
  if (range.reverse) {
    const start = behind ?? range.to
    return {
      reverse: true,
      ...(start && { start: clamp(start), exclusiveStart: behind !== undefined || fits(start) }),
      // No key is less than one zero byte.
      end: clamp(from ?? Uint8Array.of(0)),
      inclusiveEnd: from === undefined || fits(from),
    }
  }
  const start = behind ?? from
  return {
    ...(start && { start: clamp(start), exclusiveStart: behind !== undefined || !fits(start) }),
    ...(range.to && { end: clamp(range.to), inclusiveEnd: !fits(range.to) }),
  }
}

const fits = (bound: Bytes): boolean => bound.length <= MAX_KEY_BYTES

/** A bound that no key can have separates the keys as its longest storable prefix does. */
const clamp = (bound: Bytes): Bytes => (fits(bound) ? bound : bound.subarray(0, MAX_KEY_BYTES))

/** A copy that is not a `Buffer`. */
const plain = (bytes: Bytes): Bytes => new Uint8Array(bytes)
