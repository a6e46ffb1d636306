import fc from 'fast-check'
import type { EpochInput, StoredRow } from '../src/index.ts'
import { encodeRow, NO_COMMIT } from '../src/index.ts'

/** Epochs of 0 to 32 uids, likely and unlikely ones. */

const BLOCK = 1_000_000n
const U64_MAX = (1n << 64n) - 1n

const bool = fc.boolean()
const u16 = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 65_535 }) },
  fc.constantFrom(0, 1, 2, 32_767, 32_768, 65_534, 65_535),
)
const u64 = fc.oneof(
  fc.bigInt({ min: 0n, max: U64_MAX }),
  fc.constantFrom(0n, 1n, 1n << 32n, (1n << 63n) - 1n, 1n << 63n, U64_MAX),
)
/** Blocks around those that decide. */
const block = fc.oneof(
  { weight: 6, arbitrary: fc.bigInt({ min: BLOCK - 1000n, max: BLOCK }) },
  fc.constantFrom(0n, 1n, BLOCK - 361n, BLOCK - 360n, BLOCK - 359n, BLOCK, BLOCK + 1n, U64_MAX),
)
/** Mostly long ago, so that weights and bonds count. */
const registration = fc.oneof(
  { weight: 12, arbitrary: fc.bigInt({ min: 0n, max: BLOCK - 1001n }) },
  block,
)
const stake = fc.oneof(
  { weight: 5, arbitrary: fc.bigInt({ min: 0n, max: 10n ** 15n }) },
  { weight: 2, arbitrary: fc.constantFrom(0n, 1n, 2n, 1000n) },
  fc.bigInt({ min: 0n, max: (1n << 57n) - 1n }),
)
/** Together beyond 2^63: the sum of stakes wraps, as it does on the chain. */
const wildStake = fc.oneof(stake, u64)

/** Mostly sorted rows without repetition; some in any order, with repeated and unknown uids. */
const storedRow = (n: number): fc.Arbitrary<StoredRow> => {
  const uid = fc.integer({ min: 0, max: n > 0 ? n - 1 : 0 })
  const sorted = fc
    .array(bool, { minLength: n, maxLength: n })
    .map((isListed) => isListed.flatMap((listed, own) => (listed ? [own] : [])))
  const anyUid = fc.oneof({ weight: 8, arbitrary: uid }, fc.constantFrom(n, n + 1, 65_535))
  const wild = fc.array(anyUid, { maxLength: 2 * n, size: 'max' })
  return fc.oneof({ weight: 2, arbitrary: sorted }, wild).chain((uids) =>
    fc
      .oneof(
        { weight: 3, arbitrary: fc.array(u16, { minLength: uids.length, maxLength: uids.length }) },
        // Ties decide much.
        u16.map((value) => uids.map(() => value)),
      )
      .map((values) => uids.map((own, index) => [own, values[index] ?? 0] as const)),
  )
}

const rows = (n: number): fc.Arbitrary<readonly (Uint8Array | undefined)[]> =>
  fc.array(fc.option(storedRow(n).map(encodeRow), { nil: undefined, freq: 8 }), {
    minLength: n >> 1,
    maxLength: n,
    size: 'max',
  })

const vector = (of: fc.Arbitrary<bigint>, minLength: number, maxLength: number) =>
  fc.array(of, { minLength, maxLength }).map((values) => BigUint64Array.from(values))

const flags = (minLength: number, maxLength: number): fc.Arbitrary<readonly boolean[]> =>
  fc.oneof(
    fc.array(bool, { minLength, maxLength }),
    fc.integer({ min: minLength, max: maxLength }).map((length) => {
      return Array.from({ length }, () => true)
    }),
  )

const vectors = (n: number) =>
  fc.record({
    n: fc.constant(n),
    lastUpdate: vector(block, Math.max(0, n - 2), n + 1),
    blockAtRegistration: vector(registration, n, n),
    hasKey: fc.oneof(
      { weight: 4, arbitrary: fc.constant(Array.from({ length: n }, () => true)) },
      fc.array(bool, { minLength: n, maxLength: n }),
    ),
    validatorPermit: fc.oneof(
      { weight: 5, arbitrary: flags(n, n) },
      flags(0, n + 1),
      fc.constant([]),
    ),
    ownerUid: fc.option(fc.integer({ min: 0, max: n }), { nil: undefined }),
    weights: rows(n),
    bonds: rows(n),
    alphaStake: fc.oneof({ weight: 9, arbitrary: vector(stake, n, n) }, vector(wildStake, n, n)),
    taoStake: fc.oneof({ weight: 9, arbitrary: vector(stake, n, n) }, vector(wildStake, n, n)),
    commitBlocks: fc.option(vector(fc.oneof(block, fc.constant(NO_COMMIT)), n, n), {
      nil: undefined,
      freq: 1,
    }),
  })

const numbers = fc.record({
  block: fc.oneof({ weight: 19, arbitrary: fc.constant(BLOCK) }, u64),
  tempo: fc.oneof(fc.constant(360), u16),
  lastStepBlock: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(0n, BLOCK - 360n) },
    fc.bigInt({ min: 0n, max: U64_MAX - 1n }),
  ),
  activityCutoff: fc.oneof({ weight: 4, arbitrary: fc.constant(5000n) }, u64, fc.constant(1n)),
  taoWeight: fc.oneof(fc.constant(971_718_665_099_567_868n), u64),
  maxAllowedValidators: fc.oneof(fc.integer({ min: 0, max: 40 }), u16),
  stakeThreshold: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(0n, 1000n) }, stake, u64),
  kappa: fc.oneof(fc.constantFrom(32_767, 0, 60_000), u16),
  bondsPenalty: fc.oneof(fc.constantFrom(0, 65_535), u16),
  bondsMovingAverage: fc.oneof(
    { weight: 5, arbitrary: fc.bigInt({ min: 0n, max: 1_000_000n }) },
    fc.bigInt({ min: 0n, max: 1n << 53n }),
    u64,
  ),
  yuma3: bool,
  liquidAlpha: bool,
  alphaLow: u16,
  alphaHigh: u16,
  alphaSigmoidSteepness: fc.oneof(
    fc.constantFrom(1000, 200, -200, -32_768, 32_767, 0),
    fc.integer({ min: -32_768, max: 32_767 }),
  ),
  emission: u64,
})

/** The input of an epoch. */
export const epochInput: fc.Arbitrary<EpochInput> = fc
  .oneof(fc.integer({ min: 0, max: 32 }), fc.integer({ min: 8, max: 32 }))
  .chain((n) => fc.record({ vectors: vectors(n), numbers }))
  .map((parts) => ({ ...parts.vectors, ...parts.numbers }))
