import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { batched, BackendUnreachableError, createTensor, functionBackend } from '../../src/index.ts'
import type { BackendError, BatchingOptions, TensorBackend, Tensors } from '../../src/index.ts'

// Every test drives the clock, so that nothing waits and nothing depends on the machine.
beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

interface Counted {
  readonly backend: TensorBackend
  /** Rows of each call. */
  readonly calls: number[]
}

/** y = 2x for rows of two; a row that begins with 13 makes the whole call fail. */
function doubler(infer?: (x: Float32Array, signal?: AbortSignal) => Promise<void>): Counted {
  const calls: number[] = []
  const spec = { datatype: 'FP32', shape: [-1, 2] } as const
  const backend = functionBackend({
    name: 'doubler',
    inputs: [{ name: 'x', ...spec }],
    outputs: [{ name: 'y', ...spec }],
    async infer({ x }, { signal }) {
      if (x?.datatype !== 'FP32') throw new Error('no x')
      calls.push(x.shape[0]!)
      await infer?.(x.data, signal)
      if (x.data.some((value, index) => index % 2 === 0 && value === 13))
        throw new Error('thirteen')
      return {
        y: createTensor(
          'FP32',
          x.shape,
          x.data.map((value) => 2 * value),
        ),
      }
    },
  })
  return { backend, calls }
}

const rows = (...firsts: readonly number[]): Tensors => ({
  x: createTensor('FP32', [firsts.length, 2], Float32Array.from(firsts.flatMap((a) => [a, 1]))),
})
const doubled = (...firsts: readonly number[]): Tensors => ({
  y: createTensor('FP32', [firsts.length, 2], Float32Array.from(firsts.flatMap((a) => [2 * a, 2]))),
})

describe('requests', () => {
  it('that come within the window run as one call, and get their own rows', async () => {
    const { backend, calls } = doubler()
    const onBatch = vi.fn<NonNullable<BatchingOptions['onBatch']>>()
    const batching = batched(backend, { windowMs: 5, onBatch })
    const answers = [rows(1), rows(2, 3), rows(4)].map((x) => batching.infer(x))
    await vi.advanceTimersByTimeAsync(4)
    expect(calls).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(await Promise.all(answers)).toEqual([doubled(1), doubled(2, 3), doubled(4)])
    expect(calls).toEqual([4])
    expect(onBatch).toHaveBeenCalledExactlyOnceWith({ requests: 3, rows: 4 })
  })

  it('that fill a batch run at once; those that do not fit wait for the next', async () => {
    const { backend, calls } = doubler()
    const batching = batched(backend, { maxBatch: 4, windowMs: 1000 })
    const answers = [rows(1, 2), rows(3), rows(4, 5), rows(6)].map((x) => batching.infer(x))
    await vi.advanceTimersByTimeAsync(0)
    // The third has no room beside the first two.
    expect(calls).toEqual([3])
    await vi.advanceTimersByTimeAsync(1000)
    expect(calls).toEqual([3, 3])
    expect(await Promise.all(answers)).toEqual([
      doubled(1, 2),
      doubled(3),
      doubled(4, 5),
      doubled(6),
    ])
  })

  it('larger than a batch run alone', async () => {
    const { backend, calls } = doubler()
    const batching = batched(backend, { maxBatch: 2, windowMs: 5 })
    const answer = batching.infer(rows(1, 2, 3))
    await vi.advanceTimersByTimeAsync(0)
    expect(await answer).toEqual(doubled(1, 2, 3))
    expect(calls).toEqual([3])
  })

  it('gather while a call runs, and never run side by side', async () => {
    const gates: (() => void)[] = []
    const { backend, calls } = doubler(() => new Promise((done) => gates.push(done)))
    const batching = batched(backend, { windowMs: 0 })
    const first = batching.infer(rows(1))
    await vi.advanceTimersByTimeAsync(0)
    const others = [batching.infer(rows(2)), batching.infer(rows(3))]
    await vi.advanceTimersByTimeAsync(1000)
    expect(calls).toEqual([1])
    gates.shift()?.()
    await first
    await vi.advanceTimersByTimeAsync(0)
    expect(calls).toEqual([1, 2])
    gates.shift()?.()
    expect(await Promise.all(others)).toEqual([doubled(2), doubled(3)])
  })

  it('with other trailing dimensions are not joined', async () => {
    const calls: (readonly number[])[] = []
    const spec = { datatype: 'FP32', shape: [-1, -1] } as const
    const batching = batched(
      functionBackend({
        name: 'identity',
        inputs: [{ name: 'x', ...spec }],
        outputs: [{ name: 'x', ...spec }],
        infer(tensors) {
          calls.push(tensors['x']!.shape)
          return tensors
        },
      }),
    )
    const x = (shape: readonly [number, number]): Tensors => ({
      x: createTensor('FP32', shape, new Float32Array(shape[0] * shape[1])),
    })
    const inputs = [x([1, 2]), x([1, 3]), x([2, 2])]
    const answers = inputs.map((input) => batching.infer(input))
    await vi.advanceTimersByTimeAsync(20)
    expect(await Promise.all(answers)).toEqual(inputs)
    expect(calls).toEqual([
      [3, 2],
      [1, 3],
    ])
  })

  it('of byte strings are joined and split too', async () => {
    const spec = { datatype: 'BYTES', shape: [-1, 2] } as const
    const batching = batched(
      functionBackend({
        name: 'identity',
        inputs: [{ name: 'x', ...spec }],
        outputs: [{ name: 'x', ...spec }],
        infer: (tensors) => tensors,
      }),
    )
    const texts = (...all: readonly string[]): Tensors => ({
      x: createTensor(
        'BYTES',
        [all.length / 2, 2],
        all.map((text) => Buffer.from(text)),
      ),
    })
    const inputs = [texts('a', 'b'), texts('c', 'd', 'e', 'f')]
    const answers = inputs.map((input) => batching.infer(input))
    await vi.advanceTimersByTimeAsync(5)
    expect(await Promise.all(answers)).toEqual(inputs)
  })

  it('to a model without a free batch run one by one', async () => {
    const infer = vi.fn((tensors: Tensors) => tensors)
    const spec = { name: 'x', datatype: 'FP32', shape: [1] } as const
    const batching = batched(
      functionBackend({ name: 'one', inputs: [spec], outputs: [spec], infer }),
    )
    const x = createTensor('FP32', [1], Float32Array.of(1))
    const answers = [batching.infer({ x }), batching.infer({ x })]
    await vi.advanceTimersByTimeAsync(0)
    expect(await Promise.all(answers)).toEqual([{ x }, { x }])
    expect(infer).toHaveBeenCalledTimes(2)
  })
})

describe('a bad request', () => {
  it('fails alone', async () => {
    const { backend, calls } = doubler()
    const batching = batched(backend)
    const answers = Promise.allSettled([rows(1), rows(13), rows(2)].map((x) => batching.infer(x)))
    await vi.advanceTimersByTimeAsync(5)
    const [first, bad, last] = await answers
    expect(first).toEqual({ status: 'fulfilled', value: doubled(1) })
    expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'ModelFailed' } })
    expect(last).toEqual({ status: 'fulfilled', value: doubled(2) })
    expect(calls).toEqual([3, 1, 1, 1])
  })

  it('that does not fit the model is refused before it is queued', async () => {
    const { backend } = doubler()
    const batching = batched(backend)
    await expect(batching.infer({})).rejects.toMatchObject({ code: 'TensorShape' })
  })

  it('is not made worse by asking a server that is gone again', async () => {
    const { backend } = doubler()
    const infer = vi.fn(() => Promise.reject(new BackendUnreachableError('It is gone: start it.')))
    const batching = batched({ ...backend, infer })
    const answers = Promise.allSettled([rows(1), rows(2)].map((x) => batching.infer(x)))
    await vi.advanceTimersByTimeAsync(5)
    for (const answer of await answers) {
      expect(answer).toMatchObject({ reason: { code: 'BackendUnreachable' } })
    }
    expect(infer).toHaveBeenCalledTimes(1)
  })

  it('is one whose output cannot be told apart: it runs alone', async () => {
    const mean = createTensor('FP32', [1], Float32Array.of(7))
    const { backend } = doubler()
    const infer = vi.fn(() => Promise.resolve({ mean }))
    const batching = batched({ ...backend, infer })
    const answers = [batching.infer(rows(1)), batching.infer(rows(2, 3))]
    await vi.advanceTimersByTimeAsync(5)
    expect(await Promise.all(answers)).toEqual([{ mean }, { mean }])
    expect(infer).toHaveBeenCalledTimes(3)
  })
})

describe('a request that is given up', () => {
  it('leaves the queue', async () => {
    const { backend, calls } = doubler()
    const batching = batched(backend)
    const controller = new AbortController()
    const gone = batching.infer(rows(1), { signal: controller.signal })
    const stays = batching.infer(rows(2))
    controller.abort(new Error('enough'))
    await expect(gone).rejects.toThrow('enough')
    await vi.advanceTimersByTimeAsync(5)
    expect(await stays).toEqual(doubled(2))
    expect(calls).toEqual([1])
  })

  it('within a call leaves its neighbours their answers', async () => {
    let open: (() => void) | undefined
    const { backend, calls } = doubler(() => new Promise((done) => (open = done)))
    const batching = batched(backend)
    const controller = new AbortController()
    const gone = batching.infer(rows(1), { signal: controller.signal })
    const stays = batching.infer(rows(2))
    await vi.advanceTimersByTimeAsync(5)
    controller.abort(new Error('enough'))
    await expect(gone).rejects.toThrow('enough')
    open?.()
    expect(await stays).toEqual(doubled(2))
    expect(calls).toEqual([2])
  })

  it('by all of a call ends the call', async () => {
    const ended = vi.fn()
    const { backend } = doubler((_, signal) => {
      signal?.addEventListener('abort', ended)
      return new Promise(() => undefined)
    })
    const batching = batched(backend)
    const controllers = [new AbortController(), new AbortController()]
    const calls = controllers.map(({ signal }) => batching.infer(rows(1), { signal }))
    const outcomes = Promise.allSettled(calls)
    await vi.advanceTimersByTimeAsync(5)
    controllers[0]!.abort()
    expect(ended).not.toHaveBeenCalled()
    controllers[1]!.abort()
    expect(ended).toHaveBeenCalledTimes(1)
    for (const outcome of await outcomes) expect(outcome.status).toBe('rejected')
  })

  it('before it was made is not made', async () => {
    const { backend } = doubler()
    const call = batched(backend).infer(rows(1), { signal: AbortSignal.abort(new Error('no')) })
    await expect(call).rejects.toThrow('no')
  })
})

describe('limits', () => {
  it('refuse more requests than may wait', async () => {
    const { backend } = doubler()
    const batching = batched(backend, { maxBatch: 2, maxQueue: 3, windowMs: 1000 })
    const calls = [1, 2, 3, 4, 5, 6].map((first) => batching.infer(rows(first)))
    const outcomes = Promise.allSettled(calls)
    await vi.advanceTimersByTimeAsync(2000)
    const codes = (await outcomes).map((outcome) =>
      outcome.status === 'rejected' ? (outcome.reason as BackendError).code : 'answered',
    )
    // Two run at once, three wait, one is too many.
    expect(codes).toEqual([...Array.from({ length: 5 }, () => 'answered'), 'BackendBusy'])
  })

  it.each([
    { maxBatch: 0 },
    { maxBatch: 1.5 },
    { maxBatch: Number.NaN },
    { windowMs: -1 },
    { windowMs: Number.NaN },
    { windowMs: Number.POSITIVE_INFINITY },
    { maxQueue: 0 },
  ])('refuse %o', (options) => {
    expect(() => batched(doubler().backend, options)).toThrow('cannot be made')
  })
})

it('rejects what waits, and closes its backend, when it is closed', async () => {
  const { backend } = doubler()
  const close = vi.spyOn(backend, 'close')
  const batching = batched(backend)
  const waiting = batching.infer(rows(1))
  waiting.catch(() => undefined)
  await batching.close()
  await expect(waiting).rejects.toMatchObject({ code: 'BackendClosed' })
  await expect(batching.infer(rows(1))).rejects.toMatchObject({ code: 'BackendClosed' })
  expect(close).toHaveBeenCalledTimes(1)
  expect(vi.getTimerCount()).toBe(0)
})
