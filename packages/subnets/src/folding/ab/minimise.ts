/** A function with its derivatives: fills `slope` and gives the value. */
export type Gradient = (point: Float64Array, slope: Float64Array) => number

/**
 * Minimises a smooth function from a point by L-BFGS (Liu and Nocedal, 1989) with a memory of six
 * steps and halving of steps that do not descend enough.
 *
 * @param point is moved to the minimum
 * @param options the largest number of evaluations, and the length of the gradient at which to stop
 * @returns the value there and the number of evaluations
 */
export function minimise(
  gradient: Gradient,
  point: Float64Array,
  { maxEvaluations, tolerance }: { readonly maxEvaluations: number; readonly tolerance: number },
): { readonly value: number; readonly evaluations: number } {
  const size = point.length
  const slope = new Float64Array(size)
  const trial = new Float64Array(size)
  const trialSlope = new Float64Array(size)
  const direction = new Float64Array(size)
  const memory = createMemory(size)
  let value = gradient(point, slope)
  let evaluations = 1
  while (evaluations < maxEvaluations && dot(slope, slope) > tolerance * tolerance) {
    memory.direct(slope, direction)
    let descent = dot(direction, slope)
    if (!(descent < 0)) {
      memory.clear()
      memory.direct(slope, direction)
      descent = dot(direction, slope)
    }
    let step = Math.min(1, MAX_MOVE / Math.sqrt(dot(direction, direction)))
    let next = Infinity
    for (let halving = 0; halving < MAX_HALVINGS && evaluations < maxEvaluations; halving++) {
      for (let i = 0; i < size; i++) trial[i] = (point[i] ?? 0) + step * (direction[i] ?? 0)
      next = gradient(trial, trialSlope)
      evaluations++
      if (next <= value + ENOUGH * step * descent) break
      next = Infinity
      step *= 0.4
    }
    if (next === Infinity) break
    memory.remember(point, trial, slope, trialSlope)
    point.set(trial)
    slope.set(trialSlope)
    value = next
  }
  return { value, evaluations }
}

/** The last steps and changes of slope, which stand for the curvature. */
function createMemory(size: number) {
  const steps = Array.from({ length: MEMORY }, () => new Float64Array(size))
  const changes = Array.from({ length: MEMORY }, () => new Float64Array(size))
  const inverses = new Float64Array(MEMORY)
  const factors = new Float64Array(MEMORY)
  let count = 0
  let scale = FIRST_SCALE

  const slot = <Item>(ring: readonly Item[], index: number): Item => ring[index % MEMORY] as Item

  return {
    clear() {
      count = 0
      scale = FIRST_SCALE
    },
    remember(from: Float64Array, to: Float64Array, before: Float64Array, after: Float64Array) {
      const step = slot(steps, count)
      const change = slot(changes, count)
      for (let i = 0; i < size; i++) {
        step[i] = (to[i] ?? 0) - (from[i] ?? 0)
        change[i] = (after[i] ?? 0) - (before[i] ?? 0)
      }
      const curvature = dot(step, change)
      // Without positive curvature the step would spoil the estimate: go on from here in longer ones.
      if (!(curvature > 1e-12)) {
        count = 0
        scale = Math.min(MAX_SCALE, 2 * scale)
        return
      }
      inverses[count % MEMORY] = 1 / curvature
      scale = curvature / dot(change, change)
      count++
    },
    /** Writes the step of a quasi-Newton method against a slope. */
    direct(slope: Float64Array, direction: Float64Array) {
      for (let i = 0; i < size; i++) direction[i] = -(slope[i] ?? 0)
      const oldest = Math.max(0, count - MEMORY)
      for (let k = count - 1; k >= oldest; k--) {
        const factor = (inverses[k % MEMORY] ?? 0) * dot(slot(steps, k), direction)
        factors[k % MEMORY] = factor
        addScaled(direction, slot(changes, k), -factor)
      }
      for (let i = 0; i < size; i++) direction[i] = scale * (direction[i] ?? 0)
      for (let k = oldest; k < count; k++) {
        const factor = (inverses[k % MEMORY] ?? 0) * dot(slot(changes, k), direction)
        addScaled(direction, slot(steps, k), (factors[k % MEMORY] ?? 0) - factor)
      }
    },
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}

function addScaled(target: Float64Array, source: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] ?? 0) + factor * (source[i] ?? 0)
}

const MEMORY = 6
const FIRST_SCALE = 0.02
const MAX_SCALE = 10
/** Longest step at once; bonds have length 1. */
const MAX_MOVE = 1
const MAX_HALVINGS = 12
/** Share of the descent promised by the slope that a step must give. */
const ENOUGH = 1e-4
