/** What can be wrong about a picture or a model for vision; stable. */
export type VisionErrorCode =
  | 'not_png'
  | 'picture_size'
  | 'picture_kind'
  | 'model_shape'
  | 'model_output'

/** One sentence that says what is wrong and what to do. */
export class VisionError extends Error {
  readonly code: VisionErrorCode

  constructor(code: VisionErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'VisionError'
    this.code = code
  }
}
