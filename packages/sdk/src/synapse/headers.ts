import { SynapseError } from './errors.ts'
import { pythonFloat } from './python-float.ts'
import { TERMINAL_FIELDS } from './terminal-info.ts'
import type { TerminalInfo } from './terminal-info.ts'

const AXON = 'bt_header_axon_'
const DENDRITE = 'bt_header_dendrite_'
const INPUT = 'bt_header_input_obj_'

/** Headers as node:http and undici give them: names in lower case. */
export type IncomingHeaders = Readonly<Record<string, string | string[] | undefined>>

/** What the headers of a message say. */
export interface SynapseHeaders {
  readonly name?: string
  /** Seconds. */
  readonly timeout?: number
  readonly axon: TerminalInfo
  readonly dendrite: TerminalInfo
  readonly bodyHash?: string
}

/** Writes headers as Python's `to_headers` does (spec: 80-axon-dendrite §1.3). */
export function toHeaders(message: SynapseHeaders): Record<string, string> {
  const headers: Record<string, string> = {}
  if (message.name !== undefined) headers['name'] = message.name
  if (message.timeout !== undefined) headers['timeout'] = pythonFloat(message.timeout)
  addTerminal(headers, AXON, message.axon)
  addTerminal(headers, DENDRITE, message.dendrite)
  if (message.bodyHash !== undefined) headers['computed_body_hash'] = message.bodyHash
  return headers
}

/** Adds an empty value of the type of each field, from which Python builds the class. */
export function addInputObjects(
  headers: Record<string, string>,
  fields: Readonly<Record<string, unknown>>,
  names: readonly string[],
): void {
  for (const name of names) {
    const empty = emptyOf(fields[name])
    if (empty !== undefined) headers[INPUT + name] = btoa(empty)
  }
}

/**
 * Reads headers. Missing ones are absent; names that are none of the protocol's are ignored.
 *
 * @throws SynapseError `InvalidHeader` for a value that does not fit its field
 */
export function parseHeaders(headers: IncomingHeaders): SynapseHeaders {
  const name = single(headers, 'name')
  const timeout = number(headers, 'timeout')
  const bodyHash = single(headers, 'computed_body_hash')
  return {
    ...(name !== undefined && { name }),
    ...(timeout !== undefined && { timeout }),
    axon: parseTerminal(headers, AXON),
    dendrite: parseTerminal(headers, DENDRITE),
    ...(bodyHash !== undefined && { bodyHash }),
  }
}

/** A header that is there once. @throws SynapseError `InvalidHeader` */
export function single(headers: IncomingHeaders, name: string): string | undefined {
  const value = headers[name]
  if (Array.isArray(value)) throw invalid(name)
  return value
}

function addTerminal(headers: Record<string, string>, prefix: string, info: TerminalInfo): void {
  for (const [wire, key] of TERMINAL_FIELDS) {
    const value = info[key]
    if (value === undefined) continue
    headers[prefix + wire] = key === 'processTime' ? pythonFloat(Number(value)) : asHeader(value)
  }
}

/** Header values are printable ASCII; text of a handler may be anything. */
function asHeader(value: string | number | bigint): string {
  return String(value).replace(/[^\x20-\x7e]/g, '?')
}

function parseTerminal(headers: IncomingHeaders, prefix: string): TerminalInfo {
  const info: Record<string, string | number | bigint> = {}
  for (const [wire, key] of TERMINAL_FIELDS) {
    const value = parseField(headers, prefix + wire, key)
    if (value !== undefined) info[key] = value
  }
  return info
}

function parseField(
  headers: IncomingHeaders,
  name: string,
  key: keyof TerminalInfo,
): string | number | bigint | undefined {
  switch (key) {
    case 'statusCode':
    case 'port':
    case 'version':
      return integer(headers, name)
    case 'nonce':
      return bigInteger(headers, name)
    case 'processTime':
      return number(headers, name)
    case 'statusMessage':
    case 'ip':
    case 'uuid':
    case 'hotkey':
    case 'signature':
      return single(headers, name)
    default:
      key satisfies never
      return undefined
  }
}

function number(headers: IncomingHeaders, name: string): number | undefined {
  const text = single(headers, name)
  if (text === undefined) return undefined
  if (!/^\d{1,20}(?:\.\d{1,40})?(?:[eE][+-]?\d{1,3})?$/.test(text)) throw invalid(name)
  const value = Number(text)
  if (!Number.isFinite(value)) throw invalid(name)
  return value
}

function integer(headers: IncomingHeaders, name: string): number | undefined {
  const value = bigInteger(headers, name)
  if (value === undefined) return undefined
  if (value > Number.MAX_SAFE_INTEGER) throw invalid(name)
  return Number(value)
}

/** At most 20 digits: a nonce is a `u64` of nanoseconds. */
function bigInteger(headers: IncomingHeaders, name: string): bigint | undefined {
  const text = single(headers, name)
  if (text === undefined) return undefined
  if (!/^\d{1,20}$/.test(text)) throw invalid(name)
  return BigInt(text)
}

function invalid(name: string): SynapseError {
  return new SynapseError('InvalidHeader', `the header ${name} is not what the protocol sends`)
}

/** JSON of an empty value of the same type; nothing for null. */
function emptyOf(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined
  if (Array.isArray(value)) return '[]'
  if (typeof value === 'object') return '{}'
  if (typeof value === 'string') return '""'
  return typeof value === 'boolean' ? 'false' : '0'
}
