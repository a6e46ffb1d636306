import { readFileSync } from 'node:fs'
import type { SparseMatrix } from '../src/index.ts'

/** Reads the recorded vectors of the reference. */

export type Wire = string | number | boolean | null | readonly Wire[]

export interface MathCase {
  readonly fn: string
  readonly args: Readonly<Record<string, Wire>>
  readonly out: Wire
}

export interface FixedCase {
  readonly op: string
  readonly t: string
  readonly a: readonly (string | number)[]
  readonly r: string | number | boolean | null
}

export function readCases<Case>(name: string): readonly Case[] {
  const file = new URL(`../../../spec/vectors/yuma/${name}`, import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly Case[] }).cases
}

export function groupBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}

/** The named arguments of one case, each read as what the caller says it is. */
export class Arguments {
  readonly #values: MathCase['args']

  constructor(values: MathCase['args']) {
    this.#values = values
  }

  raw(name: string): bigint {
    return BigInt(this.#get(name) as string | number)
  }

  int(name: string): number {
    return this.#get(name) as number
  }

  text(name: string): string {
    return this.#get(name) as string
  }

  raws(name: string): readonly bigint[] {
    return (this.#get(name) as readonly (string | number)[]).map(BigInt)
  }

  ints(name: string): readonly number[] {
    return this.#get(name) as readonly number[]
  }

  /** `undefined` where the vector says null. */
  optionalInts(name: string): readonly number[] | undefined {
    return this.#get(name) === null ? undefined : this.ints(name)
  }

  flags(name: string): readonly boolean[] {
    return this.ints(name).map((flag) => flag === 1)
  }

  dense(name: string): readonly (readonly bigint[])[] {
    return (this.#get(name) as readonly (readonly string[])[]).map((row) => row.map(BigInt))
  }

  pairs(name: string): readonly (readonly [bigint, bigint])[] {
    return (this.#get(name) as readonly (readonly [string, string])[]).map(
      ([a, b]) => [BigInt(a), BigInt(b)] as const,
    )
  }

  matrix(name: string): SparseMatrix {
    return (this.#get(name) as readonly (readonly (readonly [number, string])[])[]).map((row) =>
      row.map(([uid, raw]) => [uid, BigInt(raw)] as const),
    )
  }

  #get(name: string): Wire {
    const value = this.#values[name]
    if (value === undefined) throw new Error(`the case has no argument ${name}`)
    return value
  }
}
