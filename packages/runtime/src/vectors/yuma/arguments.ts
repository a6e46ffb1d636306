import type { SparseMatrix } from '@plexus/yuma'
import type { Field } from '../field.ts'

// Readers of named arguments, each as what the caller says it is.

const U16_MAX = 65_535

/** The integer behind a number. */
export const raw = (args: Field, name: string): bigint => args.at(name).integer()

/** A count, index or setting; negative ones are settings. */
export const int = (args: Field, name: string): number =>
  Number(args.at(name).integer(-0x8000_0000n, 0xffff_ffffn))

/** A vector of raws. */
export const raws = (args: Field, name: string): readonly bigint[] => rawList(args.at(name))

/** A vector of u16 numbers. */
export const numbers = (args: Field, name: string): readonly number[] =>
  args
    .at(name)
    .list()
    .map((field) => field.count(U16_MAX))

/** A vector of 0 and 1. */
export const flags = (args: Field, name: string): readonly boolean[] =>
  args
    .at(name)
    .list()
    .map((field) => field.count(1) === 1)

/** Rows of raws. */
export const dense = (args: Field, name: string): readonly (readonly bigint[])[] =>
  args.at(name).list().map(rawList)

/** Parents' proportions and stakes. */
export const pairs = (
  args: Field,
  name: string,
): readonly { readonly proportion: bigint; readonly stake: bigint }[] =>
  args
    .at(name)
    .list()
    .map((pair) => ({ proportion: pair.item(0).integer(), stake: pair.item(1).integer() }))

/** Rows of `[uid, raw]`. */
export const matrix = (args: Field, name: string): SparseMatrix =>
  args
    .at(name)
    .list()
    .map((row) =>
      row.list().map((entry) => [entry.item(0).count(U16_MAX), entry.item(1).integer()] as const),
    )

const rawList = (field: Field): readonly bigint[] => field.list().map((each) => each.integer())
