/** Who a pallet is on the wire. */
export interface PalletId {
  /** Name in metadata and, through twox128, the prefix of its storage. */
  readonly name: string
  /** Index of its calls, events and errors. */
  readonly index: number
  /** Module path of its `Call`, `Event` and `Error`, e.g. `['pallet_balances', 'pallet']`. */
  readonly path: readonly string[]
  /** Type parameters of those three in the reference; `['T']` where nothing is said. */
  readonly params?: readonly string[]
}

/** The type parameters of a pallet's `Call`, `Event` and `Error`; metadata names them only. */
export const palletParams = ({ params = ['T'] }: PalletId): readonly { readonly name: string }[] =>
  params.map((name) => ({ name }))
