import type { Section } from './lines.ts'

/** Where this chain publishes something else than the reference, and why. */
export interface Exception {
  /** A pallet, `types` or `apis`. */
  readonly section: string
  /** A line that only this chain has. */
  readonly extra?: string
  /** A line of the reference that this chain has not; a trailing `*` stands for any rest. */
  readonly missing?: string
  /** A line whose last word is compared with nothing. */
  readonly uncompared?: string
  readonly reason: string
}

const AUTHORING = 'only an author of the reference calls it; here that is the node itself'

const notDeclared = (method: string): Exception => ({
  section: 'apis',
  missing: `api ${method}(*`,
  reason: AUTHORING,
})

export const EXCEPTIONS: readonly Exception[] = [
  {
    section: 'System',
    uncompared: 'constant Version RuntimeVersion ?',
    reason: 'the value names the runtime APIs that are declared here; name and versions have tests',
  },
  {
    section: 'Swap',
    extra:
      'storage AlphaSqrtPrice [Twox64Concat: u16] FixedU128<64> Default 00000000000000000000000000000000',
    reason: 'released clients read prices from this map, which the reference dropped',
  },
  notDeclared('Core execute_block'),
  notDeclared('Core initialize_block'),
  notDeclared('BlockBuilder apply_extrinsic'),
  notDeclared('BlockBuilder finalize_block'),
  notDeclared('BlockBuilder inherent_extrinsics'),
  notDeclared('BlockBuilder check_inherents'),
  notDeclared('GenesisBuilder build_state'),
  notDeclared('GenesisBuilder get_preset'),
  notDeclared('GenesisBuilder preset_names'),
  notDeclared('OffchainWorkerApi offchain_worker'),
  notDeclared('SessionKeys generate_session_keys'),
  notDeclared('SessionKeys decode_session_keys'),
  notDeclared('GrandpaApi submit_report_equivocation_unsigned_extrinsic'),
  notDeclared('GrandpaApi generate_key_ownership_proof'),
  {
    section: 'apis',
    missing: 'api BabeApi *',
    reason: 'the reference answers with empty values, for nobody there makes blocks by BABE',
  },
]

const stands = (pattern: string | undefined, line: string): boolean =>
  pattern !== undefined &&
  (pattern.endsWith('*') ? line.startsWith(pattern.slice(0, -1)) : line === pattern)

/** Whether an exception says why this line is not compared, not there, or here alone. */
export const isExcepted = (section: string, line: string): boolean =>
  EXCEPTIONS.some(
    (each) =>
      each.section === section &&
      [each.missing, each.extra, each.uncompared].some((pattern) => stands(pattern, line)),
  )

/** The kinds of lines, in the order of metadata. */
export const KINDS = ['storage', 'call', 'event', 'error', 'constant', 'type', 'api'] as const

export const kindOf = (line: string): string => line.slice(0, line.indexOf(' '))

/** A section as it is to be here: the reference's with its exceptions. */
export function withExceptions({ name, lines }: Section): Section {
  const own = EXCEPTIONS.filter(({ section }) => section === name)
  const kept = lines.filter((line) => !own.some(({ missing }) => stands(missing, line)))
  const extra = own.flatMap((each) => each.extra ?? [])
  const all = [...kept, ...extra]
  return { name, lines: KINDS.flatMap((kind) => all.filter((line) => kindOf(line) === kind)) }
}
