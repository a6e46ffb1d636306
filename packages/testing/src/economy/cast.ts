import { createKeyPair } from '@plexus/primitives'
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
