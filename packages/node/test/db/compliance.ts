import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { MAX_KEY_BYTES } from '../../src/db/interface.ts'
import type { Database, Range, Table } from '../../src/db/interface.ts'
import { KeyLengthError } from '../../src/db/errors.ts'

const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values)
const filled = (length: number, value = 7): Uint8Array => new Uint8Array(length).fill(value)
const put = (table: Table, key: Uint8Array, value: Uint8Array) => ({ table, key, value })

/** What every database promises. @param create makes an empty one */
export function testDatabase(name: string, create: () => Database): void {
  describe(`database: ${name}`, () => {
    const opened: Database[] = []
    const fresh = (): Database => {
      const db = create()
      opened.push(db)
      return db
    }
    afterEach(async () => {
      for (const db of opened.splice(0)) await db.close()
    })

    it('returns what was written, per table', () => {
      const db = fresh()
      db.write([put('state', bytes(1), bytes(10)), put('trie', bytes(1), bytes(20))])
      expect(db.get('state', bytes(1))).toEqual(bytes(10))
      expect(db.get('trie', bytes(1))).toEqual(bytes(20))
      expect(db.get('history', bytes(1))).toBeUndefined()
    })

    it('keeps empty values apart from absent ones', () => {
      const db = fresh()
      db.write([put('state', bytes(1), bytes())])
      expect(db.get('state', bytes(1))).toEqual(bytes())
      db.write([{ table: 'state', key: bytes(1) }])
      expect(db.get('state', bytes(1))).toBeUndefined()
    })

    it('lets the later of two writes to a key win', () => {
      const db = fresh()
      db.write([put('state', bytes(1), bytes(1)), put('state', bytes(1), bytes(2))])
      db.write([put('state', bytes(2), bytes(1)), { table: 'state', key: bytes(2) }])
      db.write([{ table: 'state', key: bytes(3) }, put('state', bytes(3), bytes(3))])
      expect([1, 2, 3].map((key) => db.get('state', bytes(key)))).toEqual([
        bytes(2),
        undefined,
        bytes(3),
      ])
    })

    it('removes keys that are not there without complaint', () => {
      const db = fresh()
      db.write([{ table: 'state', key: bytes(9) }, put('state', bytes(8), bytes(8))])
      expect(db.get('state', bytes(8))).toEqual(bytes(8))
    })

    it('shares no memory with its callers', () => {
      const db = fresh()
      const [key, value] = [bytes(1, 2), bytes(3, 4)]
      db.write([put('state', key, value)])
      key[0] = 99
      value[0] = 99
      const read = db.get('state', bytes(1, 2))
      expect(read).toEqual(bytes(3, 4))
      read?.fill(0)
      for (const entry of db.range('state', {})) entry.forEach((part) => part.fill(0))
      for (const scanned of db.keys('state', {})) scanned.fill(0)
      expect(db.get('state', bytes(1, 2))).toEqual(bytes(3, 4))
    })

    it('takes values given as a Buffer and returns plain arrays', () => {
      const db = fresh()
      const pooled = Buffer.from([1, 2, 3])
      db.write([put('state', bytes(1), pooled)])
      pooled.fill(0)
      const entry = [...db.range('state', {})][0]
      for (const part of [db.get('state', bytes(1)), entry?.[1], entry?.[0]]) {
        expect(part?.constructor).toBe(Uint8Array)
      }
      expect(db.get('state', bytes(1))).toEqual(bytes(1, 2, 3))
    })

    it.each([0, 1, 4096, 32_768, 32_769, 100_000, 3_000_000])(
      'stores a value of %i bytes',
      (length) => {
        const db = fresh()
        const value = filled(length)
        if (length > 0) value[length - 1] = 1
        db.write([put('bodies', bytes(1), value), put('bodies', bytes(2), bytes(5))])
        const read = db.get('bodies', bytes(1))
        expect(db.get('bodies', bytes(2))).toEqual(bytes(5))
        expect(read && Buffer.compare(read, value)).toBe(0)
        const [first] = db.range('bodies', {})
        expect(first && Buffer.compare(first[1], value)).toBe(0)
      },
    )

    it('stores keys up to the longest length', () => {
      const db = fresh()
      const keys = [filled(MAX_KEY_BYTES - 1), filled(MAX_KEY_BYTES), filled(MAX_KEY_BYTES, 8)]
      db.write(keys.map((key, at) => put('state', key, bytes(at))))
      expect(keys.map((key) => db.get('state', key))).toEqual([bytes(0), bytes(1), bytes(2)])
      expect([...db.keys('state', {})]).toEqual(keys)
    })

    it.each([0, MAX_KEY_BYTES + 1, 5000])(
      'refuses a key of %i bytes and writes nothing of the batch',
      (length) => {
        const db = fresh()
        const bad = put('state', filled(length), bytes(1))
        expect(() => db.write([put('state', bytes(1), bytes(1)), bad])).toThrow(KeyLengthError)
        expect(db.get('state', bytes(1))).toBeUndefined()
        expect(db.get('state', filled(length))).toBeUndefined()
      },
    )

    it('bounds a scan by keys that are too long to be stored', () => {
      const db = fresh()
      const longest = filled(MAX_KEY_BYTES)
      db.write([
        put('state', bytes(6), bytes(1)),
        put('state', longest, bytes(2)),
        put('state', bytes(8), bytes(3)),
      ])
      const bound = filled(MAX_KEY_BYTES + 40)
      expect([...db.keys('state', { from: bound })]).toEqual([bytes(8)])
      expect([...db.keys('state', { from: bound, reverse: true })]).toEqual([bytes(8)])
      expect([...db.keys('state', { to: bound })]).toEqual([bytes(6), longest])
      expect([...db.keys('state', { to: bound, reverse: true })]).toEqual([longest, bytes(6)])
    })

    it('writes nothing when reading the batch throws half way', () => {
      const db = fresh()
      const broken = {
        table: 'state' as const,
        key: bytes(2),
        get value(): Uint8Array {
          throw new Error('crash')
        },
      }
      db.write([put('state', bytes(1), bytes(1))])
      const batch = [put('state', bytes(1), bytes(9)), put('trie', bytes(1), bytes(9)), broken]
      expect(() => db.write(batch)).toThrow('crash')
      expect(db.get('state', bytes(1))).toEqual(bytes(1))
      expect(db.get('trie', bytes(1))).toBeUndefined()
      db.write([put('state', bytes(3), bytes(3))])
      expect([...db.keys('state', {})]).toEqual([bytes(1), bytes(3)])
    })

    it('goes on with a scan that was kept across writes', () => {
      const db = fresh()
      const key = (at: number) => bytes(at >> 8, at & 255)
      db.write(Array.from({ length: 600 }, (_, at) => put('state', key(at), bytes(1))))
      const seen: Uint8Array[] = []
      for (const found of db.keys('state', {})) {
        seen.push(found)
        db.write([{ table: 'state', key: found }])
      }
      expect(seen).toEqual(Array.from({ length: 600 }, (_, at) => key(at)))
      expect([...db.keys('state', {})]).toEqual([])
    })

    it('lets go of abandoned scans', () => {
      const db = fresh()
      db.write(Array.from({ length: 600 }, (_, at) => put('state', bytes(at >> 8, at), bytes(1))))
      for (let at = 0; at < 300; at += 1) {
        const iterator = db.range('state', {})[Symbol.iterator]()
        expect(iterator.next().done).toBe(false)
      }
      db.write([put('state', bytes(0, 0), bytes(2))])
      expect(db.get('state', bytes(0, 0))).toEqual(bytes(2))
    })

    it('resolves flushed() after a write and refuses use after close()', async () => {
      const db = fresh()
      db.write([put('state', bytes(1), bytes(1))])
      await db.flushed()
      await db.close()
      await db.close()
      expect(() => db.get('state', bytes(1))).toThrow('closed')
      expect(() => [...db.keys('state', {})]).toThrow('closed')
      expect(() => db.write([put('state', bytes(1), bytes(1))])).toThrow('closed')
    })

    it('agrees with a sorted list on any writes and scans', () => {
      const db = fresh()
      const key = fc.uint8Array({ minLength: 1, maxLength: 3, max: 3 })
      const bound = fc.option(fc.uint8Array({ maxLength: 4, max: 3 }), { nil: undefined })
      const write = fc.tuple(key, fc.option(fc.uint8Array({ maxLength: 3 }), { nil: undefined }))
      const scan = fc.record({
        from: bound,
        to: bound,
        reverse: fc.boolean(),
        limit: fc.option(fc.nat(40), { nil: undefined }),
      })
      fc.assert(
        fc.property(fc.array(write, { maxLength: 60 }), fc.array(scan, { maxLength: 8 }), run),
        { numRuns: 40, seed: 7 },
      )

      function run(
        writes: readonly (readonly [Uint8Array, Uint8Array | undefined])[],
        scans: readonly Parameters<typeof pick>[0][],
      ): void {
        db.write([...db.keys('graves', {})].map((old) => ({ table: 'graves', key: old })))
        db.write(
          writes.map(([at, value]) => ({ table: 'graves', key: at, ...(value && { value }) })),
        )
        const model = new Map<string, readonly [Uint8Array, Uint8Array]>()
        for (const [at, value] of writes) {
          const id = Buffer.from(at).toString('hex')
          if (value === undefined) model.delete(id)
          else model.set(id, [at, value])
        }
        for (const options of scans) {
          const range = pick(options)
          const expected = expectedScan([...model.values()], range)
          expect([...db.range('graves', range)]).toEqual(expected)
          expect([...db.keys('graves', range)]).toEqual(expected.map(([at]) => at))
        }
      }
    })
  })
}

/** Without the options that are not given. */
function pick(options: {
  readonly from: Uint8Array | undefined
  readonly to: Uint8Array | undefined
  readonly reverse: boolean
  readonly limit: number | undefined
}): Range {
  const { from, to, reverse, limit } = options
  return {
    reverse,
    ...(from && { from }),
    ...(to && { to }),
    ...(limit !== undefined && { limit }),
  }
}

function expectedScan(
  entries: readonly (readonly [Uint8Array, Uint8Array])[],
  { from, to, reverse, limit }: Range,
): readonly (readonly [Uint8Array, Uint8Array])[] {
  const within = entries
    .filter(([key]) => (from ? Buffer.compare(key, from) >= 0 : true))
    .filter(([key]) => (to ? Buffer.compare(key, to) < 0 : true))
    .toSorted(([a], [b]) => Buffer.compare(a, b))
  return (reverse ? within.toReversed() : within).slice(0, limit)
}
