import { fixedFromRaw, U64F64 } from '@plexus/primitives'
import {
  addSafeFloats,
  divideSafeFloats,
  exceedsSafeFloat,
  fixedToSafeFloat,
  mulDivSafeFloats,
  safeFloat,
  safeFloatToU64,
  subtractSafeFloats,
  u64ToSafeFloat,
} from '../../pallets/subtensor/staking/safe-float.ts'
import type { SafeFloat } from '../../pallets/subtensor/staking/safe-float.ts'
import type { Json } from '../difference.ts'
import { readI64, readU128, readU64, VectorFormatError } from '../field.ts'
import type { Field } from '../field.ts'
import type { CaseRunner } from '../schema.ts'
import { readSafeFloat, showSafeFloat } from './safe-float.ts'

/** `{fn, args, out}`: one operation of the arithmetic of shares. */
export const runFunction: CaseRunner = (field) => ({
  expected: { out: field.at('out').value },
  computed: { out: compute(field.at('fn'), field.at('args')) },
})

function compute(fn: Field, args: Field): Json {
  const float = (index: number): SafeFloat => readSafeFloat(args.item(index))
  switch (fn.text()) {
    case 'new':
      return showSafeFloat(safeFloat(readU128(args.item(0)), readI64(args.item(1))))
    case 'fromU64':
      return showSafeFloat(u64ToSafeFloat(readU64(args.item(0))))
    case 'fromU64F64':
      return showSafeFloat(fixedToSafeFloat(fixedFromRaw(U64F64, readU128(args.item(0)))))
    case 'toU64':
      return safeFloatToU64(float(0)).toString()
    case 'add':
      return showSafeFloat(addSafeFloats(float(0), float(1)))
    case 'sub':
      return showSafeFloat(subtractSafeFloats(float(0), float(1)))
    case 'div':
      return showSafeFloat(divideSafeFloats(float(0), float(1)))
    case 'gt':
      return exceedsSafeFloat(float(0), float(1))
    case 'mulDiv':
      return showSafeFloat(mulDivSafeFloats(float(0), float(1), float(2)))
    default:
      throw new VectorFormatError(`${fn.path} "${fn.text()}" is no function of share-pool-1`)
  }
}
