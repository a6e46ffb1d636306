import { ScaleError } from '../scale/errors.ts'
import { u32, u64, u8 } from '../scale/numbers.ts'
import { newtype } from '../scale/struct.ts'
import type { Type } from '../scale/type.ts'
import type { Brand } from '../types/brand.ts'

/** A share from 0 to 1, counted in parts of its kind. */
export type Share<Name extends string, Parts extends number | bigint> = Brand<Parts, Name>

/** A kind of share, and the SCALE type of its shares; more than all parts do not decode. */
export interface PerThing<S extends number | bigint> extends Type<S> {
  readonly name: string
  /** How many parts are the whole. */
  readonly whole: bigint
  /** The share of so many parts, at most the whole. */
  readonly fromParts: (parts: bigint) => S
}

/** Parts of 100, as `u8`. */
export type Percent = Share<'Percent', number>
/** Parts of 10⁶, as `u32`. */
export type Permill = Share<'Permill', number>
/** Parts of 10⁹, as `u32`. */
export type Perbill = Share<'Perbill', number>
/** Parts of 10¹⁸, as `u64`. */
export type Perquintill = Share<'Perquintill', bigint>

/** `sp_arithmetic::per_things::Percent`. */
export const Percent: PerThing<Percent> = perThing('Percent', u8, 100n, Number)
/** `sp_arithmetic::per_things::Permill`. */
export const Permill: PerThing<Permill> = perThing('Permill', u32, 10n ** 6n, Number)
/** `sp_arithmetic::per_things::Perbill`. */
export const Perbill: PerThing<Perbill> = perThing('Perbill', u32, 10n ** 9n, Number)
/** `sp_arithmetic::per_things::Perquintill`. */
export const Perquintill: PerThing<Perquintill> = perThing(
  'Perquintill',
  u64,
  10n ** 18n,
  (parts) => parts,
)

/** numerator / denominator rounded down; the whole when that exceeds 1 or the denominator is 0. */
export function shareFromRationalFloor<S extends number | bigint>(
  kind: PerThing<S>,
  numerator: bigint,
  denominator: bigint,
): S {
  const proper = denominator > 0n && numerator <= denominator
  return kind.fromParts(proper ? (kind.whole * numerator) / denominator : kind.whole)
}

/** The share of an amount, rounded down. @param amount ≥ 0, as of the result */
export function mulFloor<S extends number | bigint>(
  kind: PerThing<S>,
  share: NoInfer<S>,
  amount: bigint,
): bigint {
  return (BigInt(share) * amount) / kind.whole
}

/** The share of an amount, rounded up. @param amount ≥ 0, as of the result */
export function mulCeil<S extends number | bigint>(
  kind: PerThing<S>,
  share: NoInfer<S>,
  amount: bigint,
): bigint {
  return (BigInt(share) * amount + kind.whole - 1n) / kind.whole
}

/** The share of an amount, to the nearest, halves down: `share * amount` of the reference. */
export function mulNearestDown<S extends number | bigint>(
  kind: PerThing<S>,
  share: NoInfer<S>,
  amount: bigint,
): bigint {
  // The whole is even, so that half of it less one sends an exact half down.
  return (BigInt(share) * amount + (kind.whole >> 1n) - 1n) / kind.whole
}

function perThing<Name extends string, P extends number | bigint>(
  name: Name,
  parts: Type<P>,
  whole: bigint,
  narrow: (parts: bigint) => P,
): PerThing<Share<Name, P>> {
  const type = newtype(parts, ['sp_arithmetic', 'per_things', name])
  const within = (value: P): Share<Name, P> => {
    if (value > whole) throw new ScaleError('InvalidValue', `${value} parts exceed a ${name}`)
    return value as Share<Name, P>
  }
  return {
    info: type.info,
    encodeTo: (value, out) => type.encodeTo(within(value), out),
    decodeFrom: (input) => within(type.decodeFrom(input)),
    name,
    whole,
    fromParts: (count) => narrow(count > whole ? whole : count) as Share<Name, P>,
  }
}
