import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeInferRequest } from '../../src/oip/infer-request.ts'
import type { OipEncoding } from '../../src/oip/infer-request.ts'
import { decodeInferResponse } from '../../src/oip/infer-response.ts'
import { createTensor } from '../../src/index.ts'
import type { Datatype, Tensors } from '../../src/index.ts'
import { DATATYPES, tensors } from './arbitrary.ts'

/** A request read as an answer: both have the same tensors in the same form. */
function echo(inputs: Tensors, encoding: OipEncoding): Tensors {
  const { headers, body } = encodeInferRequest(inputs, { encoding, id: '1' })
  const length = Number(headers['inference-header-content-length'] ?? body.length)
  const text = new TextDecoder().decode(body.subarray(0, length))
  const answered = Buffer.from(text.replace('"inputs":', '"outputs":'))
  const whole = Buffer.concat([answered, body.subarray(length)])
  const list: [string, string][] =
    encoding === 'binary' ? [['inference-header-content-length', String(answered.length)]] : []
  return decodeInferResponse({ headers: new Map(list), body: whole }, '1')
}

const answer = (
  json: unknown,
  raw: readonly number[] = [],
  length?: string,
): Parameters<typeof decodeInferResponse>[0] => {
  const head = Buffer.from(typeof json === 'string' ? json : JSON.stringify(json))
  const headers = new Map<string, string>()
  if (raw.length > 0 || length !== undefined) {
    headers.set('inference-header-content-length', length ?? String(head.length))
  }
  return { headers, body: Buffer.concat([head, Uint8Array.from(raw)]) }
}

describe('a round trip', () => {
  it.each(DATATYPES)('keeps every bit of %s in the binary form', (datatype) => {
    fc.assert(
      fc.property(tensors(datatype), tensors('BYTES'), (x, other) => {
        expect(echo({ x, other }, 'binary')).toEqual({ x, other })
      }),
    )
  })

  const inJson = DATATYPES.filter((datatype) => datatype !== 'FP16' && datatype !== 'BF16')
  it.each(inJson)('keeps what JSON can carry of %s, and refuses the rest', (datatype) => {
    fc.assert(
      fc.property(tensors(datatype), (x) => {
        const isCarried =
          x.datatype === 'BYTES'
            ? x.data.every((text) => Buffer.from(text.toString()).length >= 0 && isUtf8(text))
            : [...x.data].every((value) => typeof value === 'bigint' || Number.isFinite(value))
        if (!isCarried) {
          expect(() => echo({ x }, 'json')).toThrow('use the binary encoding')
          return
        }
        const isSafe =
          !(x.data instanceof BigInt64Array || x.data instanceof BigUint64Array) ||
          [...x.data].every((value) => Number.isSafeInteger(Number(value)))
        if (isSafe) expect(echo({ x }, 'json')).toEqual({ x })
        else expect(() => echo({ x }, 'json')).toThrow('against the protocol')
      }),
    )
  })

  it.each(['FP16', 'BF16'] as const)('does not take %s through JSON', (datatype) => {
    const x = createTensor(datatype, [1], Uint16Array.of(0))
    expect(() => echo({ x }, 'json')).toThrow('use the binary encoding')
  })
})

// The example of the Open Inference Protocol's own text, and its binary form by hand.
describe('a request on the wire', () => {
  const inputs: Tensors = {
    input0: createTensor('UINT32', [2, 2], Uint32Array.of(1, 2, 3, 4)),
    input1: createTensor('BOOL', [3], Uint8Array.of(1, 0, 1)),
  }
  it('is the JSON of the protocol', () => {
    const { headers, body } = encodeInferRequest(inputs, { encoding: 'json', id: '42' })
    expect(headers).toEqual({ 'content-type': 'application/json' })
    expect(JSON.parse(new TextDecoder().decode(body))).toEqual({
      id: '42',
      inputs: [
        { name: 'input0', shape: [2, 2], datatype: 'UINT32', data: [1, 2, 3, 4] },
        { name: 'input1', shape: [3], datatype: 'BOOL', data: [true, false, true] },
      ],
    })
  })
  it('is a header and the raw tensors in the order of the list', () => {
    const { headers, body } = encodeInferRequest(inputs, { encoding: 'binary', id: '42' })
    const length = Number(headers['inference-header-content-length'])
    expect(JSON.parse(new TextDecoder().decode(body.subarray(0, length)))).toEqual({
      id: '42',
      parameters: { binary_data_output: true },
      inputs: [
        {
          name: 'input0',
          shape: [2, 2],
          datatype: 'UINT32',
          parameters: { binary_data_size: 16 },
        },
        { name: 'input1', shape: [3], datatype: 'BOOL', parameters: { binary_data_size: 3 } },
      ],
    })
    const raw = [1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 1, 0, 1]
    expect([...body.subarray(length)]).toEqual(raw)
  })
  it('has the length of each byte string before it', () => {
    const texts = createTensor('BYTES', [2], [Buffer.from('ab'), Buffer.from('')])
    const { headers, body } = encodeInferRequest({ texts }, { encoding: 'binary', id: '1' })
    const length = Number(headers['inference-header-content-length'])
    expect([...body.subarray(length)]).toEqual([2, 0, 0, 0, 0x61, 0x62, 0, 0, 0, 0])
  })
})

const output = (datatype: Datatype, shape: readonly number[], rest: object): object => ({
  outputs: [{ name: 'y', datatype, shape, ...rest }],
})
const raw = (size: number): object => ({ parameters: { binary_data_size: size } })

describe('an answer', () => {
  it('may nest its data, and mix both forms', () => {
    const json = {
      id: '1',
      outputs: [
        {
          name: 'a',
          datatype: 'FP32',
          shape: [2, 2],
          data: [
            [1, 2],
            [3, 4.5],
          ],
        },
        { name: 'b', datatype: 'INT16', shape: [2], ...raw(4) },
        { name: 'c', datatype: 'BOOL', shape: [2], data: [true, 0] },
      ],
    }
    expect(decodeInferResponse(answer(json, [255, 255, 1, 0]), '1')).toEqual({
      a: createTensor('FP32', [2, 2], Float32Array.of(1, 2, 3, 4.5)),
      b: createTensor('INT16', [2], Int16Array.of(-1, 1)),
      c: createTensor('BOOL', [2], Uint8Array.of(1, 0)),
    })
  })

  const wrong: readonly (readonly [string, Parameters<typeof decodeInferResponse>[0], string])[] = [
    ['no JSON', answer('<html>'), 'is no JSON'],
    ['NaN in JSON', answer('{"outputs":[NaN]}'), 'is no JSON'],
    ['a list', answer('[]'), 'no list of outputs'],
    ['null', answer('null'), 'it is no object'],
    ['another id', answer({ id: '2', outputs: [] }), 'another request'],
    ['outputs that are none', answer({ outputs: {} }), 'no list of outputs'],
    ['an output that is none', answer({ outputs: [1] }), 'an output is no object'],
    ['a nameless output', answer({ outputs: [{}] }), 'no name'],
    [
      'an output twice',
      answer({
        outputs: Array.from({ length: 2 }, () => ({
          name: 'y',
          datatype: 'BOOL',
          shape: [0],
          data: [],
        })),
      }),
      'comes twice',
    ],
    [
      'an unknown datatype',
      answer({ outputs: [{ name: 'y', datatype: 'FP8' }] }),
      'no known datatype',
    ],
    [
      'an inherited datatype',
      answer({ outputs: [{ name: 'y', datatype: 'toString' }] }),
      'no known datatype',
    ],
    ['no shape', answer(output('FP32', [], { shape: 'x' })), 'no shape'],
    ['a negative dimension', answer(output('FP32', [-1], { data: [] })), 'beyond the limits'],
    ['half a dimension', answer(output('FP32', [0.5], { data: [] })), 'beyond the limits'],
    ['a huge shape', answer(output('FP32', [2 ** 20, 2 ** 20], { data: [] })), 'beyond the limits'],
    [
      'a huge rank',
      answer(
        output(
          'FP32',
          Array.from({ length: 40 }, () => 1),
          { data: [1] },
        ),
      ),
      'beyond the limits',
    ],
    ['too few data', answer(output('FP32', [2], { data: [1] })), 'are not 2 × FP32'],
    ['too many data', answer(output('FP32', [1], { data: [1, 2] })), 'are not 1 × FP32'],
    [
      'data too deep',
      answer(
        `{"outputs":[{"name":"y","datatype":"FP32","shape":[1],"data":${'['.repeat(99)}1${']'.repeat(99)}}]}`,
      ),
      'are not 1 × FP32',
    ],
    ['no data', answer(output('FP32', [1], {})), 'are not 1 × FP32'],
    ['text for numbers', answer(output('FP32', [1], { data: ['1'] })), 'are not 1 × FP32'],
    ['null for numbers', answer(output('FP32', [1], { data: [null] })), 'are not 1 × FP32'],
    ['a fraction', answer(output('INT32', [1], { data: [0.5] })), 'are not 1 × INT32'],
    ['an overflow', answer(output('UINT8', [1], { data: [256] })), 'are not 1 × UINT8'],
    ['an underflow', answer(output('UINT8', [1], { data: [-1] })), 'are not 1 × UINT8'],
    ['lost digits', answer(output('INT64', [1], { data: [2 ** 60] })), 'are not 1 × INT64'],
    ['a boolean of 2', answer(output('BOOL', [1], { data: [2] })), 'are not 1 × BOOL'],
    ['a number for text', answer(output('BYTES', [1], { data: [1] })), 'are not 1 × BYTES'],
    ['halves in JSON', answer(output('FP16', [1], { data: [1] })), 'are not 1 × FP16'],
    ['a header beyond the body', answer({ outputs: [] }, [], '9999'), 'longer than its body'],
    ['a header that is no number', answer({ outputs: [] }, [], '0x10'), 'longer than its body'],
    ['bytes left over', answer({ outputs: [] }, [1]), '1 bytes are left over'],
    ['fewer bytes than said', answer(output('FP32', [1], raw(4)), [1, 2]), 'more bytes than came'],
    ['a negative size', answer(output('FP32', [1], raw(-4)), [1, 2, 3, 4]), 'more bytes than came'],
    ['half a size', answer(output('FP32', [1], raw(1.5)), [1, 2, 3, 4]), 'more bytes than came'],
    [
      'fewer bytes than the shape',
      answer(output('FP32', [2], raw(4)), [1, 2, 3, 4]),
      'not 2 × FP32',
    ],
    ['a raw boolean of 2', answer(output('BOOL', [1], raw(1)), [2]), 'not 1 × BOOL'],
    [
      'a byte string cut off',
      answer(output('BYTES', [1], raw(5)), [2, 0, 0, 0, 1]),
      'not 1 × BYTES',
    ],
    ['a byte string too many', answer(output('BYTES', [0], raw(4)), [0, 0, 0, 0]), 'not 0 × BYTES'],
    [
      'millions of byte strings',
      answer(output('BYTES', [2 ** 28], raw(4)), [0, 0, 0, 0]),
      'not 268435456',
    ],
  ]
  it.each(wrong)('is refused with %s', (_, broken, why) => {
    expect(() => decodeInferResponse(broken, '1')).toThrow(why)
  })

  it('is read or refused with a typed error, whatever it is', () => {
    const part = fc.oneof(
      fc.constantFrom('y', 'BOOL', 'FP32', 'BYTES', 1, -1, [2], [], [[1]], 'data', null, 1e300),
      fc.jsonValue(),
    )
    const entry = fc.record(
      { name: part, datatype: part, shape: part, data: part, parameters: part },
      { requiredKeys: [] },
    )
    const body = fc.oneof(
      fc.record({ outputs: fc.oneof(fc.array(entry), part) }).map((json) => JSON.stringify(json)),
      fc.string(),
    )
    fc.assert(
      fc.property(body, fc.array(fc.nat(255)), (head, rest) => {
        try {
          for (const { shape, data } of Object.values(
            decodeInferResponse(answer(head, rest), '1'),
          )) {
            expect(data).toHaveLength(shape.reduce((product, dimension) => product * dimension, 1))
          }
        } catch (error) {
          expect(error).toMatchObject({ code: 'BackendAnswer' })
        }
      }),
      { numRuns: 2000 },
    )
  })
})

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
