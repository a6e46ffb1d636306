import type { IncomingMessage, ServerResponse } from 'node:http'
import type { SynapseHeaders } from '../synapse/headers.ts'
import type { AxonOutcome } from './metrics.ts'
import type { Call } from './options.ts'
import type { Route } from './route.ts'

/** One request on its way through the axon; filled as more is known of it. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly reply: ServerResponse
  /** `performance.now` of the head. */
  readonly beganMs: number
  readonly ip: string
  readonly port: number
  route?: Route
  headers?: SynapseHeaders
  call?: Call
  /** The text that the sender signed, once it is verified. */
  text?: string
  outcome: AxonOutcome
}

/** What a dendrite of ours asks for in `bt_header_dendrite_wants`; others ignore the header. */
export interface Wants {
  /** The response fields alone, without the request and the ends. */
  readonly lean: boolean
  /** A signature over request and answer. */
  readonly signed: boolean
}

export const WANTS_HEADER = 'bt_header_dendrite_wants'

/** What this dendrite wants; nothing where it is no dendrite of ours. */
export function wantsOf(request: IncomingMessage): Wants {
  const wants = String(request.headers[WANTS_HEADER] ?? '').split(' ')
  return { lean: wants.includes('lean'), signed: wants.includes('signed') }
}

/** A connection of an IPv4 address to an IPv6 socket bears a prefix. */
export function createExchange(request: IncomingMessage, reply: ServerResponse): Exchange {
  const { remoteAddress = '', remotePort = 0 } = request.socket
  const ip = remoteAddress.replace(/^::ffff:/, '')
  return { request, reply, beganMs: performance.now(), ip, port: remotePort, outcome: 'cancelled' }
}
