import { bytesToHex, createKeyPair } from '@plexus/primitives'
import type { KeyPair, Signatures } from '@plexus/primitives'

/** A coldkey and the hotkeys that it works with. */
export interface Actor {
  readonly name: string
  readonly coldkey: KeyPair
  readonly hotkeys: readonly KeyPair[]
  /** Hotkeys that nobody registers: they take the place of others. */
  readonly spares: readonly KeyPair[]
}

/** The endowed accounts; the first holds the sudo key. */
const NAMES = ['Alice', 'Bob', 'Charlie', 'Dave', 'Eve', 'Ferdie']
/** Coldkeys that have nothing until one of the others swaps its own for theirs. */
const HEIRS = ['Gina', 'Hank', 'Ivy']
const HOTKEYS = ['hot-1', 'hot-2', 'hot-3']
const SPARES = ['hot-4', 'hot-5']

/** Everybody who signs: six coldkeys and three heirs, with three hotkeys each and two to spare. */
export function createCast(signatures: Signatures): readonly Actor[] {
  const pair = (uri: string): KeyPair => createKeyPair({ scheme: 'Sr25519', uri }, signatures)
  return [...NAMES, ...HEIRS].map((name) => ({
    name,
    coldkey: pair(`//${name}`),
    hotkeys: HOTKEYS.map((hotkey) => pair(`//${name}//${hotkey}`)),
    spares: SPARES.map((hotkey) => pair(`//${name}//${hotkey}`)),
  }))
}

/** Keys by their names: `Alice` for a coldkey, `Alice//hot-1` for a hotkey. */
export function keysByName(cast: readonly Actor[]): ReadonlyMap<string, KeyPair> {
  const names = [...HOTKEYS, ...SPARES]
  return new Map(
    cast.flatMap(({ name, coldkey, hotkeys, spares }) => [
      [name, coldkey] as const,
      ...[...hotkeys, ...spares].map((key, at) => [`${name}//${names[at] ?? at}`, key] as const),
    ]),
  )
}

/** Names of accounts, by the hex of their bytes. */
export function namesByAccount(cast: readonly Actor[]): ReadonlyMap<string, string> {
  return new Map([...keysByName(cast)].map(([name, { account }]) => [bytesToHex(account), name]))
}
