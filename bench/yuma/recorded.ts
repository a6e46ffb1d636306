import type { Shape, VARIANTS } from './world.ts'

/** What spec 36-yuma-speed records of the reference, native on its machine. */
export interface Recorded {
  readonly variant: keyof typeof VARIANTS
  /** CPU time of one epoch, ms. */
  readonly nativeMs: number
  /** Hash of the answer. */
  readonly hash: string
  /** Most that ours may take of the native time, where the design sets a goal. */
  readonly goal?: number
}

/** CPU time of the yardstick on the machine of the records, ms. */
export const RECORDED_YARDSTICK_MS = 9.49

/** The sixteen scenarios. */
export const RECORDED: readonly (readonly [Shape, readonly Recorded[]])[] = [
  [
    { validators: 64, miners: 192, density: 'dense' },
    [
      { variant: 'yuma2', nativeMs: 3.48, hash: '0b1015de81455605', goal: 0.35 },
      { variant: 'yuma3', nativeMs: 2.67, hash: '3f5dfddcbbc8dcbf', goal: 0.35 },
      { variant: 'yuma3 penalty', nativeMs: 3.18, hash: 'e165ec0e8c36159a', goal: 0.35 },
      { variant: 'yuma3 liquid', nativeMs: 60, hash: 'bce32ddf32cb1d30', goal: 0.35 },
    ],
  ],
  [
    { validators: 64, miners: 192, density: '10 %' },
    [
      { variant: 'yuma2', nativeMs: 0.652, hash: '5d581ae97e427539', goal: 0.5 },
      { variant: 'yuma3', nativeMs: 0.571, hash: 'ce6e56b5b895ff45', goal: 0.5 },
      { variant: 'yuma3 penalty', nativeMs: 1, hash: '5d79de898a0c8138', goal: 0.5 },
      { variant: 'yuma3 liquid', nativeMs: 59, hash: 'a9eb55584f58e1b0', goal: 0.5 },
    ],
  ],
  [
    { validators: 128, miners: 3968, density: 'dense' },
    [
      { variant: 'yuma2', nativeMs: 160.5, hash: 'e1274cfe55f78ab3', goal: 0.35 },
      { variant: 'yuma3', nativeMs: 126.7, hash: '2c8ed0baca4034b9', goal: 0.35 },
      { variant: 'yuma3 penalty', nativeMs: 230.3, hash: 'bb567e575050e1ad', goal: 0.35 },
      { variant: 'yuma3 liquid', nativeMs: 15_048, hash: '4f083e7b50e8c489', goal: 0.02 },
    ],
  ],
  [
    { validators: 128, miners: 3968, density: '10 %' },
    [
      { variant: 'yuma2', nativeMs: 29.6, hash: '37f51e205e55949c' },
      { variant: 'yuma3', nativeMs: 26, hash: 'abe59af744858cdb' },
      { variant: 'yuma3 penalty', nativeMs: 125.5, hash: '9c9aea5847e06209' },
      { variant: 'yuma3 liquid', nativeMs: 14_962, hash: 'f680f104d706fd4d', goal: 0.02 },
    ],
  ],
]
