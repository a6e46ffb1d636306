import type { Datatype, Tensor } from '../tensor.ts'
import { checkTensor } from './check-tensor.ts'
import { ONNX_IR_VERSION, ONNX_OPSET } from './model.ts'
import type { OnnxAttribute, OnnxModel, OnnxNode, OnnxValueInfo } from './model.ts'
import { ProtoWriter } from './proto-writer.ts'

/**
 * Writes a model as the bytes of a `.onnx` file. Equal models give equal bytes.
 * Field numbers: onnx.proto of ONNX 1.12 (onnx.ai/onnx/repo-docs/IR.html).
 * @throws OnnxWriterError when a tensor or number does not fit
 */
export function encodeModel(model: OnnxModel): Uint8Array {
  const writer = new ProtoWriter()
    .int(1, ONNX_IR_VERSION)
    .string(2, 'plexus')
    .message(7, encodeGraph(model))
    .message(8, new ProtoWriter().string(1, '').int(2, ONNX_OPSET))
  for (const [key, value] of Object.entries(model.metadata)) {
    writer.message(14, new ProtoWriter().string(1, key).string(2, value))
  }
  return writer.finish()
}

/** TensorProto.DataType. */
const ELEMENT_TYPES: Readonly<Record<Datatype, number>> = {
  FP32: 1,
  UINT8: 2,
  INT8: 3,
  UINT16: 4,
  INT16: 5,
  INT32: 6,
  INT64: 7,
  BYTES: 8,
  BOOL: 9,
  FP16: 10,
  FP64: 11,
  UINT32: 12,
  UINT64: 13,
  BF16: 16,
}

function encodeGraph(model: OnnxModel): ProtoWriter {
  const writer = new ProtoWriter()
  for (const node of model.nodes) writer.message(1, encodeNode(node))
  writer.string(2, model.name)
  for (const { name, tensor } of model.initializers) writer.message(5, encodeTensor(tensor, name))
  for (const input of model.inputs) writer.message(11, encodeValueInfo(input))
  for (const output of model.outputs) writer.message(12, encodeValueInfo(output))
  return writer
}

function encodeNode(node: OnnxNode): ProtoWriter {
  const writer = new ProtoWriter()
  for (const input of node.inputs) writer.string(1, input)
  for (const output of node.outputs) writer.string(2, output)
  // The first result is unique in the graph, so it also names the node in messages of the runtime.
  writer.string(3, node.outputs[0] ?? '').string(4, node.opType)
  for (const [name, attribute] of Object.entries(node.attributes)) {
    writer.message(5, encodeAttribute(name, attribute))
  }
  return writer
}

/** AttributeProto; field 20 is AttributeType. */
function encodeAttribute(name: string, attribute: OnnxAttribute): ProtoWriter {
  const writer = new ProtoWriter().string(1, name)
  if ('float' in attribute) return writer.float(2, attribute.float).int(20, 1)
  if ('int' in attribute) return writer.int(3, attribute.int).int(20, 2)
  if ('string' in attribute) return writer.string(4, attribute.string).int(20, 3)
  if ('tensor' in attribute) {
    checkTensor(name, attribute.tensor)
    return writer.message(5, encodeTensor(attribute.tensor)).int(20, 4)
  }
  if ('floats' in attribute) {
    for (const value of attribute.floats) writer.float(7, value)
    return writer.int(20, 6)
  }
  for (const value of attribute.ints) writer.int(8, value)
  return writer.int(20, 7)
}

function encodeTensor({ datatype, shape, data }: Tensor, name?: string): ProtoWriter {
  const writer = new ProtoWriter()
  for (const size of shape) writer.int(1, size)
  writer.int(2, ELEMENT_TYPES[datatype])
  if (datatype === 'BYTES') for (const element of data) writer.bytes(6, element)
  if (name !== undefined) writer.string(8, name)
  if (datatype === 'BYTES') return writer
  // raw_data is little-endian, and so is every processor the runtime is built for.
  return writer.bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
}

function encodeValueInfo({ name, datatype, shape }: OnnxValueInfo): ProtoWriter {
  const dimensions = new ProtoWriter()
  for (const size of shape) {
    const dimension = new ProtoWriter()
    dimensions.message(
      1,
      typeof size === 'number' ? dimension.int(1, size) : dimension.string(2, size),
    )
  }
  const tensorType = new ProtoWriter().int(1, ELEMENT_TYPES[datatype]).message(2, dimensions)
  return new ProtoWriter().string(1, name).message(2, new ProtoWriter().message(1, tensorType))
}
