import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { batched, createTensor, onnxBackend } from '@plexus/models'
import type { Tensors } from '@plexus/models'
import { createTask } from '@plexus/sdk/node'
import type { Task } from '@plexus/sdk/node'
import { vision } from '@plexus/subnets'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { median } from '../scenario.ts'
import type { Figure, Scenario, Size } from '../scenario.ts'

const MODEL = fileURLToPath(new URL('../../packages/subnets/models/good.onnx', import.meta.url))
/** Pictures of a batch, and values of a picture: three channels of 32 × 32. */
const BATCH = 32
const PICTURE = [3, 32, 32] as const
const VALUES = 3 * 32 * 32

const ROUNDS: Readonly<Record<Size, { readonly rounds: number; readonly batches: number }>> = {
  full: { rounds: 15, batches: 10 },
  ci: { rounds: 3, batches: 2 },
}

export const models: Scenario = {
  name: 'models',
  about:
    'pictures per second of processor time of the good vision model on one thread: a batch of 32 per request, 32 requests of one picture at once that `batched` gathers, and whole answers of a vision miner to 32 pictures as PNG in base64, beside the bare runtime on batches of 32 in turns on the same machine',
  async run(size) {
    const { rounds, batches } = ROUNDS[size]
    const backend = await onnxBackend({ model: MODEL, threads: 1, runtime: 'native' })
    const gathered = batched(backend, { maxBatch: BATCH })
    const session = await InferenceSession.create(MODEL, {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
    })
    const [input] = backend.inputs
    if (input === undefined) throw new Error('The model has no input.')
    const pixels = Float32Array.from({ length: BATCH * VALUES }, (_, index) => (index % 255) / 255)
    const whole: Tensors = { [input.name]: createTensor('FP32', [BATCH, ...PICTURE], pixels) }
    const singles = Array.from({ length: BATCH }, (_, index): Tensors => {
      const picture = pixels.subarray(index * VALUES, (index + 1) * VALUES)
      return { [input.name]: createTensor('FP32', [1, ...PICTURE], picture) }
    })
    const { challenge, initialState, work } = vision
    const request = challenge(taskOf('bench'), initialState)
    const { signal } = new AbortController()
    const works: Readonly<Record<string, () => Promise<unknown>>> = {
      bare: () => session.run({ [input.name]: new Tensor('float32', pixels, [BATCH, ...PICTURE]) }),
      'a batch per request': () => gathered.infer(whole),
      'a picture per request': () => Promise.all(singles.map((tensors) => gathered.infer(tensors))),
      'an answer of the miner': () => work(request, backend, { signal }),
    }
    const speeds = await measureInTurns(works, rounds, batches)
    await gathered.close()
    await session.release()
    return figuresOf(speeds)
  },
}

/** In turns, so that a machine which slows down slows all of them. */
async function measureInTurns(
  works: Readonly<Record<string, () => Promise<unknown>>>,
  rounds: number,
  batches: number,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const speeds = new Map(Object.keys(works).map((name): [string, number[]] => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, work] of Object.entries(works)) {
      if (round === 0) await work()
      const begin = process.cpuUsage()
      for (let batch = 0; batch < batches; batch += 1) await work()
      const { user, system } = process.cpuUsage(begin)
      speeds.get(name)?.push((batches * BATCH * 1e6) / (user + system))
    }
  }
  return speeds
}

function taskOf(text: string): Task {
  const bytes = createHash('sha256').update(text).digest()
  return createTask({ netuid: 0, window: 0, index: 0, windowSeed: bytes, salt: bytes })
}

/** The goal is for what a vision miner does, decoding and all. */
function figuresOf(speeds: ReadonlyMap<string, readonly number[]>): readonly Figure[] {
  const value = (name: string): number => median(speeds.get(name) ?? [])
  const beside = { name: 'bare runtime', value: value('bare'), unit: 'pictures/s' }
  const figure = (name: string): Figure => ({ name, value: value(name), unit: beside.unit, beside })
  return [
    figure('a batch per request'),
    figure('a picture per request'),
    { ...figure('an answer of the miner'), goal: { atLeast: 0.9, of: 'ratio' } },
  ]
}
