import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hash } from '@plexus/primitives'
import { expect, test } from 'vitest'
import { openDatabase } from '../src/db/open.ts'
import { purge } from '../src/purge.ts'
import { temporaryDirectories } from './db/temporary.ts'

const directory = temporaryDirectories()

function withSnapshot(path: string): string {
  const place = join(path, 'snapshots', '1000')
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, 'chunk-0'), 'pairs')
  return place
}

test('purge takes the snapshots of a node with its database', async () => {
  const path = join(directory(), 'chain')
  const db = await openDatabase({ path, specVersion: 1, genesisHash: hash(new Uint8Array(32)) })
  withSnapshot(path)
  expect(() => purge(path)).toThrow('in use by process')
  await db.close()
  expect(await purge(path)).toBe(true)
  expect(existsSync(path)).toBe(false)
})

test('purge does not touch what is called snapshots and has no database beside it', async () => {
  const path = directory()
  const place = withSnapshot(path)
  expect(() => purge(path)).toThrow('holds other files (snapshots)')
  expect(existsSync(join(place, 'chunk-0'))).toBe(true)
})
