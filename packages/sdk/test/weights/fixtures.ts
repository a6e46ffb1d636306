import { readFileSync } from 'node:fs'

/** What `fixtures/make.py` wrote with the official Python packages. Bytes are hexadecimal. */
export const fixtures = JSON.parse(
  readFileSync(new URL('fixtures/weights.json', import.meta.url), 'utf8'),
) as {
  readonly emitted: readonly {
    readonly weights: readonly [number, number][]
    readonly uids: readonly number[]
    readonly values: readonly number[]
  }[]
  readonly hashed: readonly {
    readonly hotkey: string
    readonly netuid: number
    readonly mechid: number
    readonly uids: readonly number[]
    readonly values: readonly number[]
    readonly salt: readonly number[]
    readonly versionKey: string
    readonly hash: string
  }[]
  readonly locked: readonly { readonly message: string; readonly envelope: string }[]
  readonly committed: readonly {
    readonly hotkey: string
    readonly uids: readonly number[]
    readonly values: readonly number[]
    readonly versionKey: string
    readonly commit: string
  }[]
}

/** Signature of round 1000 of quicknet (spec: 80-axon-dendrite Part 5). */
export const ROUND_1000 =
  '0xb44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125' +
  'e342b73a8dd2bacbe47e4b6b63ed5e39'
