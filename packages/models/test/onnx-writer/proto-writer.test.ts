import { expect, it } from 'vitest'
import { OnnxWriterError } from '../../src/onnx-writer/errors.ts'
import { ProtoWriter } from '../../src/onnx-writer/proto-writer.ts'

const hex = (writer: ProtoWriter): string => Buffer.from(writer.finish()).toString('hex')

// The examples of protobuf.dev/programming-guides/encoding, then edges worked out by hand.
const ROWS: readonly { name: string; writer: ProtoWriter; bytes: string }[] = [
  { name: 'Test1 of the guide', writer: new ProtoWriter().int(1, 150), bytes: '089601' },
  {
    name: 'Test2 of the guide',
    writer: new ProtoWriter().string(2, 'testing'),
    bytes: '120774657374696e67',
  },
  {
    name: 'Test3 of the guide',
    writer: new ProtoWriter().message(3, new ProtoWriter().int(1, 150)),
    bytes: '1a03089601',
  },
  {
    name: 'minus two of the guide',
    writer: new ProtoWriter().int(1, -2),
    bytes: '08feffffffffffffffff01',
  },
  { name: 'zero', writer: new ProtoWriter().int(1, 0), bytes: '0800' },
  { name: 'the largest byte of one', writer: new ProtoWriter().int(1, 127), bytes: '087f' },
  { name: 'a field beyond 15', writer: new ProtoWriter().int(20, 1), bytes: 'a00101' },
  {
    name: 'the least int64',
    writer: new ProtoWriter().int(1, -(2n ** 63n)),
    bytes: '0880808080808080808001',
  },
  { name: 'one as a float', writer: new ProtoWriter().float(2, 1), bytes: '150000803f' },
  { name: 'no bytes', writer: new ProtoWriter().bytes(9, new Uint8Array()), bytes: '4a00' },
  { name: 'an empty message', writer: new ProtoWriter(), bytes: '' },
]

it.each(ROWS)('writes $name', ({ writer, bytes }) => {
  expect(hex(writer)).toBe(bytes)
})

it.each([0.5, NaN, Infinity, 2 ** 53, 2n ** 63n, -(2n ** 63n) - 1n])(
  'refuses %s as an integer of 64 bits',
  (value) => {
    expect(() => new ProtoWriter().int(1, value)).toThrow(OnnxWriterError)
  },
)
