import type { StateView } from '@plexus/runtime'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMemoryState } from './state.ts'

const ITEM = 'i'.repeat(31)
const keys = [':code', `${ITEM}a`, `${ITEM}a1`, `${ITEM}a2`, `${ITEM}b`, `${ITEM}b1`, `${ITEM}b12`]
const key = fc.constantFrom(...keys)
const change = fc.tuple(key, fc.option(fc.uint8Array({ maxLength: 2 }), { nil: undefined }))
const block = fc.tuple(fc.array(change, { maxLength: 8 }), fc.boolean())

const expected = (entries: ReadonlyMap<string, Uint8Array>, prefix: string): readonly string[] =>
  [...entries.keys()].filter((each) => each.startsWith(prefix)).sort()

function agree(view: StateView, entries: ReadonlyMap<string, Uint8Array>): void {
  for (const each of keys) expect(view.get(each)).toEqual(entries.get(each))
  for (const prefix of ['', ITEM, `${ITEM}a`, `${ITEM}b1`]) {
    expect([...view.keys(prefix)]).toEqual(expected(entries, prefix))
    expect([...view.keys(prefix, `${ITEM}a1`)]).toEqual(
      expected(entries, prefix).filter((each) => each > `${ITEM}a1`),
    )
  }
}

test('a state is what was accepted, and a look at more is as if it was', () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 12 }), (blocks) => {
      const state = createMemoryState()
      let entries = new Map<string, Uint8Array>()
      for (const [list, isAccepted] of blocks) {
        const changes = new Map(list)
        const next = new Map(entries)
        for (const [at, bytes] of changes) {
          if (bytes === undefined) next.delete(at)
          else next.set(at, bytes)
        }
        agree(state.preview(changes), next)
        agree(state.view, entries)
        if (!isAccepted) continue
        state.accept()
        entries = next
        agree(state.view, entries)
      }
    }),
  )
})
