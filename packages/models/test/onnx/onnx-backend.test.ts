import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as path } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTensor, createZeros, onnxBackend } from '../../src/index.ts'
import type { Datatype, OnnxOptions } from '../../src/index.ts'
import { bytes, linear, MATRIX, model, node, tensor, value } from './build.ts'

const X = createTensor('FP32', [2, 3], Float32Array.of(1, 0, 0, 1, 1, 1))
// Row 1 of the matrix, and the sum of its rows.
const Y = [1, 2, 9, 12]

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path(tmpdir(), 'plexus-onnx-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe.each(['native', 'wasm'] as const)('on the %s runtime', (runtime) => {
  it('runs a model given as bytes and says what it takes and gives', async () => {
    const backend = await onnxBackend({ model: linear(), runtime, name: 'linear' })
    expect(backend).toMatchObject({
      kind: 'tensor',
      runtime,
      name: 'linear',
      inputs: [{ name: 'x', datatype: 'FP32', shape: [-1, 3] }],
      outputs: [{ name: 'y', datatype: 'FP32', shape: [-1, 2] }],
    })
    const { y } = await backend.infer({ x: X })
    expect(y).toMatchObject({ datatype: 'FP32', shape: [2, 2] })
    expect([...(y!.data as Float32Array)]).toEqual(Y)
    await backend.close()
  })

  it('runs a model with its weights in a file beside it', async () => {
    const file = path(folder, `${runtime}.onnx`)
    await writeFile(file, linear('weights.bin'))
    await writeFile(path(folder, 'weights.bin'), new Uint8Array(MATRIX.buffer))
    const backend = await onnxBackend({ model: file, runtime })
    expect(backend.name).toBe(runtime)
    const { y } = await backend.infer({ x: X })
    expect([...(y!.data as Float32Array)]).toEqual(Y)
    await backend.close()
  })

  const passed: readonly (readonly [Datatype, number])[] = [
    ['FP32', 1],
    ['UINT8', 2],
    ['INT8', 3],
    ['UINT16', 4],
    ['INT16', 5],
    ['INT32', 6],
    ['INT64', 7],
    ['BYTES', 8],
    ['BOOL', 9],
    ['FP16', 10],
    ['FP64', 11],
    ['UINT32', 12],
    ['UINT64', 13],
  ]
  it.each(passed)('passes %s through unchanged', async (datatype, type) => {
    const identity = model({
      nodes: [node('Identity', ['x'], ['y'])],
      inputs: [value('x', ['n'], type)],
      outputs: [value('y', ['n'], type)],
    })
    const backend = await onnxBackend({ model: identity, runtime })
    expect(backend.inputs).toEqual([{ name: 'x', datatype, shape: [-1] }])
    const x = createZeros(datatype, [3])
    if (x.datatype === 'BYTES') {
      const strings = ['a', '', 'ü'].map((text) => new TextEncoder().encode(text))
      expect(await backend.infer({ x: { ...x, data: strings } })).toEqual({
        y: { ...x, data: strings },
      })
    } else {
      x.data[1] = typeof x.data[1] === 'bigint' ? 1n : 1
      expect(await backend.infer({ x })).toEqual({ y: x })
    }
    await backend.close()
  })

  it('tells what failed inside the model, and goes on', async () => {
    // Reshape to three rows of two fails on other sizes.
    const backend = await onnxBackend({
      model: model({
        nodes: [node('Reshape', ['x', 'to'], ['y'])],
        inputs: [value('x', ['n']), value('to', [2], 7)],
        outputs: [value('y', ['a', 'b'])],
      }),
      runtime,
    })
    const to = createTensor('INT64', [2], BigInt64Array.of(3n, 2n))
    await expect(backend.infer({ x: createZeros('FP32', [5]), to })).rejects.toMatchObject({
      code: 'ModelFailed',
    })
    const { y } = await backend.infer({ x: createZeros('FP32', [6]), to })
    expect(y).toMatchObject({ shape: [3, 2] })
    await backend.close()
  })
})

describe('a wrong request', () => {
  const rows = [
    ['a missing tensor', {}, 'x is missing'],
    ['an unknown tensor', { x: X, z: X }, 'z is not among them'],
    ['another datatype', { x: createZeros('FP64', [2, 3]) }, 'x is FP64'],
    ['another rank', { x: createZeros('FP32', [3]) }, 'x has the shape [3]'],
    ['another dimension', { x: createZeros('FP32', [2, 4]) }, 'x has the shape [2,4]'],
    ['too few elements', { x: { ...X, data: new Float32Array(5) } }, 'x has 5 elements'],
    ['an inherited name', Object.create({ x: X }) as Record<string, never>, 'x is missing'],
  ] as const
  it.each(rows)('with %s is refused before the model runs', async (_, tensors, why) => {
    const backend = await onnxBackend({ model: linear() })
    const call = backend.infer(tensors)
    await expect(call).rejects.toMatchObject({ code: 'TensorShape' })
    await expect(call).rejects.toThrow(why)
    await backend.close()
  })

  it('is refused once the backend is closed, and so is what waited', async () => {
    const backend = await onnxBackend({ model: linear() })
    const first = backend.infer({ x: X })
    first.catch(() => undefined)
    await backend.close()
    await expect(first).rejects.toMatchObject({ code: 'BackendClosed' })
    await expect(backend.infer({ x: X })).rejects.toMatchObject({ code: 'BackendClosed' })
  })

  it('beyond those that may wait is refused as busy', async () => {
    const backend = await onnxBackend({ model: linear() })
    const calls = Array.from({ length: 300 }, () => backend.infer({ x: X }))
    const outcomes = await Promise.allSettled(calls)
    const refused = outcomes.filter(({ status }) => status === 'rejected')
    expect(refused).toHaveLength(300 - 256)
    expect(refused[0]).toMatchObject({ reason: { code: 'BackendBusy' } })
    await backend.close()
  })

  it('never runs when it was given up while it waited', async () => {
    const backend = await onnxBackend({ model: linear() })
    const controller = new AbortController()
    const running = backend.infer({ x: X })
    const waiting = backend.infer({ x: X }, { signal: controller.signal })
    controller.abort(new Error('enough'))
    await expect(running).resolves.toBeDefined()
    await expect(waiting).rejects.toThrow('enough')
    await backend.close()
  })
})

describe('a model that cannot be served', () => {
  const rows: readonly (readonly [string, OnnxOptions, string, string])[] = [
    ['text', { model: Buffer.from('hello') }, 'ModelInvalid', 'is not an ONNX model'],
    ['nothing', { model: new Uint8Array() }, 'ModelInvalid', 'is not an ONNX model'],
    ['half a file', { model: linear().subarray(0, 90) }, 'ModelInvalid', 'is not an ONNX model'],
    ['a picture', { model: Uint8Array.of(0x89, 0x50, 0x4e, 0x47) }, 'ModelInvalid', 'not an ONNX'],
    ['no such file', { model: '/nowhere/at/all.onnx' }, 'ModelMissing', 'no model at /nowhere'],
    ['a folder', { model: '/' }, 'ModelMissing', 'is not a file'],
    ['no threads', { model: linear(), threads: 0 }, 'ModelInvalid', '0 threads'],
    [
      'weights elsewhere, without a path',
      { model: linear('w.bin') },
      'ModelInvalid',
      'give its path',
    ],
    ['another hash', { model: linear(), sha256: '0'.repeat(64) }, 'ModelHash', 'not 0000'],
    [
      'a hash that is none',
      { model: linear(), sha256: 'abc' },
      'ModelInvalid',
      '64 lower-case hex',
    ],
    [
      'a custom operator',
      {
        model: model(
          {
            nodes: [node('Evil', ['x'], ['y'], { domain: 'com.example' })],
            inputs: [value('x', [1])],
            outputs: [value('y', [1])],
          },
          ['com.example'],
        ),
      },
      'ModelInvalid',
      'the custom operator Evil of com.example',
    ],
    [
      'a standard operator that does not exist',
      {
        model: model({
          nodes: [node('Nonsense', ['x'], ['y'])],
          inputs: [value('x', [1])],
          outputs: [value('y', [1])],
        }),
      },
      'ModelInvalid',
      'does not load',
    ],
    [
      'outputs of another shape than asked for',
      {
        model: linear(),
        expects: {
          inputs: [{ name: 'x', datatype: 'FP32', shape: [-1, 3] }],
          outputs: [{ name: 'y', datatype: 'FP32', shape: [-1, 10] }],
        },
      },
      'ModelInvalid',
      'y FP32[-1,10] is needed',
    ],
  ]
  it.each(rows)('is refused: %s', async (_, options, code, why) => {
    for (const runtime of ['native', 'wasm'] as const) {
      const opening = onnxBackend({ ...options, runtime })
      await expect(opening, runtime).rejects.toMatchObject({ code })
      await expect(opening, runtime).rejects.toThrow(why)
    }
  })

  it('is refused with a custom operator in a branch of a branch', async () => {
    const graph = (inner: Uint8Array): Uint8Array => bytes(1, inner)
    const inIf = (inner: Uint8Array): Uint8Array =>
      node('If', ['c'], ['y'], { attributes: [bytes(6, graph(inner))] })
    const evil = node('Evil', [], ['y'], { domain: 'com.example' })
    const nested = model({ nodes: [inIf(inIf(evil))], inputs: [], outputs: [] })
    await expect(onnxBackend({ model: nested })).rejects.toThrow('the custom operator Evil')
  })

  it('is refused when graphs are nested without end', async () => {
    let inner = node('Identity', ['x'], ['y'])
    for (let depth = 0; depth < 40; depth += 1) {
      inner = node('If', ['c'], ['y'], { attributes: [bytes(6, bytes(1, inner))] })
    }
    const nested = model({ nodes: [inner], inputs: [], outputs: [] })
    await expect(onnxBackend({ model: nested })).rejects.toThrow('nested deeper than 32')
  })
})

describe('weights outside of the folder', () => {
  const outside = ['../weights.bin', '/etc/hostname', 'sub/../../weights.bin', '', '.', 'link.bin']
  it.each(outside)('are refused: "%s"', async (location) => {
    const inner = path(folder, 'inner')
    await mkdir(inner, { recursive: true })
    await writeFile(path(folder, 'weights.bin'), new Uint8Array(MATRIX.buffer))
    await symlink(path(folder, 'weights.bin'), path(inner, 'link.bin')).catch(() => undefined)
    await writeFile(path(inner, 'm.onnx'), linear(location))
    await expect(onnxBackend({ model: path(inner, 'm.onnx') })).rejects.toMatchObject({
      code: 'ModelInvalid',
      message: expect.stringContaining('outside its folder') as string,
    })
  })

  it('that are missing are named', async () => {
    await writeFile(path(folder, 'm.onnx'), linear('gone.bin'))
    await expect(onnxBackend({ model: path(folder, 'm.onnx') })).rejects.toThrow(
      'The weights gone.bin of m.onnx are missing',
    )
  })

  it('beside the model are hashed too', async () => {
    const weights = new Uint8Array(MATRIX.buffer)
    await writeFile(path(folder, 'm.onnx'), linear('hashed.bin'))
    await writeFile(path(folder, 'hashed.bin'), weights)
    const model = path(folder, 'm.onnx')
    const [main, other] = [linear('hashed.bin'), weights].map((content) =>
      createHash('sha256').update(content).digest('hex'),
    )
    const good = await onnxBackend({ model, sha256: { 'm.onnx': main!, 'hashed.bin': other! } })
    await good.close()
    await expect(onnxBackend({ model, sha256: main! })).rejects.toThrow('hashed.bin is not given')
    await expect(
      onnxBackend({ model, sha256: { 'm.onnx': main!, 'hashed.bin': main! } }),
    ).rejects.toMatchObject({ code: 'ModelHash' })
  })
})

it('warms up models with inputs too large for that by leaving it out', async () => {
  const huge = model({
    nodes: [node('ReduceSum', ['x'], ['y'])],
    inputs: [value('x', ['n', 2 ** 24])],
    outputs: [value('y', ['a', 'b'])],
  })
  const backend = await onnxBackend({ model: huge })
  expect(backend.inputs[0]!.shape).toEqual([-1, 2 ** 24])
  await backend.close()
})

it('reads weights that are copied into the file', async () => {
  const backend = await onnxBackend({
    model: model({
      nodes: [node('Add', ['x', 'b'], ['y'])],
      tensors: [tensor('b', [2], Float32Array.of(10, 20))],
      inputs: [value('x', [2])],
      outputs: [value('y', [2])],
    }),
  })
  const { y } = await backend.infer({ x: createZeros('FP32', [2]) })
  expect([...(y!.data as Float32Array)]).toEqual([10, 20])
  await backend.close()
})
