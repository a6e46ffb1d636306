import type { Tensor as OnnxTensor } from 'onnxruntime-node'
import { ModelFailedError } from '../errors.ts'
import type { Datatype, Tensor } from '../tensor.ts'
import type { OnnxRuntime } from './runtime.ts'

const DATATYPES = {
  bool: 'BOOL',
  uint8: 'UINT8',
  uint16: 'UINT16',
  uint32: 'UINT32',
  uint64: 'UINT64',
  int8: 'INT8',
  int16: 'INT16',
  int32: 'INT32',
  int64: 'INT64',
  float16: 'FP16',
  float32: 'FP32',
  float64: 'FP64',
  string: 'BYTES',
} as const satisfies Partial<Record<OnnxTensor.Type, Datatype>>

type Known = keyof typeof DATATYPES

/** The protocol's name of an element type of the runtime; undefined for those that no tensor here has. */
export function datatypeOf(type: OnnxTensor.Type): Datatype | undefined {
  return Object.hasOwn(DATATYPES, type) ? DATATYPES[type as Known] : undefined
}

/** A tensor as the runtime takes it; numbers are not copied. */
export function toOnnx(runtime: OnnxRuntime, { datatype, shape, data }: Tensor): OnnxTensor {
  if (datatype === 'BYTES') {
    const decoder = new TextDecoder()
    const strings = data.map((bytes) => decoder.decode(bytes))
    return new runtime.Tensor('string', strings, shape)
  }
  const type = (Object.keys(DATATYPES) as Known[]).find((known) => DATATYPES[known] === datatype)
  if (type === undefined) {
    throw new ModelFailedError(`The ONNX runtime takes no ${datatype} tensors: export with FP32.`)
  }
  return new runtime.Tensor(type, data, shape)
}

/** What the runtime answered; numbers are not copied. */
export function fromOnnx(name: string, { type, data, dims: shape }: OnnxTensor): Tensor {
  const datatype = datatypeOf(type)
  if (datatype === undefined) {
    throw new ModelFailedError(`The output ${name} is of the type ${type}: export it as FP32.`)
  }
  if (datatype === 'BYTES') {
    const encoder = new TextEncoder()
    return { datatype, shape, data: (data as string[]).map((text) => encoder.encode(text)) }
  }
  if (datatype === 'FP16') {
    // Newer engines have an array of halves; the protocol carries their bits.
    const { buffer, byteOffset, length } = data as Uint16Array
    return { datatype, shape, data: new Uint16Array(buffer, byteOffset, length) }
  }
  return { datatype, shape, data } as Tensor
}
