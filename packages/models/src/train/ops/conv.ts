import type { Tape, Value } from '../tape.ts'
import { fixedBatch, imageShape, misfit } from './shapes.ts'
import type { ImageShape } from './shapes.ts'

/** How the window moves. */
export interface ConvOptions {
  /** 1 by default. */
  readonly stride?: number
  /** Zeros on each side; 0 by default. */
  readonly pad?: number
}

interface Geometry {
  readonly stride: number
  readonly pad: number
  readonly kernel: number
  readonly input: ImageShape
  readonly output: ImageShape
  /** Rows and columns of the input that no window reaches. */
  readonly unread: readonly [number, number]
}

/**
 * Cross-correlation of images with square kernels, as ONNX's Conv.
 * @param input [N, C, H, W]
 * @param weight [K, C, size, size]
 * @param bias [K]
 * @throws TrainError when the shapes do not fit
 */
export function conv(
  tape: Tape,
  input: Value,
  weight: Value,
  bias: Value,
  options: ConvOptions = {},
): Value {
  const geometry = geometryOf(input, weight, bias, options)
  const { stride, pad, output } = geometry
  const result = tape.emit('Conv', [input, weight, bias], {
    shape: output,
    attributes: { strides: { ints: [stride, stride] }, pads: { ints: [pad, pad, pad, pad] } },
  })
  return tape.record(
    result,
    [input, weight, bias],
    [
      (gradient) => inputGradient(tape, gradient, weight, geometry),
      (gradient) => weightGradient(tape, gradient, input, weight, geometry),
      (gradient) =>
        tape.emit('ReduceSum', [gradient], {
          shape: bias.shape,
          also: [tape.integers([0, 2, 3])],
          attributes: { keepdims: { int: 0 } },
        }),
    ],
  )
}

function geometryOf(input: Value, weight: Value, bias: Value, options: ConvOptions): Geometry {
  const { stride = 1, pad = 0 } = options
  const shape = imageShape('conv', input)
  const [batch, channels, height, width] = shape
  const [filters, weightChannels, kernel, kernelWidth] = imageShape('conv', weight)
  if (channels !== weightChannels || kernel !== kernelWidth || bias.shape.join() !== `${filters}`) {
    throw misfit(
      'conv',
      `images [${shape.join()}], kernels [${weight.shape.join()}], bias [${bias.shape.join()}]`,
    )
  }
  const outputHeight = Math.floor((height + 2 * pad - kernel) / stride) + 1
  const outputWidth = Math.floor((width + 2 * pad - kernel) / stride) + 1
  if (outputHeight < 1 || outputWidth < 1)
    throw misfit('conv', 'the kernel is larger than the image')
  const unread = (size: number, steps: number): number =>
    size + 2 * pad - kernel - stride * (steps - 1)
  return {
    stride,
    pad,
    kernel,
    input: shape,
    output: [batch, filters, outputHeight, outputWidth],
    unread: [unread(height, outputHeight), unread(width, outputWidth)],
  }
}

/** Spreads each gradient over the window it came from. */
function inputGradient(tape: Tape, gradient: Value, weight: Value, geometry: Geometry): Value {
  const { stride, pad, unread, input } = geometry
  return tape.emit('ConvTranspose', [gradient, weight], {
    shape: input,
    attributes: {
      strides: { ints: [stride, stride] },
      pads: { ints: [pad, pad, pad, pad] },
      output_padding: { ints: unread },
    },
  })
}

/**
 * dW[k,c,u,v] = Σ dY[n,k,i,j] · X[n,c,i·s+u−p,j·s+v−p]: a convolution too, in which the batch plays
 * the channels, the gradients are the kernels and the stride is their dilation.
 */
function weightGradient(
  tape: Tape,
  gradient: Value,
  input: Value,
  weight: Value,
  geometry: Geometry,
): Value {
  const { stride, pad, kernel, unread } = geometry
  const [batch, channels, height, width] = geometry.input
  const [, filters, outputHeight, outputWidth] = geometry.output
  fixedBatch('conv', batch)
  const swap = { perm: { ints: [1, 0, 2, 3] } }
  const images = tape.emit('Transpose', [input], {
    shape: [channels, batch, height, width],
    attributes: swap,
  })
  const kernels = tape.emit('Transpose', [gradient], {
    shape: [filters, batch, outputHeight, outputWidth],
    attributes: swap,
  })
  const [rows, columns] = unread
  const ends = [Math.max(0, pad - rows), Math.max(0, pad - columns)]
  const tall = kernel + rows - (pad - (ends[0] ?? 0))
  const wide = kernel + columns - (pad - (ends[1] ?? 0))
  const product = tape.emit('Conv', [images, kernels], {
    shape: [channels, filters, tall, wide],
    attributes: { dilations: { ints: [stride, stride] }, pads: { ints: [pad, pad, ...ends] } },
  })
  const cut =
    tall === kernel && wide === kernel
      ? product
      : tape.emit('Slice', [product], {
          shape: [channels, filters, kernel, kernel],
          also: [tape.integers([0, 0]), tape.integers([kernel, kernel]), tape.integers([2, 3])],
        })
  return tape.emit('Transpose', [cut], { shape: weight.shape, attributes: swap })
}
