import { describe, expect, test } from 'vitest'
import {
  decode,
  decodePrefix,
  deferred,
  encode,
  ScaleError,
  struct,
  u8,
  vec,
} from '@plexus/primitives'
import type { AnyType, Deferred, Type } from '@plexus/primitives'

interface Tree {
  readonly label: number
  readonly children: readonly Tree[]
}

const Tree: Deferred<Tree> = deferred('Tree')
Tree.define(struct({ label: u8, children: vec(Tree) }, { path: ['Tree'] }))

const chain = (levels: number): Uint8Array => {
  const encoded = new Uint8Array(2 * levels).fill(4)
  encoded[2 * levels - 1] = 0
  return encoded
}

describe('a deferred type', () => {
  test('encodes and decodes recursive values', () => {
    const value: Tree = { label: 1, children: [{ label: 2, children: [] }] }
    const encoded = encode(Tree, value)
    expect([...encoded]).toEqual([1, 4, 2, 0])
    expect(decode(Tree, encoded)).toEqual(value)
  })

  test('describes itself as its definition', () => {
    const { def, path } = Tree.info
    expect(path).toEqual(['Tree'])
    const children = def.kind === 'composite' ? def.fields[1]?.type.info.def : undefined
    expect(children).toEqual({ kind: 'sequence', inner: Tree as AnyType })
  })

  test.each([
    ['256 levels by default', 256, undefined],
    ['as many levels as asked', 3, { maxDepth: 3 }],
  ] as const)('nests %s and no deeper', (_, levels, options) => {
    expect(() => decode(Tree, chain(levels), options)).not.toThrow()
    expect(() => decode(Tree, chain(levels + 1), options)).toThrow(
      expect.objectContaining({ code: 'TooDeep' }),
    )
  })

  test('counts depth, not siblings', () => {
    const siblings = new Uint8Array(2 + 2 * 50)
    siblings[1] = 50 << 2
    expect(decode(Tree, siblings, { maxDepth: 2 }).children).toHaveLength(50)
  })

  test('a million levels fail without exhausting the stack', () => {
    expect(() => decode(Tree, chain(1_000_000))).toThrow(ScaleError)
  })

  test('means what a reader says, at every depth', () => {
    const wide = struct({ label: u8, children: vec(Tree) }, { path: ['Wide'] })
    const shifted: Type<Tree> = {
      ...wide,
      decodeFrom(input) {
        const { label, children } = wide.decodeFrom(input)
        return { label: label + 100, children }
      },
    }
    const meanings = new Map([[Tree, shifted]])
    const encoded = Uint8Array.of(1, 4, 2, 0)
    const value = { label: 101, children: [{ label: 102, children: [] }] }
    expect(decode(Tree, encoded, { meanings })).toEqual(value)
    expect(decodePrefix(Tree, encoded, { meanings })).toEqual(value)
    expect(decode(Tree, encoded).label).toBe(1)
    expect(() => decode(Tree, chain(3), { meanings, maxDepth: 2 })).toThrow(ScaleError)
  })

  test('fails loudly when undefined, and when defined twice', () => {
    const unknown: Deferred<number> = deferred('Unknown')
    expect(() => encode(unknown, 1)).toThrow('Unknown is used before it is defined')
    unknown.define(u8)
    expect(() => unknown.define(u8)).toThrow('Unknown is defined twice')
  })
})
