import assert from 'node:assert/strict'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createTensor, oipBackend, onnxBackend } from '@plexus/models'
import type { BackendError, Tensor, TensorBackend } from '@plexus/models'
import type { Adapters } from './adapter-process.ts'

/** A framework: the name before its models, its script, and its check-free extras. */
export interface Framework {
  readonly name: 'torch' | 'keras'
  readonly script: string
  /** Models that compute `x W + b` in other guises. */
  readonly linear: readonly string[]
}

/** A fact about the adapter, by its title. */
export type Check = readonly [title: string, check: () => Promise<void>]

const VISION = fileURLToPath(new URL('../../packages/subnets/models/good.onnx', import.meta.url))

const fp32 = (shape: readonly number[], ...values: readonly number[]): Tensor =>
  createTensor('FP32', shape, Float32Array.from(values))

/** The facts that hold with any framework. Processes are started as they are needed. */
export function checksOf(
  { name, script, linear }: Framework,
  adapters: Adapters,
): readonly Check[] {
  const first = ['two', 'fragile', 'classes', 'pictures', ...linear]
  const open = (model: string): Promise<TensorBackend> => adapters.open(`${name}-${model}`)
  return [
    [
      `answers are arithmetic, in JSON and in the binary form (${linear.join(', ')})`,
      async () => {
        adapters.start(script, first)
        for (const model of linear) await checkLinear(adapters, `${name}-${model}`)
      },
    ],
    [
      'two inputs and two outputs keep their names',
      async () => {
        const backend = await open('two')
        assert.deepEqual(namesOf(backend.inputs), ['a', 'b'])
        const given = namesOf(backend.outputs).toSorted((a, b) => (a < b ? -1 : 1))
        assert.deepEqual(given, ['product', 'sum'])
        const answer = await backend.infer({ a: fp32([1, 2], 2, 3), b: fp32([1, 2], 5, 7) })
        assert.deepEqual(numbers(answer['sum']), [7, 10])
        assert.deepEqual(numbers(answer['product']), [10, 21])
        await backend.close()
      },
    ],
    ['many requests at once get their own rows', () => checkConcurrent(open)],
    ['wrong tensors are refused on both sides', () => checkWrong(adapters, `${name}-${linear[0]}`)],
    ['a model that raises fails one request only', () => checkRaising(open)],
    ['NaN comes back raw, and is an error in JSON', () => checkNan(adapters, `${name}-fragile`)],
    [
      'classes are probabilities',
      async () => {
        const backend = await open('classes')
        const [answer] = Object.values(await backend.infer(inputOf(backend, fp32([1, 2], 0, 0))))
        assert.deepEqual(numbers(answer), [0.5, 0.5])
        await backend.close()
      },
    ],
    ['pictures come as bytes, NHWC', () => checkPictures(open)],
    ['a full queue is busy, and the rest is answered', () => checkOverflow(adapters, name, script)],
    ['SIGTERM lets what runs end', () => checkTerm(adapters, name)],
    [
      'a killed adapter is found again at its new place',
      () => checkRestart(adapters, name, script, linear[0] ?? ''),
    ],
    [
      'a network of the vision subnet gives what its ONNX file gives',
      () => checkVision(adapters, name),
    ],
  ]
}

async function checkLinear(adapters: Adapters, model: string): Promise<void> {
  const { url, token } = await adapters.find(model)
  for (const encoding of ['json', 'binary'] as const) {
    const backend = await oipBackend({ url, model, token, encoding })
    const [spec] = backend.inputs
    assert.deepEqual(spec?.shape, [-1, 3], model)
    assert.deepEqual(backend.outputs[0]?.shape, [-1, 2], model)
    const x = fp32([2, 3], 1, 0, 0, 1, 1, 1)
    const [answer] = Object.values(await backend.infer(inputOf(backend, x)))
    // Row 1 of W, and the sum of its rows, each with b.
    assert.deepEqual(numbers(answer), [1.5, 1.5, 9.5, 11.5], `${model} ${encoding}`)
    assert.deepEqual(answer?.shape, [2, 2])
    await backend.close()
  }
}

async function checkConcurrent(open: (model: string) => Promise<TensorBackend>): Promise<void> {
  const backend = await open('two')
  const values = Array.from({ length: 100 }, (_, index) => index)
  const answers = await Promise.all(
    values.map((value) => backend.infer({ a: fp32([1, 2], value, 1), b: fp32([1, 2], value, 1) })),
  )
  const products = answers.map((answer) => numbers(answer['product'])[0])
  assert.deepEqual(
    products,
    values.map((value) => value * value),
  )
  await backend.close()
}

async function checkWrong(adapters: Adapters, model: string): Promise<void> {
  const backend = await adapters.open(model)
  const input = backend.inputs[0]?.name ?? ''
  await rejects(backend.infer({ [input]: fp32([1, 4], 1, 2, 3, 4) }), 'TensorShape')
  await rejects(backend.infer({ other: fp32([1, 3], 1, 2, 3) }), 'TensorShape')
  await backend.close()
  const { url, token } = await adapters.find(model)
  const ask = async (
    body: string,
    headers: Record<string, string> = {},
  ): Promise<[number, string]> => {
    const answer = await fetch(`${url}/v2/models/${model}/infer`, {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${token}`, ...headers },
    })
    return [answer.status, await answer.text()]
  }
  const tensor = { name: input, datatype: 'FP32', shape: [1, 4], data: [1, 2, 3, 4] }
  const [status, text] = await ask(JSON.stringify({ inputs: [tensor] }))
  assert.equal(status, 400)
  assert.match(text, new RegExp(`input '${input}' has the shape \\[1, 4\\]`))
  assert.equal((await ask('nonsense'))[0], 400)
  assert.equal((await ask('{}', { authorization: 'Bearer wrong' }))[0], 401)
}

async function checkRaising(open: (model: string) => Promise<TensorBackend>): Promise<void> {
  const backend = await open('fragile')
  const values = [1, 13, 1, 1]
  const outcomes = await Promise.allSettled(
    values.map((value) => backend.infer(inputOf(backend, fp32([1, 2], value, 1)))),
  )
  for (const [index, outcome] of outcomes.entries()) {
    if (values[index] === 13) {
      assert.equal(outcome.status, 'rejected')
      const error = outcome.reason as BackendError
      assert.equal(error.code, 'ModelFailed')
      assert.match(error.message, /ValueError.*thirteen/)
    } else {
      assert.equal(outcome.status, 'fulfilled')
      // The logarithm of 1.
      assert.deepEqual(numbers(Object.values(outcome.value)[0]), [0, 0])
    }
  }
  await backend.close()
}

async function checkNan(adapters: Adapters, model: string): Promise<void> {
  const { url, token } = await adapters.find(model)
  for (const encoding of ['json', 'binary'] as const) {
    const backend = await oipBackend({ url, model, token, encoding })
    const call = backend.infer(inputOf(backend, fp32([1, 2], -1, 1)))
    if (encoding === 'json') await rejects(call, 'ModelFailed')
    else assert.deepEqual(numbers(Object.values(await call)[0]), [Number.NaN, 0])
    await backend.close()
  }
}

async function checkPictures(open: (model: string) => Promise<TensorBackend>): Promise<void> {
  const backend = await open('pictures')
  assert.equal(backend.inputs[0]?.datatype, 'UINT8')
  // Every pixel is (255, 0, 51), a fifth of 255.
  const pixels = Uint8Array.from({ length: 48 }, (_, index) => [255, 0, 51][index % 3] ?? 0)
  const picture = createTensor('UINT8', [1, 4, 4, 3], pixels)
  const [answer] = Object.values(await backend.infer(inputOf(backend, picture)))
  const means = numbers(answer).map((value) => Math.round(value * 1e6) / 1e6)
  assert.deepEqual(means, [1, 0, 0.2])
  await backend.close()
}

async function checkOverflow(adapters: Adapters, name: string, script: string): Promise<void> {
  adapters.start(script, ['slow'])
  const backend = await adapters.open(`${name}-slow`)
  const x = inputOf(backend, fp32([1, 1], 1))
  const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => backend.infer(x)))
  const codes = outcomes.map((outcome) =>
    outcome.status === 'rejected' ? (outcome.reason as BackendError).code : 'answered',
  )
  const answered = codes.filter((code) => code === 'answered').length
  // One runs and four wait; when the first of them was taken early, five wait.
  assert.ok(answered === 5 || answered === 6 || answered === 4, codes.join())
  assert.ok(
    codes.every((code) => code === 'answered' || code === 'BackendBusy'),
    codes.join(),
  )
  await backend.close()
}

async function checkTerm(adapters: Adapters, name: string): Promise<void> {
  const model = `${name}-slow`
  const { pid, url, token } = await adapters.find(model)
  const backend = await oipBackend({ url, model, token })
  const calls = [1, 2].map((value) => backend.infer(inputOf(backend, fp32([1, 1], value))))
  await untilQueued(url)
  process.kill(pid, 'SIGTERM')
  const answers = await Promise.all(calls)
  assert.deepEqual(
    answers.map((answer) => numbers(Object.values(answer)[0])),
    [[1], [2]],
  )
  await untilGone(pid)
  await rejects(backend.infer(inputOf(backend, fp32([1, 1], 1))), 'BackendUnreachable')
  await backend.close()
}

async function checkRestart(
  adapters: Adapters,
  name: string,
  script: string,
  model: string,
): Promise<void> {
  const backend = await adapters.open(`${name}-${model}`)
  const x = inputOf(backend, fp32([1, 3], 1, 0, 0))
  assert.deepEqual(numbers(Object.values(await backend.infer(x))[0]), [1.5, 1.5])
  const before = await adapters.find(`${name}-${model}`)
  process.kill(before.pid, 'SIGKILL')
  await untilGone(before.pid)
  await rejects(backend.infer(x), 'BackendUnreachable')
  const child = adapters.start(script, [model])
  const after = await adapters.find(`${name}-${model}`)
  assert.notEqual(after.token, before.token)
  assert.deepEqual(numbers(Object.values(await backend.infer(x))[0]), [1.5, 1.5])
  await backend.close()
  child.kill('SIGTERM')
  await once(child, 'exit')
}

async function checkVision(adapters: Adapters, name: string): Promise<void> {
  const child = adapters.start(`${name}_vision.py`, [VISION])
  const backend = await adapters.open(`${name}-vision`)
  const reference = await onnxBackend({ model: VISION })
  assert.deepEqual(backend.inputs, [{ name: 'images', datatype: 'FP32', shape: [-1, 3, 32, 32] }])
  assert.deepEqual(backend.outputs, [{ name: 'probs', datatype: 'FP32', shape: [-1, 10] }])
  const values = Float32Array.from({ length: 8 * 3072 }, (_, index) => ((index * 7919) % 256) / 255)
  const images = createTensor('FP32', [8, 3, 32, 32], values)
  const [theirs, ours] = await Promise.all([backend.infer({ images }), reference.infer({ images })])
  const expected = numbers(ours['probs'])
  const far = numbers(theirs['probs']).map((value, index) =>
    Math.abs(value - (expected[index] ?? 0)),
  )
  assert.equal(far.length, 80)
  assert.ok(Math.max(...far) < 1e-4, `${Math.max(...far)} apart`)
  await reference.close()
  await backend.close()
  child.kill('SIGTERM')
  await once(child, 'exit')
}

/** Waits until a request waits before the model: then another one runs. */
async function untilQueued(url: string): Promise<void> {
  await until(async () => {
    const metrics = await (await fetch(`${url}/metrics`)).text()
    return metrics.includes('plexus_adapter_queue_requests 1')
  })
}

/** Waits until a process has ended. */
async function untilGone(pid: number): Promise<void> {
  await until(() => {
    try {
      process.kill(pid, 0)
      return Promise.resolve(false)
    } catch {
      return Promise.resolve(true)
    }
  })
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 20_000
  while (!(await condition())) {
    assert.ok(performance.now() < end, 'the condition did not come')
    await new Promise((done) => setTimeout(done, 10))
  }
}

async function rejects(call: Promise<unknown>, code: string): Promise<void> {
  await assert.rejects(call, (error: BackendError) => {
    assert.equal(error.code, code, error.message)
    return true
  })
}

function inputOf({ inputs }: TensorBackend, tensor: Tensor): Record<string, Tensor> {
  return { [inputs[0]?.name ?? '']: tensor }
}

function numbers(tensor: Tensor | undefined): number[] {
  return tensor?.datatype === 'FP32' ? [...tensor.data] : []
}

const namesOf = (specs: TensorBackend['inputs']): string[] => specs.map(({ name }) => name)
