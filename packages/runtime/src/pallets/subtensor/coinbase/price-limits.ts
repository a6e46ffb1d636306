// The widest limits of a trade, in rao per 10⁹ alpha rao: the chain trades at any price.

/** For a buy. */
export const MAX_PRICE = 1_000_000_000_000_000n
/** For a sale. */
export const MIN_PRICE = 1000n
