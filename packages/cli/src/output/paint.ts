import type { Io } from '../io.ts'

const CODES = { red: 31, green: 32, yellow: 33, bold: 1, dim: 2 } as const

/** Colours that the output uses. */
export type Colour = keyof typeof CODES

/** Colours text for stderr; only on a terminal and unless `NO_COLOR` is set. */
export function paint(io: Pick<Io, 'stderr' | 'env'>, colour: Colour, text: string): string {
  const wanted = io.stderr.isTTY === true && (io.env['NO_COLOR'] ?? '') === ''
  return wanted ? `\u001B[${CODES[colour]}m${text}\u001B[0m` : text
}
