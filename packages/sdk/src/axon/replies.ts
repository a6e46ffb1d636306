import { randomUUID } from 'node:crypto'
import { writeBody } from '../synapse/body.ts'
import { toHeaders } from '../synapse/headers.ts'
import { pick } from '../synapse/json.ts'
import { axonText, responseText } from '../synapse/messages.ts'
import { signText } from '../synapse/signature.ts'
import type { Signer } from '../synapse/signer.ts'
import type { TerminalInfo } from '../synapse/terminal-info.ts'
import { WIRE_VERSION } from '../synapse/version.ts'
import { wantsOf } from './exchange.ts'
import type { Exchange } from './exchange.ts'
import { Refusal } from './refusal.ts'

/** What replies say of the axon. */
export interface ReplyContext {
  readonly hotkey: Signer
  readonly uuid: string
  readonly responseBytes: number
  now(): bigint
}

const JSON_TYPE = 'application/json'
/** What is left of a refused body is read and thrown away up to here; above, the connection ends. */
const DRAINED_BYTES = 65_536

/**
 * Sends the response fields of a handler.
 *
 * @param fields of the request, which Python needs back (spec: 80-axon-dendrite §1.7)
 * @throws Refusal 500 for an answer above the limit
 */
export async function sendAnswer(
  exchange: Exchange,
  { fields, text }: { readonly fields: Readonly<Record<string, unknown>>; readonly text: string },
  context: ReplyContext,
): Promise<void> {
  const { reply, route, call } = exchange
  const wants = wantsOf(exchange.request)
  const axon = answerInfo(exchange, context)
  const dendrite = exchange.headers?.dendrite ?? {}
  const timeout = (call?.timeoutMs ?? 0) / 1_000
  const name = route?.name ?? ''
  const echoed = route?.requestFields.filter((field) => !route.responseFields.includes(field))
  const body = Buffer.from(
    wants.lean
      ? text
      : writeBody({ name, timeout, axon, dendrite }, [
          JSON.stringify(pick(fields, echoed ?? [])),
          text,
        ]),
  )
  if (body.length > context.responseBytes) throw internalError('AnswerTooLong').refusal
  const headers = wants.lean
    ? toHeaders({ axon: lean(axon), dendrite: {} })
    : toHeaders({ name, timeout, axon, dendrite })
  if (wants.signed && exchange.text !== undefined) {
    const signature = await signText(context.hotkey, responseText(exchange.text, body))
    headers['bt_header_axon_response_signature'] = signature
  }
  headers['content-type'] = JSON_TYPE
  headers['content-length'] = String(body.length)
  reply.writeHead(200, headers)
  reply.end(body)
}

/** The head of a stream; its pieces follow in chunks. */
export function sendStreamHead(exchange: Exchange, context: ReplyContext): void {
  const headers = toHeaders({
    name: exchange.route?.name ?? '',
    timeout: (exchange.call?.timeoutMs ?? 0) / 1_000,
    axon: answerInfo(exchange, context),
    dendrite: exchange.headers?.dendrite ?? {},
  })
  headers['content-type'] = 'text/event-stream'
  exchange.reply.writeHead(200, headers)
}

/** Says no. Where the headers made a call, the axon signs what it says, as Python's does. */
export async function sendRefusal(
  exchange: Exchange,
  refusal: Refusal,
  context: ReplyContext,
): Promise<void> {
  const { reply } = exchange
  if (reply.headersSent || reply.destroyed) {
    reply.destroy()
    return
  }
  const isDetail = refusal.status === 422
  const content = isDetail
    ? { detail: [{ type: 'value_error', loc: ['body'], msg: refusal.message }] }
    : { message: refusal.message }
  const body = Buffer.from(JSON.stringify(content))
  const headers = await refusalHeaders(exchange, refusal, context)
  headers['content-type'] = JSON_TYPE
  headers['content-length'] = String(body.length)
  if (refusal.status === 429 || refusal.status === 503) headers['retry-after'] = '1'
  if (hasLongRest(exchange)) headers['connection'] = 'close'
  if (reply.destroyed) return
  reply.writeHead(refusal.status, headers)
  reply.end(body)
}

/** A fault of the axon: the caller learns a number, the log what it was. */
export function internalError(cause: unknown): { id: string; cause: unknown; refusal: Refusal } {
  const id = randomUUID()
  return { id, cause, refusal: new Refusal(500, 'failed', `Internal Server Error #${id}`) }
}

async function refusalHeaders(
  { headers, route, beganMs }: Exchange,
  { status, message }: Refusal,
  { hotkey, uuid, now }: ReplyContext,
): Promise<Record<string, string>> {
  const status_ = { statusCode: status, statusMessage: message.slice(0, 512) }
  if (headers === undefined) return toHeaders({ axon: status_, dendrite: {} })
  const nonce = now()
  const parts = { nonce, uuid, axon: hotkey.address, dendrite: headers.dendrite.hotkey ?? 'None' }
  const axon = {
    ...headers.axon,
    ...status_,
    processTime: secondsSince(beganMs),
    version: WIRE_VERSION,
    nonce,
    uuid,
    hotkey: hotkey.address,
    signature: await signText(hotkey, axonText(parts)),
  }
  return toHeaders({ name: route?.name ?? '', axon, dendrite: headers.dendrite })
}

function answerInfo({ headers, beganMs }: Exchange, { hotkey }: ReplyContext): TerminalInfo {
  return {
    ...headers?.axon,
    statusCode: 200,
    statusMessage: 'Success',
    processTime: secondsSince(beganMs),
    hotkey: hotkey.address,
  }
}

function lean({ statusCode = 200, processTime = 0 }: TerminalInfo): TerminalInfo {
  return { statusCode, processTime }
}

function hasLongRest({ request }: Exchange): boolean {
  if (request.complete) return false
  const { 'content-length': length, 'transfer-encoding': coding } = request.headers
  return coding !== undefined || Number(length ?? 0) > DRAINED_BYTES
}

function secondsSince(beganMs: number): number {
  return (performance.now() - beganMs) / 1_000
}
