import type { Io } from '../io.ts'

/** Prints a result on stdout: as one JSON document, or as text for people. */
export function print(io: Io, flags: { readonly json?: true }, value: unknown, text: string): void {
  io.stdout.write(flags.json === true ? `${JSON.stringify(value, printable, 2)}\n` : `${text}\n`)
}

/** JSON has neither bigint nor bytes nor maps. */
function printable(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Uint8Array) return `0x${Buffer.from(value).toString('hex')}`
  if (value instanceof Map) return Object.fromEntries(value)
  return value
}

/** One column of a table. */
export interface Column<Row> {
  readonly title: string
  readonly align?: 'right'
  text(row: Row): string
}

/** Rows as a table; columns are as wide as their longest cell, at most `maxWidth`. */
export function table<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  maxWidth = 24,
): string {
  const cells = rows.map((row) => columns.map((column) => cut(column.text(row), maxWidth)))
  const widths = columns.map(({ title }, at) =>
    Math.max(title.length, ...cells.map((row) => row[at]?.length ?? 0)),
  )
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, at) => pad(text, widths[at] ?? 0, columns[at]?.align))
      .join('  ')
      .trimEnd()
  return [line(columns.map(({ title }) => title)), ...cells.map(line)].join('\n')
}

/** A text that fits a column. */
export const cut = (text: string, width: number): string =>
  text.length > width ? `${text.slice(0, width - 1)}…` : text

const pad = (text: string, width: number, align: 'right' | undefined): string =>
  align === 'right' ? text.padStart(width) : text.padEnd(width)

/** An address in as few characters as people can compare. */
export const short = (address: string): string => `${address.slice(0, 6)}…${address.slice(-4)}`

/** Rao as coins with four digits, for tables; the exact amount is in `--json`. */
export function coins(rao: bigint): string {
  const tenThousandths = rao / 100_000n
  const whole = String(tenThousandths / 10_000n).replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return `${whole}.${String(tenThousandths % 10_000n).padStart(4, '0')}`
}
