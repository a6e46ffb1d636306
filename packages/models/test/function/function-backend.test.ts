import { describe, expect, it } from 'vitest'
import { createTensor, functionBackend, ModelInvalidError } from '../../src/index.ts'
import type { TensorFunction, TextChunk, TextRequest, Tensors } from '../../src/index.ts'

const x = createTensor('INT32', [2], Int32Array.of(1, 2))
const spec = { datatype: 'INT32', shape: [-1] } as const
const identity = (infer: TensorFunction['infer']): TensorFunction => ({
  name: 'f',
  inputs: [{ name: 'x', ...spec }],
  outputs: [{ name: 'x', ...spec }],
  infer,
})

describe('a function of tensors', () => {
  it('answers', async () => {
    const backend = functionBackend(identity((tensors) => tensors))
    expect(await backend.infer({ x })).toEqual({ x })
    await backend.close()
    await expect(backend.infer({ x })).rejects.toMatchObject({ code: 'BackendClosed' })
  })

  const rows: readonly (readonly [string, Tensors, TensorFunction['infer'], string, string])[] = [
    ['wrong input', {}, (tensors) => tensors, 'TensorShape', 'x is missing'],
    ['no output', { x }, () => ({}), 'ModelFailed', 'promises x INT32[-1], but x is missing'],
    [
      'too few elements',
      { x },
      () => ({ x: { ...x, shape: [3] } }),
      'ModelFailed',
      'x has 2 elements',
    ],
    [
      'an exception',
      { x },
      () => {
        throw new Error('boom')
      },
      'ModelFailed',
      'boom',
    ],
    ['a rejection of text', { x }, () => Promise.reject('boom' as never), 'ModelFailed', 'boom'],
    [
      'an error of its own',
      { x },
      () => {
        throw new ModelInvalidError('It is wrong: mend it.')
      },
      'ModelInvalid',
      'It is wrong',
    ],
  ]
  it.each(rows)('with %s is an error', async (_, tensors, infer, code, why) => {
    const call = functionBackend(identity(infer)).infer(tensors)
    await expect(call).rejects.toMatchObject({ code })
    await expect(call).rejects.toThrow(why)
  })

  it('that does not come back is left when the signal says so', async () => {
    const backend = functionBackend(identity(() => new Promise(() => undefined)))
    const controller = new AbortController()
    const call = backend.infer({ x }, { signal: controller.signal })
    controller.abort(new Error('enough'))
    await expect(call).rejects.toThrow('enough')
  })
})

const REQUEST: TextRequest = { messages: [{ role: 'user', content: 'hi' }], maxTokens: 5 }

async function read(stream: AsyncIterable<TextChunk>): Promise<TextChunk[]> {
  const chunks: TextChunk[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return chunks
}

describe('a function that writes', () => {
  it.each([
    ['at once', () => 'ab', ['ab']],
    ['later', () => Promise.resolve('ab'), ['ab']],
    [
      'piece by piece',
      async function* () {
        yield 'a'
        yield 'b'
      },
      ['a', 'b'],
    ],
  ])('answers %s', async (_, generate, pieces) => {
    const backend = functionBackend({ name: 'w', generate })
    const chunks = [...pieces.map((text) => ({ text })), { text: '', finishReason: 'stop' }]
    expect(await read(backend.generate(REQUEST))).toEqual(chunks)
    await backend.close()
    await expect(read(backend.generate(REQUEST))).rejects.toMatchObject({ code: 'BackendClosed' })
  })

  it('that fails on the way is an error after what it wrote', async () => {
    const backend = functionBackend({
      name: 'w',
      async *generate() {
        yield 'a'
        throw new Error('boom')
      },
    })
    const heard: string[] = []
    const reading = async (): Promise<void> => {
      for await (const { text } of backend.generate(REQUEST)) heard.push(text)
    }
    await expect(reading()).rejects.toMatchObject({ code: 'ModelFailed' })
    expect(heard).toEqual(['a'])
  })

  it('that never goes on is left when the signal says so', async () => {
    const controller = new AbortController()
    const backend = functionBackend({
      name: 'w',
      async *generate() {
        yield 'a'
        controller.abort(new Error('enough'))
        await new Promise(() => undefined)
      },
    })
    const { signal } = controller
    await expect(read(backend.generate(REQUEST, { signal }))).rejects.toThrow('enough')
  })
})
