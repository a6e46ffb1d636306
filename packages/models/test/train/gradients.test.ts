import { expect, it } from 'vitest'
import { createGraph } from '../../src/onnx-writer/index.ts'
import { gradients } from '../../src/train/gradients.ts'
import { crossEntropy, relu } from '../../src/train/ops/index.ts'
import { createTape } from '../../src/train/tape.ts'

it('refuses a loss that is no scalar', () => {
  const tape = createTape(createGraph('g'))
  const input = tape.adopt(tape.graph.input('x', 'FP32', [2]), [2], true)
  expect(() => gradients(tape, relu(tape, input), [input])).toThrow(
    expect.objectContaining({ code: 'TrainShape' }),
  )
})

it('refuses a parameter that does not lead to the loss', () => {
  const tape = createTape(createGraph('g'))
  const input = (name: string, differentiable: boolean) =>
    tape.adopt(tape.graph.input(name, 'FP32', [1, 2]), [1, 2], differentiable)
  const loss = crossEntropy(tape, input('logits', true), input('targets', false))
  expect(() => gradients(tape, loss, [input('other', true)])).toThrow(
    expect.objectContaining({ code: 'TrainNoGradient' }),
  )
})
