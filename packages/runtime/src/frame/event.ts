import { encode, enumeration } from '@plexus/primitives'
import type { AnyType, EnumValue, Type, Variants } from '@plexus/primitives'
import { palletParams } from './pallet-id.ts'
import type { PalletId } from './pallet-id.ts'

/** The events of a pallet: one SCALE enum plus the pallet it belongs to. */
export interface PalletEvents<V extends Variants = Variants> {
  readonly pallet: PalletId
  readonly type: AnyType
  /** SCALE form of one event inside the outer enum: pallet index, variant, fields. */
  encode(event: EnumValue<V>): Uint8Array
}

/**
 * Declares the events of a pallet; indices and field names are those of the wire.
 *
 * @param shape whether the reference's type has the runtime as a parameter; most have
 */
export function palletEvents<V extends Variants>(
  pallet: PalletId,
  variants: V,
  shape: 'generic' | 'plain' = 'generic',
): PalletEvents<V> {
  const type: Type<EnumValue<V>> = enumeration(variants, {
    path: [...pallet.path, 'Event'],
    params: shape === 'generic' ? palletParams(pallet) : [],
  })
  return {
    pallet,
    type: type as AnyType,
    encode(event) {
      const body = encode(type, event)
      const bytes = new Uint8Array(body.length + 1)
      bytes[0] = pallet.index
      bytes.set(body, 1)
      return bytes
    },
  }
}
