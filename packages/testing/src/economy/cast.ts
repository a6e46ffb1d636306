import { bytesToHex, createKeyPair } from '@plexus/primitives'
import type { KeyPair, Signatures } from '@plexus/primitives'

/** A coldkey and the hotkeys that it works with. */
export interface Actor {
  readonly name: string
  readonly coldkey: KeyPair
  readonly hotkeys: readonly KeyPair[]
}

/** The endowed accounts; the first holds the sudo key. */
const NAMES = ['Alice', 'Bob', 'Charlie', 'Dave', 'Eve', 'Ferdie']
const HOTKEYS = ['hot-1', 'hot-2', 'hot-3']

/** Everybody who signs: six coldkeys with three hotkeys each. */
export function createCast(signatures: Signatures): readonly Actor[] {
  const pair = (uri: string): KeyPair => createKeyPair({ scheme: 'Sr25519', uri }, signatures)
  return NAMES.map((name) => ({
    name,
    coldkey: pair(`//${name}`),
    hotkeys: HOTKEYS.map((hotkey) => pair(`//${name}//${hotkey}`)),
  }))
}

/** Keys by their names: `Alice` for a coldkey, `Alice//hot-1` for a hotkey. */
export function keysByName(cast: readonly Actor[]): ReadonlyMap<string, KeyPair> {
  return new Map(
    cast.flatMap(({ name, coldkey, hotkeys }) => [
      [name, coldkey] as const,
      ...hotkeys.map((hotkey, at) => [`${name}//${HOTKEYS[at] ?? at}`, hotkey] as const),
    ]),
  )
}

/** Names of accounts, by the hex of their bytes. */
export function namesByAccount(cast: readonly Actor[]): ReadonlyMap<string, string> {
  return new Map([...keysByName(cast)].map(([name, { account }]) => [bytesToHex(account), name]))
}
