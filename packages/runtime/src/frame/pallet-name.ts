import { fixedBytes, newtype } from '@plexus/primitives'

/** `frame_support::PalletId`: the eight ASCII letters that the accounts of a pallet are made of. */
export const PalletName = newtype(fixedBytes(8), ['frame_support', 'PalletId'])

/** A pallet's letters as they are written. */
export const palletName = (letters: string): Uint8Array => new TextEncoder().encode(letters)
