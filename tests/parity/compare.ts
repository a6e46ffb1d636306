import type { Section } from '../../packages/runtime/test/metadata/lines.ts'

/** How a section of the runtime's metadata stands to that of the reference. */
export interface Comparison {
  readonly name: string
  readonly identical: number
  /** Lines of the reference and what stands here instead. */
  readonly different: readonly { readonly reference: string; readonly here: string }[]
  readonly missing: readonly string[]
  readonly extra: readonly string[]
}

/** Compares line by line; lines of the same thing that differ are paired. */
export function compareSection(reference: Section, here: Section | undefined): Comparison {
  const ours = new Set(here?.lines)
  const theirs = new Set(reference.lines)
  const only = new Map(
    [...ours].flatMap((line) => (theirs.has(line) ? [] : [[nameOf(line), line] as const])),
  )
  const absent = reference.lines.filter((line) => !ours.has(line))
  const different = absent.flatMap((line) => {
    const other = only.get(nameOf(line))
    return other === undefined ? [] : [{ reference: line, here: other }]
  })
  const paired = new Set(different.map((each) => nameOf(each.reference)))
  return {
    name: reference.name,
    identical: reference.lines.length - absent.length,
    different,
    missing: absent.filter((line) => !paired.has(nameOf(line))),
    extra: [...only.values()].filter((line) => !paired.has(nameOf(line))),
  }
}

/** What a line is about: its kind and name, whatever the rest says. */
function nameOf(line: string): string {
  const [kind = '', first = '', second = ''] = line.split(/[ (<]/)
  const isNumbered = /^(call|event|error)$/.test(kind)
  return isNumbered || kind === 'api'
    ? `${kind} ${kind === 'api' ? first : ''} ${second}`
    : `${kind} ${first}`
}
