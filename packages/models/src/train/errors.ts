/** Why something cannot be trained. */
export type TrainErrorCode =
  /** Shapes do not fit an operation; the sentence says which. */
  | 'TrainShape'
  /** A derivative was asked for of something that does not lead to the loss. */
  | 'TrainNoGradient'
  /** Training diverged: lower the learning rate. */
  | 'TrainDiverged'
  /** Data or weights are not of the announced size. */
  | 'TrainData'

/** A network, its data or its weights do not fit together, or the loss is no longer finite. */
export class TrainError extends Error {
  readonly code: TrainErrorCode

  constructor(code: TrainErrorCode, sentence: string) {
    super(sentence)
    this.name = 'TrainError'
    this.code = code
  }
}
