import type { Tape, Value } from './tape.ts'

/** A parameter that a network asks for. */
export interface ParameterSpec {
  /** Its own within the network. */
  readonly name: string
  readonly shape: readonly number[]
  /** The same value everywhere, or normal numbers of a standard deviation around 0. */
  readonly start: { readonly value: number } | { readonly deviation: number }
  /** Whether weight decay pulls it to 0. */
  readonly decays: boolean
}

/** What a network is built with. */
export interface NetworkScope {
  readonly tape: Tape
  /** Asks for a parameter; the order of the calls is the order in the vector of parameters. */
  parameter(spec: ParameterSpec): Value
}

/**
 * A network: from images [N, C, H, W] in [0, 1] to logits [N, classes]. It is built several times
 * (layout, training, inference) and must ask for the same parameters each time.
 */
export type Network = (scope: NetworkScope, images: Value) => Value
