import { InvalidFieldError } from '../../synapse/errors.ts'
import type { SynapseSpec } from '../../synapse/synapse-spec.ts'
import { isHex32 } from './answer-commitment.ts'
import type { RevealedAnswer } from './answer-commitment.ts'

/** What a miner answers first. */
export interface Commitment {
  /** 64 digits of lower-case hex. */
  readonly commitment: string
}

/** The two messages of a subnet whose answers are committed. */
export interface CommittedSynapses<Request> {
  /** Name and request of the subnet's synapse; the response is a commitment. */
  readonly commit: SynapseSpec<Request, Commitment>
  /** The same name with `Reveal`. */
  readonly reveal: SynapseSpec<Commitment, RevealedAnswer>
}

/** The messages that replace `synapse` where `manifest.answers` is `committed`. */
export function committedSynapses<Request, Response>(
  synapse: SynapseSpec<Request, Response>,
): CommittedSynapses<Request> {
  return {
    commit: {
      ...synapse,
      responseFields: ['commitment'],
      parseResponse: parseCommitment,
      writeResponse: writeCommitment,
    },
    reveal: {
      name: `${synapse.name}Reveal`,
      requestFields: ['commitment'],
      responseFields: ['salt', 'answer'],
      parseRequest: parseCommitment,
      parseResponse: parseReveal,
      writeRequest: writeCommitment,
      writeResponse: ({ salt, answer }) => ({ salt, answer }),
    },
  }
}

type Fields = Readonly<Record<string, unknown>>

function parseCommitment({ commitment }: Fields): Commitment {
  if (!isHex32(commitment))
    throw new InvalidFieldError('commitment', 'must be 64 digits of lower-case hexadecimal')
  return { commitment }
}

const writeCommitment = ({ commitment }: Commitment) => ({ commitment })

function parseReveal({ salt, answer }: Fields): RevealedAnswer {
  if (!isHex32(salt))
    throw new InvalidFieldError('salt', 'must be 64 digits of lower-case hexadecimal')
  if (typeof answer !== 'string') throw new InvalidFieldError('answer', 'must be a string of JSON')
  return { salt, answer }
}
