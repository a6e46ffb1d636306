import { bytesOf, viewTensor } from '../tensor-memory.ts'
import type { Tensor, Tensors } from '../tensor.ts'

/** How many rows some tensors have: the first dimension of all of them, or undefined when they differ. */
export function rowsOf(tensors: Tensors): number | undefined {
  const [rows, ...others] = new Set(Object.values(tensors).map(({ shape }) => shape[0]))
  return others.length === 0 ? rows : undefined
}

/** Equal for tensors that can be joined: the same names, datatypes and dimensions after the first. */
export function joinKeyOf(tensors: Tensors): string {
  const names = Object.keys(tensors)
  if (names.length > 1) names.sort((a, b) => (a < b ? -1 : 1))
  let key = ''
  for (const name of names) {
    const { datatype = '', shape = [] } = tensors[name] ?? {}
    key += `${name.length}:${name}${datatype}[`
    for (let axis = 1; axis < shape.length; axis += 1) key += `${shape[axis]},`
    key += ']'
  }
  return key
}

/** Memory that is used again for one call after the other, by the name of the tensor. */
export type Scratch = Map<string, ArrayBuffer>

/**
 * The rows of several requests, one below the other. They must have the same key.
 * @param scratch where the joined tensors may live; else each gets memory of its own
 */
export function joinRows(requests: readonly Tensors[], scratch?: Scratch): Tensors {
  const names = Object.keys(requests[0] ?? {})
  return Object.fromEntries(
    names.map((name) => {
      const parts = requests.flatMap((tensors) => tensors[name] ?? [])
      return [name, joinTensors(parts, (bytes) => takeMemory(scratch, name, bytes))]
    }),
  )
}

// PERF: fresh memory for each batch of 32 pictures costs as much in collections as a fifth of the model.
function takeMemory(scratch: Scratch | undefined, name: string, bytes: number): ArrayBuffer {
  const kept = scratch?.get(name)
  if (kept !== undefined && kept.byteLength >= bytes) return kept
  const memory = new ArrayBuffer(bytes)
  scratch?.set(name, memory)
  return memory
}

/** Some rows of each tensor; numbers are not copied. */
export function takeRows(tensors: Tensors, begin: number, end: number): Tensors {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [name, takeTensorRows(tensor, begin, end)]),
  )
}

function joinTensors(
  parts: readonly Tensor[],
  takeMemoryOf: (bytes: number) => ArrayBuffer,
): Tensor {
  const [{ datatype, shape }] = parts as [Tensor]
  const rows = parts.reduce((sum, part) => sum + (part.shape[0] ?? 0), 0)
  const joinedShape = [rows, ...shape.slice(1)]
  if (datatype === 'BYTES') {
    const data = parts.flatMap((part) => (part.datatype === 'BYTES' ? part.data : []))
    return { datatype, shape: joinedShape, data }
  }
  const arrays = parts.flatMap((part) => (part.datatype === 'BYTES' ? [] : bytesOf(part.data)))
  const memory = takeMemoryOf(arrays.reduce((sum, { length }) => sum + length, 0))
  const bytes = new Uint8Array(memory)
  let at = 0
  for (const array of arrays) {
    bytes.set(array, at)
    at += array.length
  }
  return viewTensor(datatype, joinedShape, memory)
}

function takeTensorRows(tensor: Tensor, begin: number, end: number): Tensor {
  const { shape, data, datatype } = tensor
  const stride = shape.slice(1).reduce((product, dimension) => product * dimension, 1)
  const taken = [end - begin, ...shape.slice(1)]
  const part =
    datatype === 'BYTES'
      ? data.slice(begin * stride, end * stride)
      : data.subarray(begin * stride, end * stride)
  return { datatype, shape: taken, data: part } as Tensor
}
