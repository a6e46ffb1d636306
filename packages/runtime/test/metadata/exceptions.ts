/** Where this chain publishes something else than the reference, and why. */
export interface Exception {
  readonly pallet: string
  /** A line that only this chain has. */
  readonly extra?: string
  /** A line of the reference that this chain has not. */
  readonly missing?: string
  readonly reason: string
}

export const EXCEPTIONS: readonly Exception[] = [
  {
    pallet: 'Swap',
    extra:
      'storage AlphaSqrtPrice [Twox64Concat: u16] FixedU128<64> Default 00000000000000000000000000000000',
    reason:
      'released clients read the price from this map, which the reference dropped (docs/compatibility.md)',
  },
]

/** The lines that a pallet is to have: those of the reference with its exceptions. */
export function expectedLines(pallet: string, reference: readonly string[]): readonly string[] {
  const own = EXCEPTIONS.filter((each) => each.pallet === pallet)
  const missing = new Set(own.map((each) => each.missing))
  const extra = own.flatMap((each) => each.extra ?? [])
  const kindOf = (line: string): string => line.slice(0, line.indexOf(' '))
  return [...reference.filter((line) => !missing.has(line)), ...extra].toSorted(
    (a, b) => KINDS.indexOf(kindOf(a)) - KINDS.indexOf(kindOf(b)),
  )
}

/** The kinds of lines, in their order. */
export const KINDS: readonly string[] = ['storage', 'call', 'event', 'error', 'constant']
