/** What a validator finds in a conformation. */
export type Evaluation =
  | {
      readonly ok: true
      readonly energy: number
      /**
       * Pairs of beads that hold the fold together, as `first << 8 | second` with first < second,
       * rising. The same for every rotation, reflection and place of the fold.
       */
      readonly contacts: readonly number[]
    }
  /** The reason in a few words. */
  | { readonly ok: false; readonly reason: string }
