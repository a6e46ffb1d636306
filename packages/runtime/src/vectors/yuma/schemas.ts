import type { VectorSchema } from '../schema.ts'
import { runEpochs } from './epochs.ts'
import { runFixed } from './fixed.ts'
import { runMath } from './math.ts'

/** Operations of fixed-point numbers. */
export const yumaFixed: VectorSchema = { format: 'yuma-fixed-1', sections: { cases: runFixed } }

/** Functions that the epoch is made of. */
export const yumaMath: VectorSchema = { format: 'yuma-math-1', sections: { cases: runMath } }

/** Whole epochs. */
export const yumaEpochs: VectorSchema = { format: 'yuma-epochs-1', sections: { cases: runEpochs } }
