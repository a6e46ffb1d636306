import { isExcepted } from '../../packages/runtime/test/metadata/exceptions.ts'
import type { Section } from '../../packages/runtime/test/metadata/lines.ts'

/** How a section of the runtime's metadata stands to that of the reference. */
export interface Comparison {
  readonly name: string
  readonly identical: number
  /** Lines of either side that an exception explains. */
  readonly excepted: number
  /** Lines of the reference and what stands here instead. */
  readonly different: readonly { readonly reference: string; readonly here: string }[]
  readonly missing: readonly string[]
  readonly extra: readonly string[]
}

/** Compares line by line; lines of the same thing that differ are paired. */
export function compareSection({ name, lines }: Section, here: Section | undefined): Comparison {
  const ours = new Set(here?.lines)
  const theirs = new Set(lines)
  const isOpen = (line: string): boolean => !isExcepted(name, line)
  const only = new Map(
    [...ours]
      .filter((line) => !theirs.has(line) && isOpen(line))
      .map((line) => [nameOf(line), line] as const),
  )
  const absent = lines.filter((line) => !ours.has(line) && isOpen(line))
  const different = absent.flatMap((line) => {
    const other = only.get(nameOf(line))
    return other === undefined ? [] : [{ reference: line, here: other }]
  })
  const paired = new Set(different.map((each) => nameOf(each.reference)))
  return {
    name,
    identical: lines.filter((line) => ours.has(line) && isOpen(line)).length,
    excepted: [...new Set([...ours, ...theirs])].filter((line) => !isOpen(line)).length,
    different,
    missing: absent.filter((line) => !paired.has(nameOf(line))),
    extra: [...only.values()].filter((line) => !paired.has(nameOf(line))),
  }
}

/** How much is compared: `inScope` are the lines of the reference without an exception. */
export function summary(comparisons: readonly Comparison[]): {
  readonly identical: number
  readonly inScope: number
  readonly excepted: number
} {
  const sum = (count: (each: Comparison) => number): number =>
    comparisons.reduce((total, each) => total + count(each), 0)
  const identical = sum((each) => each.identical)
  return {
    identical,
    inScope: identical + sum(({ different, missing }) => different.length + missing.length),
    excepted: sum((each) => each.excepted),
  }
}

/** What a line is about: its kind and name, whatever the rest says. */
function nameOf(line: string): string {
  const [kind = '', first = '', second = ''] = line.split(/[ (<]/)
  if (kind === 'api') return `api ${first} ${second}`
  // Calls, events and errors have their index before their name.
  return /^\d+$/.test(first) ? `${kind} ${second}` : `${kind} ${first}`
}
