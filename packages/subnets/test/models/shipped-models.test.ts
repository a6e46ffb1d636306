import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { onnxBackend } from '@plexus/models'
import { taskRandom } from '@plexus/sdk/node'
import { expect, it } from 'vitest'
import { CLASSES, picturesToTensor, renderImage } from '../../src/index.ts'

interface Entry {
  readonly name: string
  readonly file: string
  readonly sha256: string
  readonly bytes: number
  readonly accuracy: number
}

const FOLDER = new URL('../../models/', import.meta.url)
const { models, classes } = JSON.parse(readFileSync(new URL('models.json', FOLDER), 'utf8')) as {
  readonly models: readonly Entry[]
  readonly classes: readonly string[]
}

const PICTURES = 400

const random = taskRandom(new Uint8Array(32).fill(9))
const exam = Array.from({ length: PICTURES }, () => renderImage(random, random.float53()))

it('lists each model of the folder, weak ones first, with the classes of the subnet', () => {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.onnx'))
  expect(models.map(({ file }) => file).toSorted()).toEqual(files.toSorted())
  expect(classes).toEqual([...CLASSES])
  const accuracies = models.map(({ accuracy }) => accuracy)
  expect(accuracies.toSorted((left, right) => left - right)).toEqual(accuracies)
})

it.each(models)(
  'ships $file as the card describes it',
  async ({ file, sha256, bytes, accuracy }) => {
    const model = readFileSync(new URL(file, FOLDER))
    expect(model.length).toBe(bytes)
    expect(createHash('sha256').update(model).digest('hex')).toBe(sha256)

    const backend = await onnxBackend({ model })
    expect(backend.inputs).toEqual([{ name: 'images', datatype: 'FP32', shape: [-1, 3, 32, 32] }])
    expect(backend.outputs).toEqual([{ name: 'probs', datatype: 'FP32', shape: [-1, 10] }])
    const images = picturesToTensor(exam.map(({ pixels }) => pixels))
    const { probs } = await backend.infer({ images })
    await backend.close()
    const data = probs!.data as Float32Array
    let right = 0
    for (const [picture, { label }] of exam.entries()) {
      const row = data.subarray(picture * 10, (picture + 1) * 10)
      expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 4)
      if (row.indexOf(Math.max(...row)) === label) right += 1
    }
    // Four standard deviations of a share of 400 pictures: 4 · √(a(1 − a)/400).
    const spread = 4 * Math.sqrt((accuracy * (1 - accuracy)) / PICTURES)
    expect(Math.abs(right / PICTURES - accuracy)).toBeLessThan(spread)
  },
)

it('gives the answers of the strongest through WebAssembly too', async () => {
  const model = readFileSync(new URL(models.at(-1)!.file, FOLDER))
  const images = picturesToTensor(exam.slice(0, 8).map(({ pixels }) => pixels))
  const answers: Float32Array[] = []
  for (const runtime of ['native', 'wasm'] as const) {
    const backend = await onnxBackend({ model, runtime })
    const { probs } = await backend.infer({ images })
    answers.push(probs!.data as Float32Array)
    await backend.close()
  }
  const [native, wasm] = answers
  for (const [index, value] of native!.entries()) expect(wasm![index]).toBeCloseTo(value, 4)
})
