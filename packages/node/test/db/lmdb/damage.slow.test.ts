import {
  copyFileSync,
  openSync,
  closeSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DatabaseDamagedError } from '../../../src/db/errors.ts'
import type { Database } from '../../../src/db/interface.ts'
import { LMDB_FILE, openLmdbDatabase } from '../../../src/db/lmdb/lmdb-database.ts'
import { temporaryDirectories } from '../temporary.ts'

const directory = temporaryDirectories()
const PAGE = 4096
const open = (path: string): Database => openLmdbDatabase({ path, durability: 'disk' })
const keyOf = (at: number): Uint8Array => Uint8Array.of(at >> 8, at & 255, 1, 2, 3)

/** A file with a few hundred pages and a history of removals. */
async function makeFile(): Promise<string> {
  const path = directory()
  const db = open(path)
  for (let round = 0; round < 6; round += 1) {
    db.write(
      Array.from({ length: 300 }, (_, at) => ({
        table: at % 2 === 0 ? ('state' as const) : ('trie' as const),
        key: keyOf(at * (round + 1)),
        value: new Uint8Array(200).fill(round),
      })),
    )
    db.write(Array.from({ length: 100 }, (_, at) => ({ table: 'state', key: keyOf(at * 3) })))
  }
  await db.close()
  return path
}

const contentOf = (db: Database): string => {
  const lines = (['state', 'trie'] as const).flatMap((table) =>
    [...db.range(table, {})].map((entry) => entry.map((part) => Buffer.from(part).toString('hex'))),
  )
  return lines.join('\n')
}

describe('a damaged file', () => {
  it('is whole again after being closed', async () => {
    const path = await makeFile()
    const db = open(path)
    expect(contentOf(db).length).toBeGreaterThan(10_000)
    await db.close()
  })

  it.each([1, 100, PAGE - 1, PAGE, 2 * PAGE - 1, 2 * PAGE, 20 * PAGE, 50 * PAGE + 7])(
    'is refused when it was cut to %i bytes',
    async (size) => {
      const path = await makeFile()
      truncateSync(join(path, LMDB_FILE), size)
      expect(() => open(path)).toThrow(DatabaseDamagedError)
      expect(() => open(path)).toThrow(`plexus purge --path ${path}`)
      expect(statSync(join(path, LMDB_FILE)).size).toBe(size)
    },
  )

  it.each([
    ['text', Buffer.from('this is not a database at all. '.repeat(1000))],
    ['zeros', Buffer.alloc(64 * 1024)],
    ['ones', Buffer.alloc(64 * 1024, 255)],
  ])('is refused when it is replaced by %s', async (_, content) => {
    const path = await makeFile()
    writeFileSync(join(path, LMDB_FILE), content)
    expect(() => open(path)).toThrow(DatabaseDamagedError)
  })

  it('is refused, or not changed, when bytes of its meta pages are overwritten', async () => {
    const source = await makeFile()
    const whole = join(source, LMDB_FILE)
    const original = open(source)
    const expected = contentOf(original)
    await original.close()
    const used = 168
    const patch = fc.record({
      page: fc.nat(1),
      offset: fc.nat(used - 1),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 24 }),
    })
    let refused = 0
    await fc.assert(
      fc.asyncProperty(patch, async ({ page, offset, bytes }) => {
        const path = directory()
        const file = join(path, LMDB_FILE)
        copyFileSync(whole, file)
        const fd = openSync(file, 'r+')
        writeSync(fd, bytes, 0, bytes.length, page * PAGE + offset)
        closeSync(fd)
        const content = await contentOrRefusal(path)
        if (content === undefined) refused += 1
        else expect(content).toBe(expected)
      }),
      { numRuns: 30, seed: 11 },
    )
    expect(refused).toBeGreaterThan(5)
  })

  it('is refused when it is older than its own last transaction', async () => {
    const path = await makeFile()
    const file = join(path, LMDB_FILE)
    const bytes = readFileSync(file)
    // Both meta pages claim the same transaction, as after mixing two backups.
    bytes.copyWithin(PAGE + 24, 24, 192)
    writeFileSync(file, bytes)
    expect(() => open(path)).toThrow(DatabaseDamagedError)
  })
})

async function contentOrRefusal(path: string): Promise<string | undefined> {
  let db: Database | undefined
  try {
    db = open(path)
    return contentOf(db)
  } catch (error) {
    expect(error).toBeInstanceOf(DatabaseDamagedError)
    return undefined
  } finally {
    await db?.close()
  }
}
