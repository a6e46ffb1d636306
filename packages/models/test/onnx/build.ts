/** ONNX files by hand, field by field of onnx.proto3, so that tests can also build broken ones. */

export const varint = (number: number, value: number): Uint8Array =>
  Uint8Array.from([...encodeVarint(number << 3), ...encodeVarint(value)])

export const bytes = (number: number, value: Uint8Array | string): Uint8Array => {
  const content = typeof value === 'string' ? new TextEncoder().encode(value) : value
  return Buffer.concat([
    Uint8Array.from([...encodeVarint((number << 3) | 2), ...encodeVarint(content.length)]),
    content,
  ])
}

export const join = (...parts: readonly Uint8Array[]): Uint8Array =>
  new Uint8Array(Buffer.concat(parts))

/** A float tensor, its data inside or in another file. */
export function tensor(
  name: string,
  dims: readonly number[],
  data: Float32Array | string,
): Uint8Array {
  const content =
    typeof data === 'string'
      ? [bytes(13, join(bytes(1, 'location'), bytes(2, data))), varint(14, 1)]
      : [bytes(9, new Uint8Array(data.buffer))]
  return join(...dims.map((dim) => varint(1, dim)), varint(2, 1), bytes(8, name), ...content)
}

export function node(
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  { domain = '', attributes = [] as readonly Uint8Array[] } = {},
): Uint8Array {
  return join(
    ...inputs.map((name) => bytes(1, name)),
    ...outputs.map((name) => bytes(2, name)),
    bytes(4, operator),
    ...attributes.map((attribute) => bytes(5, attribute)),
    bytes(7, domain),
  )
}

/** A value of the graph; a string is a free dimension. `type` is a number of TensorProto.DataType. */
export function value(name: string, dims: readonly (number | string)[], type = 1): Uint8Array {
  const shape = dims.map((dim) =>
    bytes(1, typeof dim === 'number' ? varint(1, dim) : bytes(2, dim)),
  )
  return join(bytes(1, name), bytes(2, bytes(1, join(varint(1, type), bytes(2, join(...shape))))))
}

export interface Graph {
  readonly nodes: readonly Uint8Array[]
  readonly tensors?: readonly Uint8Array[]
  readonly inputs: readonly Uint8Array[]
  readonly outputs: readonly Uint8Array[]
}

export function model(
  { nodes, tensors = [], inputs, outputs }: Graph,
  domains: readonly string[] = [],
): Uint8Array {
  const graph = join(
    ...nodes.map((entry) => bytes(1, entry)),
    bytes(2, 'graph'),
    ...tensors.map((entry) => bytes(5, entry)),
    ...inputs.map((entry) => bytes(11, entry)),
    ...outputs.map((entry) => bytes(12, entry)),
  )
  return join(
    varint(1, 8),
    bytes(2, 'by hand'),
    bytes(7, graph),
    bytes(8, varint(2, 13)),
    ...domains.map((domain) => bytes(8, join(bytes(1, domain), varint(2, 1)))),
  )
}

/** y = x · [[1, 2], [3, 4], [5, 6]], with a free batch. */
export function linear(weights: Float32Array | string = MATRIX): Uint8Array {
  return model({
    nodes: [node('MatMul', ['x', 'w'], ['y'])],
    tensors: [tensor('w', [3, 2], weights)],
    inputs: [value('x', ['batch', 3])],
    outputs: [value('y', ['batch', 2])],
  })
}

export const MATRIX = Float32Array.of(1, 2, 3, 4, 5, 6)

function encodeVarint(value: number): number[] {
  const out: number[] = []
  let rest = value
  while (rest >= 0x80) {
    out.push((rest & 0x7f) | 0x80)
    rest = Math.floor(rest / 128)
  }
  return [...out, rest]
}
