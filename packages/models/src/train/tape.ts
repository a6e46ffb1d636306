import type { GraphBuilder, OnnxAttributes } from '../onnx-writer/index.ts'

/** The first size of a shape when the batch is free. */
export const FREE_BATCH = -1

/** An FP32 value of a graph. */
export interface Value {
  readonly name: string
  /** Fixed sizes; only the first may be {@link FREE_BATCH}. */
  readonly shape: readonly number[]
  /** Whether a parameter leads to it. */
  readonly differentiable: boolean
}

/** Adds to the graph what one input contributes to the loss, given the gradient of the result. */
export type Derivative = (gradient: Value) => Value

/** One recorded operation: which result came from which inputs, and how gradients go back. */
export interface TapeEntry {
  readonly result: Value
  readonly inputs: readonly Value[]
  readonly derivatives: readonly Derivative[]
}

/** What an emitted operation is asked for besides its inputs. */
export interface EmitOptions {
  readonly shape: readonly number[]
  readonly attributes?: OnnxAttributes
  /** Names of further inputs that are no FP32 values: axes, sizes, pads. */
  readonly also?: readonly string[]
}

/** Builds a graph and remembers how its values came about. */
export interface Tape {
  readonly graph: GraphBuilder
  readonly entries: readonly TapeEntry[]
  /** Takes a value in that some other part of the graph made. */
  adopt(name: string, shape: readonly number[], differentiable: boolean): Value
  /** Adds an operation without a derivative. */
  emit(opType: string, inputs: readonly Value[], options: EmitOptions): Value
  /** Declares `result` to be differentiable in `inputs`; one derivative per input, in their order. */
  record(result: Value, inputs: readonly Value[], derivatives: readonly Derivative[]): Value
  /** A constant number. */
  scalar(value: number): Value
  /** A constant vector of integers: its name, for axes, sizes and pads. */
  integers(values: readonly number[]): string
}

/** Starts a tape on a graph. */
export function createTape(graph: GraphBuilder): Tape {
  const entries: TapeEntry[] = []
  const constants = new Map<string, string>()
  const constant = (key: string, make: () => string): string => {
    const known = constants.get(key)
    if (known !== undefined) return known
    const name = make()
    constants.set(key, name)
    return name
  }
  const adopt: Tape['adopt'] = (name, shape, differentiable) => ({ name, shape, differentiable })

  return {
    graph,
    entries,
    adopt,
    emit(opType, inputs, { shape, attributes = {}, also = [] }) {
      const names = [...inputs.map(({ name }) => name), ...also]
      return adopt(graph.node(opType, names, { attributes }), shape, false)
    },
    record(result, inputs, derivatives) {
      const differentiable = inputs.some((input) => input.differentiable)
      const recorded = adopt(result.name, result.shape, differentiable)
      if (differentiable) entries.push({ result: recorded, inputs, derivatives })
      return recorded
    },
    scalar(value) {
      const name = constant(`f${value}`, () =>
        graph.constant('scalar', { datatype: 'FP32', shape: [], data: Float32Array.of(value) }),
      )
      return adopt(name, [], false)
    },
    integers(values) {
      return constant(`i${values.join()}`, () =>
        graph.constant('integers', {
          datatype: 'INT64',
          shape: [values.length],
          data: BigInt64Array.from(values, BigInt),
        }),
      )
    },
  }
}
