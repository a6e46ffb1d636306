import type { VectorSchema } from '../schema.ts'
import { runFunction } from './functions.ts'
import { runPool } from './pools.ts'

export const sharePool: VectorSchema = {
  format: 'share-pool-1',
  sections: { functions: runFunction, pools: runPool },
}
