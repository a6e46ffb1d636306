/** Why a graph cannot be built or written. */
export type OnnxWriterErrorCode =
  /** A value, input or output of that name exists already: choose another name. */
  | 'OnnxNameTaken'
  /** A node or output uses a value that was not defined before: define it first. */
  | 'OnnxNameUnknown'
  /** The elements of a tensor are not what its type and shape say. */
  | 'OnnxTensorMismatch'
  /** A number cannot be held by the field it is written to. */
  | 'OnnxNumberOutOfRange'
  /** A graph gives nothing: name an output. */
  | 'OnnxNoOutput'

/** A graph that would be no valid ONNX model. */
export class OnnxWriterError extends Error {
  readonly code: OnnxWriterErrorCode

  constructor(code: OnnxWriterErrorCode, sentence: string) {
    super(sentence)
    this.name = 'OnnxWriterError'
    this.code = code
  }
}
