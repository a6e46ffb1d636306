import { expect, it } from 'vitest'
import { spearman } from '../../src/up/spearman.ts'

it.each([
  [
    'the same order',
    [
      [1, 10],
      [2, 20],
      [3, 40],
    ],
    1,
  ],
  [
    'the reverse',
    [
      [1, 3],
      [2, 2],
      [3, 1],
    ],
    -1,
  ],
  // Differences of rank 0, 1, −1, so 1 − 6·2 / (3·(9 − 1)) = 0.5.
  [
    'one swap among three',
    [
      [1, 1],
      [2, 3],
      [3, 2],
    ],
    0.5,
  ],
  // Ranks 1.5, 1.5, 3 against 1, 2, 3: products 0.5 + 0 + 1, squares 1.5 and 2, so 1.5 / √3.
  [
    'a tie',
    [
      [1, 1],
      [1, 2],
      [2, 3],
    ],
    1.5 / Math.sqrt(3),
  ],
] as const)('of %s', (_, pairs, expected) => {
  expect(spearman(pairs)).toBeCloseTo(expected, 12)
})

it('is undefined where there is no order', () => {
  expect(spearman([])).toBeUndefined()
  expect(spearman([[1, 1]])).toBeUndefined()
  expect(
    spearman([
      [1, 1],
      [1, 2],
    ]),
  ).toBeUndefined()
})
