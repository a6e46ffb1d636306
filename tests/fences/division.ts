/** expression over `a, b: number`, `x, y: bigint` and a branded bigint `z` → refused? */
export const DIVISIONS: readonly (readonly [string, boolean])[] = [
  ['a / b', true],
  ['a / 2', true],
  ['(a + b) / b', true],
  ['x / y', false],
  ['x / 2n', false],
  ['z / y', false],
  ['a >> 1', false],
]
