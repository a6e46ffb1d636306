import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openLmdbDatabase } from '../../../src/db/lmdb/lmdb-database.ts'
import { temporaryDirectories } from '../temporary.ts'

const directory = temporaryDirectories()

/** Writes until the limit of the shell on file sizes (KiB) stops it; prints what happened. */
const SCRIPT = `
import { openLmdbDatabase } from '${join(import.meta.dirname, '../../../src/db/lmdb/lmdb-database.ts')}'
const db = openLmdbDatabase({ path: process.argv[1], durability: 'disk' })
let written = 0
let failure = 'none'
const batch = (at) => [0, 1, 2, 3].map((part) => ({
  table: part % 2 === 0 ? 'state' : 'trie',
  key: Uint8Array.of(at >> 8, at & 255, part),
  value: new Uint8Array(200_000).fill(at),
}))
try {
  for (; written < 400; written += 1) db.write(batch(written))
} catch (error) {
  failure = error.code + ' ' + error.message
}
const partial = [0, 1, 2, 3].filter((part) =>
  db.get(part % 2 === 0 ? 'state' : 'trie', Uint8Array.of(written >> 8, written & 255, part)))
await db.close()
console.log(JSON.stringify({ written, failure, partial }))
`

describe('a full disk', () => {
  it('is a named error, writes nothing of the batch and loses nothing before it', async () => {
    const path = directory()
    const command =
      'ulimit -f 65536; exec "$0" --import tsx --conditions=source ' +
      '--input-type=module -e "$1" "$2"'
    const run = spawnSync('bash', ['-c', command, process.execPath, SCRIPT, path], {
      encoding: 'utf8',
    })
    expect(run.stderr).toBe('')
    const { written, failure, partial } = JSON.parse(run.stdout)
    expect(failure).toMatch(/^DatabaseFull No room is left/)
    expect(partial).toEqual([])
    expect(written).toBeGreaterThan(20)
    const db = openLmdbDatabase({ path, durability: 'disk' })
    expect([...db.keys('state', {})].length).toBe(written * 2)
    db.write([{ table: 'state', key: Uint8Array.of(255), value: new Uint8Array(100_000) }])
    await db.close()
  })
})
