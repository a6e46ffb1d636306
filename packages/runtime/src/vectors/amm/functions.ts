import { fixedFromRaw, Perquintill, shareFromRationalFloor, U64F64 } from '@plexus/primitives'
import {
  alphaForExactTao,
  amountInForRatio,
  isWeightAllowed,
  mulPartsRound,
  priceOf,
  remainingRatio,
  weightAfterInjection,
  weightOfAlpha,
} from '../../pallets/swap/balancer.ts'
import { powRatioScaled } from '../../pallets/swap/pow-ratio.ts'
import type { Json } from '../difference.ts'
import { readU128, readU64, VectorFormatError } from '../field.ts'
import type { Field } from '../field.ts'
import type { CaseRunner } from '../schema.ts'

const MAX_PRECISION = 1n << 16n

/** `{fn, args, out}`: one function of the pool's curve. */
export const runFunction: CaseRunner = (field) => ({
  expected: { out: field.at('out').value },
  computed: { out: compute(field.at('fn'), field.at('args')) },
})

/** A weight, in parts of 10^18. */
export const readWeight = (field: Field): Perquintill =>
  Perquintill.fromParts(field.integer(0n, Perquintill.whole))

const readPrice = (field: Field): U64F64 => fixedFromRaw(U64F64, readU128(field))

function compute(fn: Field, args: Field): Json {
  const amount = (name: string): bigint => readU64(args.at(name))
  const w2 = (): Perquintill => readWeight(args.at('w2'))
  switch (fn.text()) {
    case 'weightAllowed':
      return isWeightAllowed(w2())
    case 'partsFromRational':
      return shareFromRationalFloor(
        Perquintill,
        readU128(args.at('p')),
        readU128(args.at('q')),
      ).toString()
    case 'mulPartsRound':
      return mulPartsRound(readWeight(args.at('p')), readU128(args.at('v'))).toString()
    case 'price':
      return priceOf(w2(), amount('x'), amount('y')).toString()
    case 'powRatioScaled':
      return power(args)
    case 'expSell':
      return remainingRatio(amount('x'), amount('dx'), weightOfAlpha(w2()), w2()).toString()
    case 'expBuy':
      return remainingRatio(amount('y'), amount('dy'), w2(), weightOfAlpha(w2())).toString()
    case 'taoInForPrice': {
      const ratio = {
        numerator: readPrice(args.at('target')),
        denominator: readPrice(args.at('price')),
      }
      return amountInForRatio(ratio, weightOfAlpha(w2()), amount('y')).toString()
    }
    case 'alphaInForPrice': {
      const ratio = {
        numerator: readPrice(args.at('price')),
        denominator: readPrice(args.at('target')),
      }
      return amountInForRatio(ratio, w2(), amount('x')).toString()
    }
    case 'alphaForExactTao':
      return alphaForExactTao(w2(), amount('y'), amount('x'), amount('tao')).toString()
    case 'weightAfterInjection': {
      const reserves = { x: amount('x'), y: amount('y') }
      const added = { alpha: amount('dAlpha'), tao: amount('dTao') }
      const weight = weightAfterInjection(w2(), reserves, added)
      return weight === undefined ? { err: 'InvalidValue' } : { w2: weight.toString() }
    }
    default:
      throw new VectorFormatError(`${fn.path} "${fn.text()}" is no function of amm-1`)
  }
}

function power(args: Field): Json {
  const natural = (name: string): bigint => args.at(name).integer(0n)
  const result = powRatioScaled(
    { numerator: natural('bn'), denominator: natural('bd') },
    { numerator: natural('en'), denominator: natural('ed') },
    args.at('precision').integer(0n, MAX_PRECISION),
    natural('scale'),
  )
  return result?.toString() ?? null
}
