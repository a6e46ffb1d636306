import { connect } from 'node:net'
import { request as httpRequest } from 'node:http'
import type { Signer } from '../../src/synapse/signer.ts'
import { bodyHash } from '../../src/synapse/body-hash.ts'
import { toHeaders } from '../../src/synapse/headers.ts'
import { requestText } from '../../src/synapse/messages.ts'
import { signText } from '../../src/synapse/signature.ts'

/** What a request says; a test changes one thing. */
export interface RawParts {
  readonly port: number
  readonly path: string
  readonly method: string
  readonly headers: Record<string, string>
  readonly body: string
}

/** A correct request that is written without the dendrite. */
export async function rawRequest(given: {
  readonly port: number
  readonly from: Signer
  readonly to: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly hashed?: readonly string[]
  readonly path?: string
  readonly nonce?: bigint
  readonly uuid?: string
  readonly timeout?: number
  readonly version?: number
  readonly body?: string
}): Promise<RawParts> {
  const { port, from, to, fields, path = '/Repeat', uuid = 'raw', timeout = 12 } = given
  const nonce = given.nonce ?? BigInt(Date.now()) * 1_000_000n
  const text = given.body ?? JSON.stringify(fields)
  const hash = bodyHash(JSON.stringify(fields), { fields: given.hashed ?? Object.keys(fields) })
  const signed = requestText({
    nonce,
    uuid,
    dendrite: from.address,
    axon: to,
    bodyHash: hash ?? '',
  })
  const headers = toHeaders({
    name: path.slice(1),
    timeout,
    axon: { hotkey: to },
    dendrite: {
      nonce,
      uuid,
      version: given.version ?? 10_002_000,
      hotkey: from.address,
      signature: await signText(from, signed),
    },
    bodyHash: hash ?? '',
  })
  return { port, path, method: 'POST', headers, body: text }
}

export interface RawReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
  readonly json: Readonly<Record<string, unknown>>
}

export function sendRaw({ port, path, method, headers: given, body }: RawParts): Promise<RawReply> {
  // node:http gives GET no frame for a body by itself.
  const length = { 'content-length': String(Buffer.byteLength(body)) }
  const headers = 'transfer-encoding' in given ? given : { ...length, ...given }
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (reply) => {
      let text = ''
      reply.on('data', (piece: Buffer) => (text += piece.toString()))
      reply.on('error', reject)
      reply.on('end', () => {
        const json = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {}
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers, text, json })
      })
    })
    request.on('error', reject)
    request.end(body)
  })
}

/** Writes bytes to the port; all that comes back until the other side ends. */
export function sendBytes(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let got = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.on('data', (piece) => (got += piece.toString()))
    // A reset ends the connection as well.
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(got))
  })
}
