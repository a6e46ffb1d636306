/** What can be wrong about a picture or a model for vision. */
export type VisionErrorCode = 'not_png' | 'picture_size' | 'picture_kind' | 'model_shape' | 'model_output'

/** One sentence that says what is wrong and what to do. */
export class VisionError extends Error {
  override readonly name = 'VisionError'

  constructor(
    /** Stable. */
    readonly code: VisionErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
