import { createTensor, oipBackend } from '@plexus/models'
import type { Tensors } from '@plexus/models'
import type { Adapters } from './adapter-process.ts'

const CALLS = 400
const AT_ONCE = 32

/** What batching gains on a multi-layer perceptron, one row per request; a figure, not a test. */
export async function measure(adapters: Adapters): Promise<string> {
  const model = 'torch-heavy'
  adapters.start('torch_models.py', ['heavy'])
  const { url, token } = await adapters.find(model)
  const backend = await oipBackend({ url, model, token })
  const tensors: Tensors = {
    [backend.inputs[0]?.name ?? '']: createTensor('FP32', [1, 784], new Float32Array(784)),
  }
  const times: number[] = []
  const ask = async (): Promise<void> => {
    const begin = performance.now()
    await backend.infer(tensors)
    times.push(performance.now() - begin)
  }
  const perSecond = async (atOnce: number): Promise<number> => {
    times.length = 0
    let left = CALLS
    const begin = performance.now()
    const work = async (): Promise<void> => {
      while (left > 0) {
        left -= 1
        await ask()
      }
    }
    await Promise.all(Array.from({ length: atOnce }, work))
    return (CALLS * 1000) / (performance.now() - begin)
  }
  await perSecond(1)
  const alone = await perSecond(1)
  const p50 = times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN
  const together = await perSecond(AT_ONCE)
  await backend.close()
  return (
    `  784-512-10, binary: ${alone.toFixed(0)} requests/s one at a time (${p50.toFixed(2)} ms p50), ` +
    `${together.toFixed(0)} with ${AT_ONCE} at once`
  )
}
