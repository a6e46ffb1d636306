/** Who a pallet is on the wire. */
export interface PalletId {
  /** Name in metadata and, through twox128, the prefix of its storage. */
  readonly name: string
  /** Index of its calls, events and errors. */
  readonly index: number
  /** Module path of its `Call`, `Event` and `Error`, e.g. `['pallet_balances', 'pallet']`. */
  readonly path: readonly string[]
}
