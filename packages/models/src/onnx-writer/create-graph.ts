import type { Datatype, Tensor } from '../tensor.ts'
import { checkTensor } from './check-tensor.ts'
import { OnnxWriterError } from './errors.ts'
import type {
  OnnxAttributes,
  OnnxDimension,
  OnnxInitializer,
  OnnxModel,
  OnnxNode,
  OnnxValueInfo,
} from './model.ts'

/** What a node is asked for besides its inputs. */
export interface NodeOptions {
  readonly attributes?: OnnxAttributes
  /** Start of the names of its results; the name of the operation by default. */
  readonly hint?: string
}

/** A graph under construction. Values are known by name; names are made unless given. */
export interface GraphBuilder {
  /** @throws OnnxWriterError when the name is taken */
  input(name: string, datatype: Datatype, shape: readonly OnnxDimension[]): string
  /**
   * Puts a tensor into the file.
   * @param hint start of its name; exactly its name when nothing else has it
   * @throws OnnxWriterError when the elements are not what type and shape say
   */
  constant(hint: string, tensor: Tensor): string
  /**
   * Adds an operation with one result.
   * @param inputs names; an empty one leaves out an optional input
   * @returns the name of the result
   * @throws OnnxWriterError when an input is unknown
   */
  node(opType: string, inputs: readonly string[], options?: NodeOptions): string
  /** Adds an operation with `count` results. */
  nodes(
    opType: string,
    inputs: readonly string[],
    count: number,
    options?: NodeOptions,
  ): readonly string[]
  /** Gives out a value under a name of its own. */
  output(name: string, value: string, datatype: Datatype, shape: readonly OnnxDimension[]): void
  /** @throws OnnxWriterError when the graph gives nothing */
  build(metadata?: Readonly<Record<string, string>>): OnnxModel
}

/** Starts an empty graph. */
export function createGraph(name: string): GraphBuilder {
  const inputs: OnnxValueInfo[] = []
  const outputs: OnnxValueInfo[] = []
  const initializers: OnnxInitializer[] = []
  const nodes: OnnxNode[] = []
  const names = createNames()

  const addNode: GraphBuilder['nodes'] = (opType, from, count, options = {}) => {
    for (const input of from) if (input !== '') names.mustKnow(input)
    const hint = options.hint ?? opType
    const results = Array.from({ length: count }, () => names.fresh(hint))
    nodes.push({
      opType,
      inputs: [...from],
      outputs: results,
      attributes: options.attributes ?? {},
    })
    return results
  }

  return {
    input(inputName, datatype, shape) {
      inputs.push({ name: names.take(inputName), datatype, shape: [...shape] })
      return inputName
    },
    constant(hint, tensor) {
      checkTensor(hint, tensor)
      const constantName = names.fresh(hint)
      initializers.push({ name: constantName, tensor })
      return constantName
    },
    node: (opType, from, options) => addNode(opType, from, 1, options)[0] ?? '',
    nodes: addNode,
    output(outputName, value, datatype, shape) {
      names.mustKnow(value)
      outputs.push({ name: names.take(outputName), datatype, shape: [...shape] })
      nodes.push({ opType: 'Identity', inputs: [value], outputs: [outputName], attributes: {} })
    },
    build(metadata = {}) {
      if (outputs.length === 0) {
        throw new OnnxWriterError('OnnxNoOutput', `The graph ${name} gives nothing: add an output.`)
      }
      return { name, inputs, outputs, initializers, nodes, metadata }
    },
  }
}

interface Names {
  take(name: string): string
  fresh(hint: string): string
  mustKnow(name: string): void
}

function createNames(): Names {
  const taken = new Set<string>()
  const counts = new Map<string, number>()
  return {
    take(name) {
      if (name === '' || taken.has(name)) {
        throw new OnnxWriterError(
          'OnnxNameTaken',
          `The name "${name}" is empty or taken in this graph: choose another one.`,
        )
      }
      taken.add(name)
      return name
    },
    fresh(hint) {
      let count = counts.get(hint) ?? 0
      let name = count === 0 ? hint : `${hint}_${count}`
      while (taken.has(name)) {
        count += 1
        name = `${hint}_${count}`
      }
      counts.set(hint, count + 1)
      return this.take(name)
    },
    mustKnow(name) {
      if (!taken.has(name)) {
        throw new OnnxWriterError(
          'OnnxNameUnknown',
          `The value "${name}" is not defined in this graph: define it before its use.`,
        )
      }
    },
  }
}
