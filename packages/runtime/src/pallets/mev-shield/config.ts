/** Bytes of an ML-KEM-768 public key. */
export const KEY_BYTES = 1184
/** Half the time (ps) of a block: more can be given neither to the queue nor to one of its calls. */
export const MAX_QUEUE_WEIGHT = 2_000_000_000_000n
