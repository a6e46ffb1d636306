import { createHash } from 'node:crypto'

/** Who asks whom, and for what. */
export interface RequestParts {
  /** Nanoseconds. */
  readonly nonce: bigint
  /** SS58 address of the sender. */
  readonly dendrite: string
  /** SS58 address of the receiver. */
  readonly axon: string
  /** Of the dendrite. */
  readonly uuid: string
  readonly bodyHash: string
}

/** The text that a dendrite signs (spec: 80-axon-dendrite §1.5). */
export function requestText({ nonce, dendrite, axon, uuid, bodyHash }: RequestParts): string {
  return `${nonce}.${dendrite}.${axon}.${uuid}.${bodyHash}`
}

/**
 * The text that a Python axon signs before it looks at a request (spec: 80-axon-dendrite §1.6).
 *
 * @param parts.uuid of the axon
 */
export function axonText({ nonce, dendrite, axon, uuid }: Omit<RequestParts, 'bodyHash'>): string {
  return `${nonce}.${dendrite}.${axon}.${uuid}`
}

/**
 * The text that our axon signs over an answer: H(request ‖ response), where the request stands for
 * its signed text and so for sender, receiver, nonce and body (spec: 85-subnets §0.1).
 *
 * @param request result of `requestText`
 * @param body the bytes of the answer
 */
export function responseText(request: string, body: Uint8Array): string {
  const parts = createHash('sha3-256')
    .update(createHash('sha3-256').update(request).digest())
    .update(createHash('sha3-256').update(body).digest())
  return `plexus.response.${parts.digest('hex')}`
}
