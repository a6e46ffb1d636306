import { terminalJson } from './terminal-info.ts'
import type { TerminalInfo } from './terminal-info.ts'

/** The members of a body besides its fields. */
export interface BodyBase {
  readonly name: string
  /** Seconds. */
  readonly timeout: number
  readonly axon: TerminalInfo
  readonly dendrite: TerminalInfo
}

/**
 * The JSON of a whole message (spec: 80-axon-dendrite §1.2).
 *
 * @param fields JSON objects whose members come after those of the base class
 */
export function writeBody(base: BodyBase, fields: readonly string[]): string {
  const members = fields.map((text) => text.slice(1, -1)).filter((text) => text !== '')
  return `{${[baseMembers(base), ...members].join(',')}}`
}

function baseMembers({ name, timeout, axon, dendrite }: BodyBase): string {
  const ends = `"dendrite":${terminalJson(dendrite)},"axon":${terminalJson(axon)}`
  const sizes = '"total_size":0,"header_size":0'
  return `"name":${JSON.stringify(name)},"timeout":${timeout},${sizes},${ends},"computed_body_hash":""`
}
