import type { Json } from './script.ts'

/** A place where two reports differ; undefined where one has nothing. */
export interface Difference {
  readonly path: string
  readonly expected: Json | undefined
  readonly got: Json | undefined
}

/** How two reports compare. */
export interface Comparison {
  /** Values at the same place that are equal. */
  readonly equal: number
  readonly differences: readonly Difference[]
}

/** Compares all values of two reports, place by place; a number equals its decimal string. */
export function compare(expected: Json, got: Json): Comparison {
  const differences: Difference[] = []
  let equal = 0
  const walk = (left: Json | undefined, right: Json | undefined, path: string): void => {
    if (isTree(left) && isTree(right)) {
      for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
        walk(at(left, key), at(right, key), path === '' ? key : `${path}.${key}`)
      }
    } else if (!isTree(left) && !isTree(right) && textOf(left) === textOf(right)) equal += 1
    else differences.push({ path, expected: left, got: right })
  }
  walk(expected, got, '')
  return { equal, differences }
}

const isTree = (
  value: Json | undefined,
): value is Exclude<Json, null | boolean | number | string> =>
  typeof value === 'object' && value !== null

const at = (tree: object, key: string): Json | undefined =>
  Reflect.get(tree, key) as Json | undefined

/** A number as its digits, a string as it is; true is not the string `true`. */
const textOf = (value: Json | undefined): Json | undefined =>
  typeof value === 'number' ? String(value) : value
