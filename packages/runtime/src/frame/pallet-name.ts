import { array, described, newtype, u8 } from '@plexus/primitives'
import type { Type } from '@plexus/primitives'

const LETTERS = 8
const raw = newtype(array(u8, LETTERS), ['frame_support', 'PalletId'])

/** `frame_support::PalletId`: the eight ASCII letters that the accounts of a pallet are made of. */
export const PalletName: Type<string> = described<string>(
  {
    info: raw.info,
    encodeTo(name, out) {
      for (const byte of new TextEncoder().encode(name)) out.u8(byte)
    },
    decodeFrom: (input) => new TextDecoder().decode(Uint8Array.from(raw.decodeFrom(input))),
  },
  raw.info,
)
