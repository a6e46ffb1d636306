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

const notDeclared = (method: string, reason: string): Exception => ({
  section: 'apis',
  missing: `api ${method}(*`,
  reason,
})

const AUTHORING = 'the author and importer of blocks calls it; here that is the node itself'
const CHAIN_SPEC = 'the builder of chain specifications calls it; here presets are part of the node'
const OFFCHAIN = 'the offchain worker of a node calls it; here there is none, and rounds are sent'
const SESSION_KEYS = 'made for keys that rotate; the solo engine has none, and no call takes them'
const EQUIVOCATION = 'a finality voter calls it; here nobody votes, and no report decodes'

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
  notDeclared('Core execute_block', AUTHORING),
  notDeclared('Core initialize_block', AUTHORING),
  notDeclared('BlockBuilder apply_extrinsic', AUTHORING),
  notDeclared('BlockBuilder finalize_block', AUTHORING),
  notDeclared('BlockBuilder inherent_extrinsics', AUTHORING),
  notDeclared('BlockBuilder check_inherents', AUTHORING),
  notDeclared('GenesisBuilder build_state', CHAIN_SPEC),
  notDeclared('GenesisBuilder get_preset', CHAIN_SPEC),
  notDeclared('GenesisBuilder preset_names', CHAIN_SPEC),
  notDeclared('OffchainWorkerApi offchain_worker', OFFCHAIN),
  notDeclared('SessionKeys generate_session_keys', SESSION_KEYS),
  notDeclared('SessionKeys decode_session_keys', SESSION_KEYS),
  notDeclared('GrandpaApi submit_report_equivocation_unsigned_extrinsic', EQUIVOCATION),
  notDeclared('GrandpaApi generate_key_ownership_proof', EQUIVOCATION),
  {
    section: 'apis',
    missing: 'api BabeApi *',
    reason:
      'a node that makes blocks by BABE calls it; the reference has none and answers with nothing',
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

/** Exceptions that explain nothing, as both sides have what is said to be missing or more. */
export const unneeded = (
  reference: readonly Section[],
  ours: readonly Section[],
): readonly Exception[] =>
  EXCEPTIONS.filter(({ section, missing, extra, uncompared }) => {
    const linesOf = (sections: readonly Section[]): readonly string[] =>
      sections.find(({ name }) => name === section)?.lines ?? []
    const [theirs, here] = [linesOf(reference), linesOf(ours)]
    const only = (pattern: string | undefined, has: readonly string[], not: readonly string[]) =>
      has.some((line) => stands(pattern, line) && !not.includes(line))
    return !(
      only(missing, theirs, here) ||
      only(extra, here, theirs) ||
      only(uncompared, theirs, [])
    )
  })

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
