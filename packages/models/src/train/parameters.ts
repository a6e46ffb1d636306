import { createGraph } from '../onnx-writer/index.ts'
import { TrainError } from './errors.ts'
import type { Network, NetworkScope, ParameterSpec } from './network.ts'
import { createTape } from './tape.ts'
import type { Tape, Value } from './tape.ts'

/** Where a parameter lies in the vector of all parameters. */
export interface ParameterPlace extends ParameterSpec {
  readonly offset: number
  readonly size: number
}

/**
 * The parameters of a network in the order in which it asks for them.
 * @param image channels, height and width
 * @throws TrainError when the network does not fit such images
 */
export function parametersOf(
  network: Network,
  image: readonly number[],
): readonly ParameterPlace[] {
  const tape = createTape(createGraph('layout'))
  const places: ParameterPlace[] = []
  const scope: NetworkScope = {
    tape,
    parameter(spec) {
      const last = places.at(-1)
      const size = spec.shape.reduce((product, length) => product * length, 1)
      places.push({ ...spec, offset: last === undefined ? 0 : last.offset + last.size, size })
      return tape.adopt(tape.graph.input(spec.name, 'FP32', spec.shape), spec.shape, true)
    },
  }
  const shape = [1, ...image]
  network(scope, tape.adopt(tape.graph.input('images', 'FP32', shape), shape, false))
  return places
}

/** How many numbers a network learns. */
export function parameterCount(places: readonly ParameterPlace[]): number {
  const last = places.at(-1)
  return last === undefined ? 0 : last.offset + last.size
}

/**
 * A vector of first parameters.
 * @param uniform gives numbers in [0, 1)
 */
export function initialParameters(
  places: readonly ParameterPlace[],
  uniform: () => number,
): Float32Array {
  const vector = new Float32Array(parameterCount(places))
  for (const { offset, size, start } of places) {
    const part = vector.subarray(offset, offset + size)
    if ('value' in start) part.fill(start.value)
    else
      for (let index = 0; index < size; index += 1) part[index] = start.deviation * normal(uniform)
  }
  return vector
}

/** Cuts a vector into the parameters of a network: nodes of the graph, leaves of the tape. */
export function splitParameters(
  tape: Tape,
  vector: string,
  places: readonly ParameterPlace[],
): ReadonlyMap<string, Value> {
  const sizes = tape.integers(places.map(({ size }) => size))
  const parts = tape.graph.nodes('Split', [vector, sizes], places.length, { hint: 'part' })
  return new Map(
    places.map(({ name, shape }, index) => {
      const part = tape.graph.node('Reshape', [parts[index] ?? '', tape.integers(shape)], {
        hint: name,
      })
      return [name, tape.adopt(part, shape, true)]
    }),
  )
}

/** The part of a vector that belongs to a parameter. */
export function partOf(vector: Float32Array, { name, offset, size }: ParameterPlace): Float32Array {
  if (vector.length < offset + size) {
    throw new TrainError(
      'TrainData',
      `${vector.length} weights do not reach to "${name}" at ${offset}: give those of this network.`,
    )
  }
  return vector.slice(offset, offset + size)
}

/** A standard normal number, by the transform of Box and Muller. */
function normal(uniform: () => number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - uniform()))
  return radius * Math.cos(2 * Math.PI * uniform())
}
