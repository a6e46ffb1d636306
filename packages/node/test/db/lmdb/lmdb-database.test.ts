import { openLmdbDatabase } from '../../../src/db/lmdb/lmdb-database.ts'
import { testDatabase } from '../compliance.ts'
import { temporaryDirectories } from '../temporary.ts'

const directory = temporaryDirectories()

testDatabase('lmdb', () => openLmdbDatabase({ path: directory(), durability: 'disk' }))
testDatabase('lmdb that waits for flushed()', () =>
  openLmdbDatabase({ path: directory(), durability: 'process' }),
)
