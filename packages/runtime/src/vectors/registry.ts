import { amm } from './amm/schema.ts'
import { dividends } from './dividends/schema.ts'
import { emission } from './emission/schema.ts'
import type { VectorSchema } from './schema.ts'
import { sharePool } from './share-pool/schema.ts'
import { yumaEpochs, yumaFixed, yumaMath } from './yuma/schemas.ts'

/** Every format that can be run. */
export const schemas: readonly VectorSchema[] = [
  amm,
  sharePool,
  emission,
  dividends,
  yumaFixed,
  yumaMath,
  yumaEpochs,
]
