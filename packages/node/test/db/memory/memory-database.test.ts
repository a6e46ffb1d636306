import { createMemoryDatabase } from '../../../src/db/memory/memory-database.ts'
import { testDatabase } from '../compliance.ts'

testDatabase('memory', createMemoryDatabase)
