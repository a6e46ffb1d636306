import { createKeyPair, createSignatures, encodeSs58 } from '@plexus/primitives'
import type { Signatures } from '@plexus/primitives'
import { createAxon } from '../../src/axon/create-axon.ts'
import type { Axon, AxonHandler, AxonModules, AxonOptions } from '../../src/axon/options.ts'
import { createDendrite } from '../../src/dendrite/create-dendrite.ts'
import type { Dendrite, DendriteOptions, Target } from '../../src/dendrite/options.ts'
import { InvalidFieldError } from '../../src/synapse/errors.ts'
import type { Signer } from '../../src/synapse/signer.ts'
import type { SynapseSpec } from '../../src/synapse/synapse-spec.ts'

export interface Question {
  readonly text: string
  readonly count: number
}

/** A synapse with a text and a number, answered with a text. */
export const REPEAT: SynapseSpec<Question, string> = {
  name: 'Repeat',
  requestFields: ['text', 'count'],
  responseFields: ['answer'],
  parseRequest({ text, count }) {
    if (typeof text !== 'string') throw new InvalidFieldError('text', 'must be a text')
    if (typeof count !== 'number') throw new InvalidFieldError('count', 'must be a number')
    return { text, count }
  },
  parseResponse({ answer }) {
    if (typeof answer !== 'string') throw new InvalidFieldError('answer', 'must be a text')
    return answer
  },
  writeRequest: ({ text, count }) => ({ text, count }),
  writeResponse: (answer) => ({ answer }),
}

export const QUESTION: Question = { text: 'ab', count: 2 }

export function repeat({ text, count }: Question): string {
  return text.repeat(count)
}

/** The key of a development account. */
export function signerOf(uri: string, signatures: Signatures): Signer {
  const { publicKey, account, sign } = createKeyPair({ scheme: 'Sr25519', uri }, signatures)
  return { publicKey, address: encodeSs58(account), sign }
}

export interface World {
  readonly signatures: Signatures
  readonly axon: Axon
  readonly target: Target
  readonly miner: Signer
  readonly validator: Signer
  dendrite(options?: Partial<DendriteOptions>): Dendrite
  /** Stops everything. */
  stop(): Promise<void>
}

/** An axon on a free port, and dendrites of another key. */
export async function createWorld(setup: {
  readonly handlers: readonly AxonHandler<never, never>[]
  readonly options?: Partial<AxonOptions>
  readonly modules?: Partial<AxonModules>
}): Promise<World> {
  const signatures = await createSignatures()
  const [miner, validator] = [signerOf('//Miner', signatures), signerOf('//Validator', signatures)]
  const axon = createAxon(
    { hotkey: miner, port: 0, host: '127.0.0.1', ...setup.options },
    { signatures, ...setup.modules },
  )
  for (const handler of setup.handlers) axon.attach(handler)
  await axon.start()
  const dendrites: Dendrite[] = []
  return {
    signatures,
    axon,
    miner,
    validator,
    target: { ip: '127.0.0.1', port: axon.address().port, hotkey: miner.address },
    dendrite(options) {
      const dendrite = createDendrite({ hotkey: validator, ...options }, { signatures })
      dendrites.push(dendrite)
      return dendrite
    },
    async stop() {
      await Promise.all(dendrites.map((dendrite) => dendrite.close()))
      await axon.stop({ graceMs: 100 })
    },
  }
}

/** Erases the types of a handler for a list of them. */
export function handlerOf<Request, Response>(
  handler: AxonHandler<Request, Response>,
): AxonHandler<never, never> {
  return handler as unknown as AxonHandler<never, never>
}

/** A promise and what settles it. */
export function deferred<Value>(): { promise: Promise<Value>; resolve(value: Value): void } {
  let resolve: (value: Value) => void = () => undefined
  const promise = new Promise<Value>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
