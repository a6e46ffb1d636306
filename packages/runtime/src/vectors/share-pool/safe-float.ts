import type { SafeFloat } from '../../pallets/subtensor/staking/safe-float.ts'
import type { Json } from '../difference.ts'
import { readI64, readU128 } from '../field.ts'
import type { Field } from '../field.ts'

/** `["mantissa", "exponent"]`, normalised. */
export const readSafeFloat = (field: Field): SafeFloat => ({
  mantissa: readU128(field.item(0)),
  exponent: readI64(field.item(1)),
})

/** The same; null for no value. */
export const showSafeFloat = (value: SafeFloat | undefined): Json =>
  value === undefined ? null : [value.mantissa.toString(), value.exponent.toString()]
