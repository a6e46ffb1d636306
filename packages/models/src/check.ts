import { ModelFailedError, TensorShapeError } from './errors.ts'
import { countElements } from './tensor.ts'
import type { Tensor, TensorSpec, Tensors } from './tensor.ts'

/**
 * Refuses tensors that do not fit the inputs of a model: a missing or unknown name, another datatype,
 * rank or dimension, an array of the wrong length.
 * @throws TensorShapeError
 */
export function checkInputs(model: string, specs: readonly TensorSpec[], tensors: Tensors): void {
  const why = findMisfit(specs, tensors)
  if (why !== undefined) {
    throw new TensorShapeError(`The model ${model} takes ${describe(specs)}: ${why}.`)
  }
}

/**
 * Refuses the answer of a model that does not fit its outputs.
 * @throws ModelFailedError
 */
export function checkOutputs(model: string, specs: readonly TensorSpec[], tensors: Tensors): void {
  const why = findMisfit(specs, tensors)
  if (why !== undefined) {
    throw new ModelFailedError(`The model ${model} promises ${describe(specs)}, but ${why}.`)
  }
}

/** Tensors as a person reads them: `x FP32[-1, 3], mask BOOL[-1]`. */
export function describe(specs: readonly TensorSpec[]): string {
  if (specs.length === 0) return 'no tensors'
  return specs.map(({ name, datatype, shape }) => `${name} ${datatype}[${shape.join()}]`).join(', ')
}

function findMisfit(specs: readonly TensorSpec[], tensors: Tensors): string | undefined {
  for (const spec of specs) {
    const tensor = Object.hasOwn(tensors, spec.name) ? tensors[spec.name] : undefined
    if (tensor === undefined) return `${spec.name} is missing`
    const why = misfitOf(spec, tensor)
    if (why !== undefined) return why
  }
  const names = new Set(specs.map(({ name }) => name))
  const unknown = Object.keys(tensors).find((name) => !names.has(name))
  return unknown === undefined ? undefined : `${unknown.slice(0, 64)} is not among them`
}

function misfitOf({ name, datatype, shape }: TensorSpec, tensor: Tensor): string | undefined {
  if (tensor.datatype !== datatype) return `${name} is ${tensor.datatype}`
  const fits =
    tensor.shape.length === shape.length &&
    shape.every((dimension, axis) => dimension === -1 || dimension === tensor.shape[axis])
  if (!fits) return `${name} has the shape [${tensor.shape.slice(0, 16).join()}]`
  const elements = countElements(tensor.shape)
  if (elements === tensor.data.length) return undefined
  return `${name} has ${tensor.data.length} elements, not as many as its shape [${tensor.shape.join()}] says`
}
