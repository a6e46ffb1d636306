import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFileReplayStore } from '../../src/axon/file-replay-store.ts'
import { createReplayTable } from '../../src/axon/replay-table.ts'
import type { ReplayTable } from '../../src/axon/replay-table.ts'

const BOUNDS = { entries: 4, perHotkey: 2 }
const claim = (hotkey: string, uuid: string, nonce: number) => ({
  hotkey,
  uuid,
  nonce: BigInt(nonce),
})
const fill = (table: ReplayTable, claims: readonly ReturnType<typeof claim>[]) => {
  for (const each of claims) table.accept(each)
  return table
}

describe('a replay table', () => {
  it('takes rising nonces of one uuid alone', () => {
    const table = createReplayTable(BOUNDS)
    expect(table.judge(claim('A', 'u', 5))).toBe('first')
    table.accept(claim('A', 'u', 5))
    expect([4, 5, 6].map((nonce) => table.judge(claim('A', 'u', nonce)))).toEqual([
      'replayed',
      'replayed',
      'next',
    ])
    expect(table.judge(claim('A', 'v', 1))).toBe('first')
    expect(table.judge(claim('B', 'u', 1))).toBe('first')
  })

  it('forgets the uuid of a hotkey that was quiet longest, and lets none back in', () => {
    const table = fill(createReplayTable(BOUNDS), [
      claim('A', 'u', 5),
      claim('A', 'v', 6),
      claim('A', 'u', 7),
      claim('A', 'w', 8),
    ])
    expect(table.size).toBe(2)
    // v, with 6, is forgotten.
    expect(table.judge(claim('A', 'v', 6))).toBe('replayed')
    expect(table.judge(claim('A', 'x', 6))).toBe('replayed')
    expect(table.judge(claim('A', 'v', 7))).toBe('first')
    expect(table.judge(claim('B', 'v', 1))).toBe('first')
  })

  it('forgets the hotkey that was quiet longest, and lets no stranger in below', () => {
    const names = ['A', 'B', 'C', 'D', 'E']
    const table = fill(
      createReplayTable(BOUNDS),
      names.map((name, at) => claim(name, 'u', 10 + at)),
    )
    expect(table.size).toBe(4)
    expect(table.judge(claim('A', 'u', 10))).toBe('replayed')
    expect(table.judge(claim('Z', 'u', 10))).toBe('replayed')
    expect(table.judge(claim('Z', 'u', 11))).toBe('first')
  })

  it('never takes a request twice and never grows past its bounds', () => {
    const claims = fc.array(
      fc.record({
        hotkey: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F'),
        uuid: fc.constantFrom('u', 'v', 'w', 'x'),
        nonce: fc.bigInt({ min: 1n, max: 30n }),
      }),
      { maxLength: 200 },
    )
    fc.assert(
      fc.property(claims, (list) => {
        const table = createReplayTable(BOUNDS)
        const taken = new Set<string>()
        for (const each of list) {
          if (table.judge(each) === 'replayed') continue
          const name = `${each.hotkey}:${each.uuid}:${each.nonce}`
          expect(taken.has(name), name).toBe(false)
          taken.add(name)
          table.accept(each)
          expect(table.size).toBeLessThanOrEqual(BOUNDS.entries)
        }
      }),
    )
  })
})

describe('a replay file', () => {
  let folder: string
  let path: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'plexus-replay-'))
    path = join(folder, 'nonces')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('carries the table over a restart, floors too', () => {
    const store = createFileReplayStore(path)
    fill(createReplayTable(BOUNDS, store), [
      claim('A', 'u', 5),
      claim('A', 'v', 6),
      claim('A', 'w', 7),
      claim('B', 'u', 8),
      claim('C', 'u', 9),
      claim('D', 'u', 10),
    ])
    // Killed: the file is not closed. A with floor 5 and nonces 6 and 7 was forgotten for D.
    const table = createReplayTable(BOUNDS, createFileReplayStore(path))
    expect(table.judge(claim('B', 'u', 8))).toBe('replayed')
    expect(table.judge(claim('D', 'u', 10))).toBe('replayed')
    expect(table.judge(claim('D', 'u', 11))).toBe('next')
    expect(table.judge(claim('Z', 'u', 7))).toBe('replayed')
    expect(table.judge(claim('Z', 'u', 8))).toBe('first')
    store.close()
  })

  it('keeps the floor of one hotkey', () => {
    const first = createFileReplayStore(path)
    fill(createReplayTable(BOUNDS, first), [
      claim('A', 'u', 5),
      claim('A', 'v', 6),
      claim('A', 'w', 7),
    ])
    const second = createFileReplayStore(path)
    createReplayTable(BOUNDS, second)
    const table = createReplayTable(BOUNDS, createFileReplayStore(path))
    expect(table.judge(claim('A', 'u', 5))).toBe('replayed')
    expect(table.judge(claim('B', 'u', 5))).toBe('first')
  })

  it('drops a line that a kill cut short', () => {
    writeFileSync(path, ' 0\nA:u 5\nA:v 6000')
    const table = createReplayTable(BOUNDS, createFileReplayStore(path))
    expect(table.judge(claim('A', 'u', 5))).toBe('replayed')
    expect(table.judge(claim('A', 'v', 6))).toBe('first')
    table.accept(claim('A', 'v', 6))
    expect(readFileSync(path, 'utf8')).toBe(' 0\nA:u 5\nA:v 6\n')
  })

  it('is read by its owner alone and stays small', () => {
    const table = createReplayTable(BOUNDS, createFileReplayStore(path))
    for (let nonce = 1; nonce <= 10_000; nonce += 1) table.accept(claim('A', 'u', nonce))
    const { mode, size } = statSync(path)
    expect(mode & 0o777).toBe(0o600)
    // At most 4,096 lines of at most ten bytes.
    expect(size).toBeLessThan(41_000)
    expect(table.judge(claim('A', 'u', 10_000))).toBe('replayed')
  })

  it('refuses another file', () => {
    writeFileSync(path, '{"not": "ours"}\n')
    expect(() => createReplayTable(BOUNDS, createFileReplayStore(path))).toThrow(
      expect.objectContaining({
        code: 'BadReplayFile',
        message: expect.stringContaining('line 1'),
      }),
    )
    expect(readFileSync(path, 'utf8')).toBe('{"not": "ours"}\n')
  })
})
