import { describe, expect, test } from 'vitest'
import { bytes, deferred, encode, Reader, struct, vec } from '@plexus/primitives'
import type { Deferred } from '@plexus/primitives'

describe('a reader', () => {
  const source = encode(bytes, Uint8Array.of(1, 2, 3))

  test('gives copies of byte strings', () => {
    const value = bytes.decodeFrom(new Reader(source))
    expect(value.buffer).not.toBe(source.buffer)
    expect(value).toEqual(Uint8Array.of(1, 2, 3))
  })

  test('gives views of its source where it is asked to', () => {
    const value = bytes.decodeFrom(new Reader(source, { views: true }))
    expect(value.buffer).toBe(source.buffer)
    expect(value).toEqual(Uint8Array.of(1, 2, 3))
  })

  test('knows how deep values have nested', () => {
    interface Tree {
      readonly children: readonly Tree[]
    }
    const Tree: Deferred<Tree> = deferred('Tree')
    Tree.define(struct({ children: vec(Tree) }, { path: ['Tree'] }))
    // A leaf, and beside it a branch of three levels.
    const reader = new Reader(Uint8Array.of(8, 0, 4, 4, 0))
    expect(reader.deepest).toBe(0)
    Tree.decodeFrom(reader)
    expect(reader.deepest).toBe(4)
  })
})
