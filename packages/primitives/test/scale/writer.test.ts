import { describe, expect, test } from 'vitest'
import { Writer } from '@plexus/primitives'

const writes: readonly (readonly [string, number, (out: Writer) => void])[] = [
  ['u8', 1, (out) => out.u8(0x11)],
  ['u16', 2, (out) => out.u16(0x1111)],
  ['u32', 4, (out) => out.u32(0x11111111)],
  ['u64', 8, (out) => out.u64(0x1111111111111111n)],
  ['bytes', 1000, (out) => out.bytes(new Uint8Array(1000).fill(0x11))],
]

describe('a writer keeps every byte when it grows', () => {
  test.each(writes)('by %s', (_, size, write) => {
    const out = new Writer()
    out.u8(0x11)
    let length = 1
    for (; length < 5000; length += size) write(out)
    expect(out.length).toBe(length)
    expect(out.finish()).toEqual(new Uint8Array(length).fill(0x11))
  })

  test('and hands out a copy', () => {
    const out = new Writer()
    out.u8(1)
    out.finish().fill(9)
    expect([...out.finish()]).toEqual([1])
  })
})
