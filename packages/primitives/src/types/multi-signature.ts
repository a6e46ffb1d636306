import { fixedBytes } from '../scale/bytes.ts'
import { enumeration, holding } from '../scale/enum.ts'
import type { ValueOf } from '../scale/type.ts'

/** `sp_runtime::MultiSignature`. */
export const MultiSignature = enumeration(
  {
    Ed25519: holding(0, fixedBytes(64)),
    Sr25519: holding(1, fixedBytes(64)),
    Ecdsa: holding(2, fixedBytes(65)),
  },
  { path: ['sp_runtime', 'MultiSignature'] },
)

/** A signature with its curve. */
export type MultiSignature = ValueOf<typeof MultiSignature>
