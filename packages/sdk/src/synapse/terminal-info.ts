/** One end of a call, as headers and bodies tell it (spec: 80-axon-dendrite §1.2). */
export interface TerminalInfo {
  readonly statusCode?: number
  readonly statusMessage?: string
  /** Seconds. */
  readonly processTime?: number
  readonly ip?: string
  readonly port?: number
  readonly version?: number
  /** Nanoseconds since 1970. */
  readonly nonce?: bigint
  readonly uuid?: string
  readonly hotkey?: string
  /** `0x` and hex. */
  readonly signature?: string
}

/** Fields in the order of the protocol, by their names on the wire. */
export const TERMINAL_FIELDS = [
  ['status_code', 'statusCode'],
  ['status_message', 'statusMessage'],
  ['process_time', 'processTime'],
  ['ip', 'ip'],
  ['port', 'port'],
  ['version', 'version'],
  ['nonce', 'nonce'],
  ['uuid', 'uuid'],
  ['hotkey', 'hotkey'],
  ['signature', 'signature'],
] as const satisfies readonly (readonly [string, keyof TerminalInfo])[]

/** JSON of one end, absent fields as null. The nonce passes 2⁵³, so `JSON.stringify` cannot. */
export function terminalJson(info: TerminalInfo): string {
  const members = TERMINAL_FIELDS.map(([wire, key]) => {
    const value = info[key]
    const text = typeof value === 'bigint' ? value.toString() : JSON.stringify(value ?? null)
    return `"${wire}":${text}`
  })
  return `{${members.join(',')}}`
}
