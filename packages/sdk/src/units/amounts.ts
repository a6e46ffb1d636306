import { alphaRao, checkedMinus, checkedPlus, rao } from '@plexus/primitives'
import type { AlphaRao, Rao } from '@plexus/primitives'
import { AmountError } from './errors.ts'

declare const subnet: unique symbol

/** An amount of TAO, in rao (10⁻⁹ TAO). */
export type Tao = Rao

/**
 * An amount of the alpha of one subnet, in 10⁻⁹ alpha. Amounts of two subnets, or of alpha and TAO,
 * do not mix: the compiler refuses them.
 */
export type Alpha<Netuid extends number = number> = AlphaRao & { readonly [subnet]: Netuid }

/** @param amountRao 0 to 2⁶⁴ − 1. @throws RangeViolation */
export const taoFromRao = (amountRao: bigint): Tao => rao(amountRao)

/** @param amountRao in 10⁻⁹ alpha, 0 to 2⁶⁴ − 1. @throws RangeViolation */
export const alphaFromRao = <Netuid extends number>(
  _netuid: Netuid,
  amountRao: bigint,
): Alpha<Netuid> => alphaRao(amountRao) as Alpha<Netuid>

/**
 * The sum of two amounts of one token.
 *
 * @throws AmountError `OutOfRange` above 2⁶⁴ − 1 rao
 */
export function addAmounts<Amount extends Tao | Alpha>(a: Amount, b: NoInfer<Amount>): Amount {
  const sum = checkedPlus<Tao | Alpha>(a, b)
  if (sum === undefined) throw new AmountError('OutOfRange', 'The sum is more than 2⁶⁴ − 1 rao.')
  return sum as Amount
}

/**
 * The difference of two amounts of one token.
 *
 * @throws AmountError `OutOfRange` below 0
 */
export function subtractAmounts<Amount extends Tao | Alpha>(a: Amount, b: NoInfer<Amount>): Amount {
  const difference = checkedMinus<Tao | Alpha>(a, b)
  if (difference === undefined) {
    throw new AmountError('OutOfRange', 'The second amount is larger than the first.')
  }
  return difference as Amount
}
