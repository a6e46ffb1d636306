import type { Host } from '../frame/host.ts'
import type { Json } from './difference.ts'
import type { Field } from './field.ts'

/** Computes one case. @returns what was recorded and what the chain's code gives, in one form */
export type CaseRunner = (
  field: Field,
  host: Host,
) => { readonly expected: unknown; readonly computed: Json }

/** A format of recorded cases. */
export interface VectorSchema {
  /** The document's `format`. */
  readonly format: string
  /** Lists of cases by the name of their section. */
  readonly sections: Readonly<Record<string, CaseRunner>>
}
