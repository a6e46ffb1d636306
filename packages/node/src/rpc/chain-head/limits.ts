/** Follows of one connection, as in the reference. */
export const MAX_FOLLOWS = 4
/** Final blocks that a follow starts with. */
export const INITIAL_BLOCKS = 10
/** Blocks that one follow may keep pinned; beyond, it is stopped. */
export const MAX_PINNED = 512
/** Operations of one follow at one time; the specification asks for 16 at least. */
export const MAX_OPERATIONS = 16
/** Storage items of one event, and of one step before the client must ask for more. */
export const ITEMS_PER_EVENT = 256
export const ITEMS_PER_STEP = 4096
