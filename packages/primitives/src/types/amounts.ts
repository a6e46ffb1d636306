import { u64 } from '../scale/numbers.ts'
import type { Type } from '../scale/type.ts'
import { RangeViolation } from './brand.ts'
import type { Brand } from './brand.ts'

/** An amount of TAO, in rao (10⁻⁹ TAO). */
export type Rao = Brand<bigint, 'Rao'>

/** An amount of a subnet's alpha token, in 10⁻⁹ alpha. */
export type AlphaRao = Brand<bigint, 'AlphaRao'>

const MAX = (1n << 64n) - 1n

/** @param amount in rao, 0 to 2^64 − 1. @throws RangeViolation */
export const rao = (amount: bigint): Rao => inRange(amount, 'an amount in rao') as Rao

/** @param amount in 10⁻⁹ alpha, 0 to 2^64 − 1. @throws RangeViolation */
export const alphaRao = (amount: bigint): AlphaRao =>
  inRange(amount, 'an amount in alpha rao') as AlphaRao

/** `u64`: metadata shows newtypes as their bare primitive (spec: 76-metadata §2.3). */
export const Rao: Type<Rao> = u64 as Type<Rao>
/** `u64`: metadata shows newtypes as their bare primitive (spec: 76-metadata §2.3). */
export const AlphaRao: Type<AlphaRao> = u64 as Type<AlphaRao>

/** The sum of two amounts of one token, at most 2^64 − 1. */
export function saturatingPlus<A extends Rao | AlphaRao>(a: A, b: A): A {
  const sum: bigint = a + b
  return (sum > MAX ? MAX : sum) as A
}

/** The difference of two amounts of one token, at least 0. */
export function saturatingMinus<A extends Rao | AlphaRao>(a: A, b: A): A {
  return checkedMinus(a, b) ?? (0n as A)
}

/** The sum of two amounts of one token, or `undefined` above 2^64 − 1. */
export function checkedPlus<A extends Rao | AlphaRao>(a: A, b: A): A | undefined {
  const sum: bigint = a + b
  return sum > MAX ? undefined : (sum as A)
}

/** The difference of two amounts of one token, or `undefined` below 0. */
export function checkedMinus<A extends Rao | AlphaRao>(a: A, b: A): A | undefined {
  const from: bigint = a
  const taken: bigint = b
  return from < taken ? undefined : ((from - taken) as A)
}

function inRange(amount: bigint, what: string): bigint {
  if (typeof amount !== 'bigint' || amount < 0n || amount > MAX) {
    throw new RangeViolation(`${what} from 0 to 2^64 - 1`, amount)
  }
  return amount
}
