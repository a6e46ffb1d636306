import { readFileSync } from 'node:fs'
import type { Section } from './lines.ts'

const FOLDER = new URL('../../../../spec/reference/', import.meta.url)

/** One pallet of the reference. */
export interface ReferencePallet extends Section {
  readonly index: number
}

const textOf = (file: string): string => readFileSync(new URL(file, FOLDER), 'utf8').trim()

/** The pallets of `metadata.txt`, by index. */
export function referencePallets(): readonly ReferencePallet[] {
  const blocks = textOf('metadata.txt').split('\n\n')
  return blocks.filter((block) => block.startsWith('### ')).map(readPallet)
}

/** Everything that the reference publishes: its pallets, its own types, its runtime APIs. */
export const referenceSections = (): readonly Section[] => [
  ...referencePallets(),
  { name: 'types', lines: linesOf('types.txt') },
  { name: 'apis', lines: linesOf('apis.txt') },
]

const linesOf = (file: string): readonly string[] =>
  textOf(file)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))

function readPallet(block: string): ReferencePallet {
  const [head = '', ...lines] = block.split('\n')
  const match = /^### (\w+) \(index (\d+)\)$/.exec(head)
  if (match === null) throw new Error(`no pallet starts with ${head}`)
  return { name: match[1] ?? '', index: Number(match[2]), lines }
}
