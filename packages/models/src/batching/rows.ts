import { toBinary } from '../oip/datatypes.ts'
import { createZeros } from '../tensor.ts'
import type { Tensor, Tensors } from '../tensor.ts'

/** How many rows some tensors have: the first dimension of all of them, or undefined when they differ. */
export function rowsOf(tensors: Tensors): number | undefined {
  const [rows, ...others] = new Set(Object.values(tensors).map(({ shape }) => shape[0]))
  return others.length === 0 ? rows : undefined
}

/** Equal for tensors that can be joined: the same names, datatypes and dimensions after the first. */
export function joinKeyOf(tensors: Tensors): string {
  return Object.keys(tensors)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((name) => {
      const { datatype = '', shape = [] } = tensors[name] ?? {}
      return `${JSON.stringify(name)}${datatype}[${shape.slice(1).join()}]`
    })
    .join()
}

/** The rows of several requests, one below the other. They must have the same key. */
export function joinRows(requests: readonly Tensors[]): Tensors {
  const names = Object.keys(requests[0] ?? {})
  return Object.fromEntries(
    names.map((name) => [name, joinTensors(requests.flatMap((tensors) => tensors[name] ?? []))]),
  )
}

/** Some rows of each tensor; numbers are not copied. */
export function takeRows(tensors: Tensors, begin: number, end: number): Tensors {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [name, takeTensorRows(tensor, begin, end)]),
  )
}

function joinTensors(parts: readonly Tensor[]): Tensor {
  const [{ datatype, shape }] = parts as [Tensor]
  const rows = parts.reduce((sum, part) => sum + (part.shape[0] ?? 0), 0)
  const joinedShape = [rows, ...shape.slice(1)]
  if (datatype === 'BYTES') {
    const data = parts.flatMap((part) => (part.datatype === 'BYTES' ? part.data : []))
    return { datatype, shape: joinedShape, data }
  }
  const joined = createZeros(datatype, joinedShape)
  const bytes = toBinary(joined)
  let at = 0
  for (const part of parts) {
    const from = toBinary(part)
    bytes.set(from, at)
    at += from.length
  }
  return joined
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
