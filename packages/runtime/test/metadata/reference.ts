import { readFileSync } from 'node:fs'

/** One pallet of `spec/reference/metadata.txt`. */
export interface ReferencePallet {
  readonly name: string
  readonly index: number
  readonly lines: readonly string[]
}

const FILE = new URL('../../../../spec/reference/metadata.txt', import.meta.url)

/** The pallets of the reference chain, by index. */
export function readReference(): readonly ReferencePallet[] {
  const blocks = readFileSync(FILE, 'utf8').trim().split('\n\n')
  return blocks.filter((block) => block.startsWith('### ')).map(readPallet)
}

function readPallet(block: string): ReferencePallet {
  const [head = '', ...lines] = block.split('\n')
  const match = /^### (\w+) \(index (\d+)\)$/.exec(head)
  if (match === null) throw new Error(`no pallet starts with ${head}`)
  return { name: match[1] ?? '', index: Number(match[2]), lines }
}
