/**
 * Places in the kernel's memory, by number: the compiled kernel and its caller share this file.
 * It holds plain constants only, so that both compilers read it.
 */

// Vectors of the input, one element per uid.
export const LAST_UPDATE = 0
export const REGISTRATION = 1
export const HAS_KEY = 2
export const PERMIT = 3
export const ALPHA_STAKE = 4
export const TAO_STAKE = 5
export const COMMIT_BLOCKS = 6
/** n + 1 offsets (u32) of rows in {@link WEIGHT_BYTES}. */
export const WEIGHT_OFFSETS = 7
export const WEIGHT_BYTES = 8
/** n + 1 offsets (u32) of rows in {@link BOND_BYTES}. */
export const BOND_OFFSETS = 9
export const BOND_BYTES = 10
/** Numbers of the input, eight bytes each, in the order below. */
export const PARAMETERS = 11

// Vectors of the output, one element per uid.
export const ACTIVE = 12
export const NEW_PERMIT = 13
export const STAKE_WEIGHT = 14
export const CONSENSUS = 15
export const VALIDATOR_TRUST = 16
export const INCENTIVE = 17
export const DIVIDENDS = 18
export const STAKE = 19
export const SERVER_EMISSION = 20
export const VALIDATOR_EMISSION = 21
export const EMISSION = 22
/** n + 1 offsets (u32) of rows in {@link NEW_BOND_BYTES}. */
export const NEW_BOND_OFFSETS = 23
export const NEW_BOND_BYTES = 24

// Parameters, in order.
export const BLOCK = 0
export const ACTIVITY_CUTOFF = 1
/** First block after the previous epoch; bonds towards later registrations are dropped. */
export const PREVIOUS_TEMPO = 2
/** −1: no owner. */
export const OWNER = 3
export const PERMIT_COUNT = 4
export const MAX_VALIDATORS = 5
export const STAKE_THRESHOLD = 6
/** Raw I32F32. */
export const TAO_WEIGHT = 7
/** Raw I32F32. */
export const KAPPA = 8
/** Raw I32F32. */
export const PENALTY = 9
/** What the plain moving average takes of the new bonds, raw I32F32. */
export const ALPHA = 10
/** 0 or 1. */
export const YUMA3 = 11
/** 0 or 1. */
export const LIQUID_ALPHA = 12
/** Raw I32F32. */
export const ALPHA_LOW = 13
/** Raw I32F32. */
export const ALPHA_HIGH = 14
/** Slope of the exponent of liquid alpha, raw I32F32. */
export const SLOPE = 15
export const TOTAL_EMISSION = 16
/** 0 or 1. */
export const COMMIT_REVEAL = 17
export const PARAMETER_COUNT = 18
