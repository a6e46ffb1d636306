import { TrainError } from '../errors.ts'
import { FREE_BATCH } from '../tape.ts'
import type { Value } from '../tape.ts'

/** Sizes of a batch of images: batch, channels, height, width. */
export type ImageShape = readonly [number, number, number, number]

/** @throws TrainError when the value has not four dimensions */
export function imageShape(operation: string, { name, shape }: Value): ImageShape {
  const [batch, channels, height, width, ...rest] = shape
  if (
    batch === undefined ||
    channels === undefined ||
    height === undefined ||
    width === undefined ||
    rest.length > 0
  ) {
    throw misfit(operation, `"${name}" has the shape [${shape.join()}], not [N, C, H, W]`)
  }
  return [batch, channels, height, width]
}

/** @throws TrainError when the value has not two dimensions */
export function matrixShape(operation: string, { name, shape }: Value): readonly [number, number] {
  const [rows, columns, ...rest] = shape
  if (rows === undefined || columns === undefined || rest.length > 0) {
    throw misfit(operation, `"${name}" has the shape [${shape.join()}], not [rows, columns]`)
  }
  return [rows, columns]
}

/** @throws TrainError when the shapes differ */
export function sameShape(operation: string, left: Value, right: Value): void {
  if (left.shape.join() !== right.shape.join()) {
    throw misfit(
      operation,
      `[${left.shape.join()}] of "${left.name}" and [${right.shape.join()}] of "${right.name}" differ`,
    )
  }
}

/** Derivatives that write the batch into the graph need to know it. */
export function fixedBatch(operation: string, batch: number): number {
  if (batch === FREE_BATCH) throw misfit(operation, 'a free batch has no gradient')
  return batch
}

/** The error of shapes that do not fit an operation. */
export function misfit(operation: string, what: string): TrainError {
  return new TrainError('TrainShape', `Shapes do not fit ${operation}: ${what}.`)
}
