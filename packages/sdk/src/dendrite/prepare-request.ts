import { bodyHash } from '../synapse/body-hash.ts'
import type { HashedFields } from '../synapse/body-hash.ts'
import { writeBody } from '../synapse/body.ts'
import { addInputObjects, toHeaders } from '../synapse/headers.ts'
import { requestText } from '../synapse/messages.ts'
import { signText } from '../synapse/signature.ts'
import type { Signer } from '../synapse/signer.ts'
import type { SynapseSpec } from '../synapse/synapse-spec.ts'
import { WIRE_VERSION } from '../synapse/version.ts'
import type { Target } from './options.ts'

/** A request as bytes. */
export interface PreparedRequest {
  readonly path: string
  readonly headers: Record<string, string>
  readonly body: Buffer
  /** The text that was signed. */
  readonly text: string
}

/** What a request is made from besides its fields. */
export interface RequestIdentity {
  readonly signer: Signer
  readonly ownIp: string | undefined
  readonly uuid: string
  readonly nonce: bigint
  readonly timeoutMs: number
  readonly hashed: HashedFields
  /** What is asked of axons of our own: `lean`, `signed`. */
  readonly wants: string
}

/** Signs a request for one axon (spec: 80-axon-dendrite §1.5). */
export async function prepareRequest<Request>(
  target: Target,
  synapse: SynapseSpec<Request, unknown>,
  request: Request,
  identity: RequestIdentity,
): Promise<PreparedRequest> {
  const { signer, uuid, nonce, hashed } = identity
  const fields = completeFields(synapse, request)
  const fieldsText = JSON.stringify(fields)
  const hash = bodyHash(fieldsText, hashed) ?? ''
  const parties = { dendrite: signer.address, axon: target.hotkey }
  const text = requestText({ nonce, uuid, bodyHash: hash, ...parties })
  const dendrite = {
    ...(identity.ownIp !== undefined && { ip: identity.ownIp }),
    version: WIRE_VERSION,
    nonce,
    uuid,
    hotkey: signer.address,
    signature: await signText(signer, text),
  }
  const axon = { ip: target.ip, port: target.port, hotkey: target.hotkey }
  const base = { name: synapse.name, timeout: identity.timeoutMs / 1_000, axon, dendrite }
  const body = Buffer.from(writeBody(base, [fieldsText]))
  const headers = toHeaders({ ...base, bodyHash: hash })
  addInputObjects(headers, fields, synapse.requiredFields ?? synapse.requestFields)
  headers['header_size'] = '0'
  headers['total_size'] = String(body.length)
  if (identity.wants !== '') headers['bt_header_dendrite_wants'] = identity.wants
  headers['content-type'] = 'application/json'
  headers['accept-encoding'] = 'identity'
  return { path: `/${synapse.name}`, headers, body, text }
}

/** A field without a value is sent as null: the receiver hashes it too. */
function completeFields<Request>(
  synapse: SynapseSpec<Request, unknown>,
  request: Request,
): Record<string, unknown> {
  const written = synapse.writeRequest(request)
  return Object.fromEntries(synapse.requestFields.map((name) => [name, written[name] ?? null]))
}
