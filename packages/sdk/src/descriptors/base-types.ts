/** An account as SS58 text. */
export type Address = string

/** Bytes of a fixed length as `0x…`. */
export type Hex = string

/** A sequence of bits. */
export interface Bits {
  readonly bitsLen: number
  readonly bytes: Uint8Array
}

/** A call of any pallet; make one with `call`. */
export interface AnyCall {
  readonly type: string
  readonly value: { readonly type: string; readonly value: unknown }
}

/** An event of any pallet. */
export interface AnyEvent {
  readonly type: string
  readonly value: { readonly type: string; readonly value: unknown }
}

/** An error of any pallet. */
export interface AnyError {
  readonly type: string
  readonly value?: { readonly type: string; readonly value?: unknown }
}
