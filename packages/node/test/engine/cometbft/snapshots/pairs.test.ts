import { describe, expect, it } from 'vitest'
import { SnapshotFormatError } from '../../../../src/engine/cometbft/snapshots/errors.ts'
import { createPairReader, encodePair } from '../../../../src/engine/cometbft/snapshots/pairs.ts'
import type { Pair } from '../../../../src/engine/cometbft/snapshots/pairs.ts'

const PAIRS: readonly Pair[] = [
  ['\0', Uint8Array.of()],
  ['a', Uint8Array.of(1, 2, 3)],
  ['a\xff', new Uint8Array(300).fill(4)],
  [`b${'k'.repeat(300)}`, Uint8Array.of(5)],
]
const STREAM = Buffer.concat(PAIRS.map(encodePair))

const read = (chunks: readonly Uint8Array[], pairs: number): readonly Pair[] => {
  const reader = createPairReader()
  const found = chunks.flatMap((chunk) =>
    Array.from(reader.push(chunk), ([key, value]): Pair => [key, Uint8Array.from(value)]),
  )
  reader.end(BigInt(pairs))
  return found
}

describe('a pair', () => {
  it('is its key and its value, each after its length', () => {
    expect(encodePair(['ab', Uint8Array.of(9, 8)])).toEqual(
      Uint8Array.of(2, 0, 0x61, 0x62, 2, 0, 0, 0, 9, 8),
    )
    const long = encodePair(['x'.repeat(258), new Uint8Array(0x10203)])
    expect(long.subarray(0, 2)).toEqual(Uint8Array.of(2, 1))
    expect(long.subarray(260, 264)).toEqual(Uint8Array.of(3, 2, 1, 0))
  })
})

describe('reading', () => {
  it('finds the pairs wherever the chunks are cut', () => {
    for (let cut = 0; cut <= STREAM.length; cut += 1) {
      const chunks = [STREAM.subarray(0, cut), STREAM.subarray(cut)]
      expect(read(chunks, PAIRS.length), `cut at ${cut}`).toEqual(PAIRS)
    }
    const single = Array.from(STREAM, (byte) => Uint8Array.of(byte))
    expect(read(single, PAIRS.length)).toEqual(PAIRS)
    expect(read([], 0)).toEqual([])
  })

  const [first, second] = [encodePair(['a', Uint8Array.of(1)]), encodePair(['b', Uint8Array.of(2)])]
  it.each<readonly [string, Uint8Array, number]>([
    ['keys that do not ascend', Buffer.concat([second, first]), 2],
    ['a key twice', Buffer.concat([first, first]), 2],
    ['a key of no bytes', Uint8Array.of(0, 0, 0, 0, 0, 0), 1],
    ['a key longer than any', Uint8Array.of(0xbb, 0x07), 1],
    // 64 MiB and one byte are announced, which nobody waits for.
    ['a value longer than any', Uint8Array.of(1, 0, 0x61, 1, 0, 0, 4), 1],
    ['a pair that is cut off', first.subarray(0, -1), 1],
    ['one pair less than announced', first, 2],
    ['one pair more than announced', Buffer.concat([first, second]), 1],
  ])('refuses %s', (_what, bytes, pairs) => {
    expect(() => read([bytes], pairs)).toThrow(SnapshotFormatError)
    expect(() => read([bytes.subarray(0, 1), bytes.subarray(1)], pairs)).toThrow(
      SnapshotFormatError,
    )
  })
})
