import type { Tape, Value } from './tape.ts'

/** Constants of the optimiser. */
export interface AdamWOptions {
  /** Memory of the mean gradient, in [0, 1). */
  readonly beta1: number
  /** Memory of the mean squared gradient, in [0, 1). */
  readonly beta2: number
  readonly epsilon: number
  /** Pull to zero, per unit of learning rate. */
  readonly weightDecay: number
  /** Longest gradient that is taken as it is; longer ones are shortened to it. */
  readonly clipNorm: number
}

/** What a step of the optimiser starts from; vectors of all parameters, and numbers of the step. */
export interface AdamWState {
  readonly weights: Value
  readonly mean: Value
  readonly square: Value
  /** Learning rate × √(1 − β₂ᵗ) / (1 − β₁ᵗ). */
  readonly correctedRate: Value
  /** Learning rate × weight decay. */
  readonly decay: Value
  /** 1 for each parameter that decays, else 0. */
  readonly decays: Value
}

/**
 * Adds one step of AdamW to the graph.
 * Source: Kingma & Ba, "Adam", 2015, §2 (efficient order); Loshchilov & Hutter, "AdamW", 2019.
 */
export function adamW(
  tape: Tape,
  gradient: Value,
  state: AdamWState,
  options: Omit<AdamWOptions, 'weightDecay'>,
): Pick<AdamWState, 'weights' | 'mean' | 'square'> {
  const { shape } = state.weights
  const both = (opType: string, left: Value, right: Value): Value =>
    tape.emit(opType, [left, right], { shape })
  const number = (value: number): Value => tape.scalar(value)

  const taken = clip(tape, gradient, options.clipNorm)
  const mean = both(
    'Add',
    both('Mul', state.mean, number(options.beta1)),
    both('Mul', taken, number(1 - options.beta1)),
  )
  const square = both(
    'Add',
    both('Mul', state.square, number(options.beta2)),
    both('Mul', both('Mul', taken, taken), number(1 - options.beta2)),
  )
  const root = both('Add', tape.emit('Sqrt', [square], { shape }), number(options.epsilon))
  const move = both('Mul', both('Div', mean, root), state.correctedRate)
  const pull = both('Mul', both('Mul', state.weights, state.decays), state.decay)
  const weights = both('Sub', both('Sub', state.weights, move), pull)
  return { weights, mean, square }
}

function clip(tape: Tape, gradient: Value, clipNorm: number): Value {
  const squares = tape.emit('ReduceSumSquare', [gradient], {
    shape: [],
    attributes: { keepdims: { int: 0 } },
  })
  const norm = tape.emit('Sqrt', [squares], { shape: [] })
  const longer = tape.emit('Max', [norm, tape.scalar(clipNorm)], { shape: [] })
  const scale = tape.emit('Div', [tape.scalar(clipNorm), longer], { shape: [] })
  return tape.emit('Mul', [gradient, scale], { shape: gradient.shape })
}
