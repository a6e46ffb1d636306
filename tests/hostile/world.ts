import { createKeyPair, createSignatures, encodeSs58 } from '@plexus/primitives'
import type { Signatures } from '@plexus/primitives'
import { InvalidFieldError } from '@plexus/sdk/node'
import type { Signer, SynapseSpec } from '@plexus/sdk/node'

/** What the model is asked. */
export interface Question {
  /** Names the case. */
  readonly text: string
  readonly count: number
  readonly extra: unknown
}

/** What a good answer is. */
export interface Solution {
  readonly answer: string
  readonly scores: readonly number[]
}

/** The synapse of all cases. @param name of the route, which names the case to a hostile axon */
export function synapseOf(name: string): SynapseSpec<Question, Solution> {
  return {
    name,
    requestFields: ['text', 'count', 'extra'],
    responseFields: ['answer', 'scores'],
    parseRequest({ text, count, extra }) {
      if (typeof text !== 'string') throw new InvalidFieldError('text', 'must be a text')
      if (typeof count !== 'number') throw new InvalidFieldError('count', 'must be a number')
      return { text, count, extra }
    },
    parseResponse({ answer, scores }) {
      if (typeof answer !== 'string') throw new InvalidFieldError('answer', 'must be a text')
      if (!Array.isArray(scores) || scores.length !== 3 || !scores.every(isScore)) {
        throw new InvalidFieldError('scores', 'must be three numbers from 0 to 1')
      }
      return { answer, scores }
    },
    writeRequest: ({ text, count, extra }) => ({ text, count, extra }),
    writeResponse: ({ answer, scores }) => ({ answer, scores }),
  }
}

/** A good body. */
export const GOOD = '{"answer":"yes","scores":[0,0.5,1]}'

/** The key of a development account. */
export async function signerOf(uri: string): Promise<Signer> {
  const signatures = await createSignatures()
  const { publicKey, account, sign } = createKeyPair({ scheme: 'Sr25519', uri }, signatures)
  return { publicKey, address: encodeSs58(account), sign }
}

export interface Parties {
  readonly signatures: Signatures
  readonly miner: Signer
  readonly validator: Signer
  readonly other: Signer
}

export async function createParties(): Promise<Parties> {
  const [signatures, miner, validator, other] = await Promise.all([
    createSignatures(),
    signerOf('//Miner'),
    signerOf('//Validator'),
    signerOf('//Other'),
  ])
  return { signatures, miner, validator, other }
}

function isScore(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value <= 1
}
