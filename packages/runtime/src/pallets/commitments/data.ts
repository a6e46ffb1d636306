import {
  bare,
  bounded,
  bytes,
  enumeration,
  fixedBytes,
  holding,
  naming,
  u64,
  u8,
} from '@plexus/primitives'
import type { Type, Variants } from '@plexus/primitives'

/** Longest text that `Raw…` holds, in bytes. */
const MAX_RAW = 128
/** Longest text that `BigRaw` holds, in bytes. */
const MAX_BIG_RAW = 512
/** Longest ciphertext, in bytes. */
const MAX_TIMELOCKED = 1024

const byteList = (max: number): Type<Uint8Array> =>
  bounded('bounded_vec', 'BoundedVec', u8, bytes, max)
const hash = fixedBytes(32)

/** `Raw0` to `Raw128`: the length of the text is part of the variant. */
const raws: Variants = Object.fromEntries(
  Array.from({ length: MAX_RAW + 1 }, (_, length) => [
    `Raw${length}`,
    holding(length + 1, fixedBytes(length)),
  ]),
)

/** One thing that a hotkey commits to. */
export type Data =
  | { readonly type: 'None' | 'ResetBondsFlag'; readonly value?: undefined }
  | {
      readonly type:
        | `Raw${number}`
        | 'BlakeTwo256'
        | 'Sha256'
        | 'Keccak256'
        | 'ShaThree256'
        | 'BigRaw'
      readonly value: Uint8Array
    }
  | {
      readonly type: 'TimelockEncrypted'
      readonly value: { readonly encrypted: Uint8Array; readonly reveal_round: bigint }
    }

/** `pallet_commitments::types::Data`. */
export const Data = enumeration(
  {
    None: bare(0),
    ...raws,
    BlakeTwo256: holding(130, hash),
    Sha256: holding(131, hash),
    Keccak256: holding(132, hash),
    ShaThree256: holding(133, hash),
    TimelockEncrypted: naming(134, { encrypted: byteList(MAX_TIMELOCKED), reveal_round: u64 }),
    ResetBondsFlag: bare(135),
    BigRaw: holding(136, byteList(MAX_BIG_RAW)),
  },
  { path: ['pallet_commitments', 'types', 'Data'] },
) as Type<Data>

/** Bytes that count towards the limit of a hotkey. */
export function spaceOf(data: Data): bigint {
  if (data.value === undefined) return 0n
  const text = data.type === 'TimelockEncrypted' ? data.value.encrypted : data.value
  return BigInt(text.length)
}
