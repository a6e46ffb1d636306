import type { VectorSchema } from '../schema.ts'
import { runFunction } from './functions.ts'
import { runMove, runPoolOperation, runSequence } from './pools.ts'

export const amm: VectorSchema = {
  format: 'amm-1',
  sections: {
    functions: runFunction,
    pool: runPoolOperation,
    move: runMove,
    sequences: runSequence,
  },
}
