import { readFileSync } from 'node:fs'

/** Anything that JSON holds. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [name: string]: Json }

/** The text of a number or string. @throws Error for anything else */
export function textOf(value: Json | undefined): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  throw new Error(`${JSON.stringify(value)} is neither number nor string`)
}

/** A call as the life writes it. */
export interface LifeCall {
  /** `Pallet.call`. */
  readonly call: string
  readonly args: { readonly [name: string]: Json }
}

/** A call with the name of the account that signs it. */
export interface LifeExtrinsic extends LifeCall {
  readonly signer: string
}

/** What happens, block by block (spec/oracle/README.md has the format). */
export interface Life {
  readonly accounts: {
    readonly [name: string]: { readonly uri: string; readonly public: string }
  }
  readonly steps: readonly {
    readonly block: number
    readonly extrinsics: readonly LifeExtrinsic[]
  }[]
  readonly checkpoints: readonly number[]
  /** The last block. */
  readonly end: number
}

/** The folder of the oracle. */
export const ORACLE = new URL('../../spec/oracle/', import.meta.url)

/** The life that the oracle comes with. */
export const readLife = (): Life =>
  JSON.parse(readFileSync(new URL('life.json', ORACLE), 'utf8')) as Life
