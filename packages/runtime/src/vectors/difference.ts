/** What JSON can say. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [name: string]: Json | undefined }

/** The first place where two values differ; a side that lacks it is `undefined`. */
export interface Difference {
  readonly path: string
  readonly expected: unknown
  readonly computed: unknown
}

/** Compares depth first, in the order of the expected value; `undefined` properties are absent. */
export function firstDifference(
  expected: unknown,
  computed: unknown,
  path: string,
): Difference | undefined {
  if (Array.isArray(expected) && Array.isArray(computed)) {
    const length = expected.length > computed.length ? expected.length : computed.length
    return firstOf(Array.from({ length }, (_, index) => index), (index) =>
      firstDifference(expected[index], computed[index], `${path}[${index}]`),
    )
  }
  if (isRecord(expected) && isRecord(computed)) {
    const names = new Set([...Object.keys(expected), ...Object.keys(computed)])
    return firstOf([...names], (name) =>
      firstDifference(expected[name], computed[name], path === '' ? name : `${path}.${name}`),
    )
  }
  return expected === computed ? undefined : { path, expected, computed }
}

function firstOf<T>(
  items: readonly T[],
  compare: (item: T) => Difference | undefined,
): Difference | undefined {
  for (const item of items) {
    const difference = compare(item)
    if (difference !== undefined) return difference
  }
  return undefined
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
