/** What went wrong between a caller and a model. */
export type BackendErrorCode =
  /** The spec string names no backend: correct it. */
  | 'BackendSpec'
  /** There is no model at the given place: correct the place or put the model there. */
  | 'ModelMissing'
  /** The file or the server holds something that cannot be served: export the model again. */
  | 'ModelInvalid'
  /** The file is not the one that was asked for: fetch it again. */
  | 'ModelHash'
  /** A tensor does not fit the model: send what its inputs say. */
  | 'TensorShape'
  /** The model itself failed on this input: the same input fails again. */
  | 'ModelFailed'
  /** Nothing answers at the address: start the server. */
  | 'BackendUnreachable'
  /** The server or the queue is full or still loading: try again later. */
  | 'BackendBusy'
  /** No answer within the time limit: raise it or take a smaller model. */
  | 'BackendTimeout'
  /** The server does not accept the request: its sentence says why. */
  | 'BackendRefused'
  /** The server broke its protocol or a limit. */
  | 'BackendAnswer'
  /** The backend was closed before the call. */
  | 'BackendClosed'

/** An error of a model backend. The message is one sentence with the next step, and holds no secret. */
export class BackendError extends Error {
  readonly code: BackendErrorCode

  constructor(code: BackendErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = `${code}Error`
    this.code = code
  }
}

/** The spec string names no backend. */
export class BackendSpecError extends BackendError {
  constructor(spec: string, why: string) {
    super(
      'BackendSpec',
      `"${withoutCredentials(spec)}" names no backend (${why}): write onnx:<path>, oip:<url>/v2/models/<model>, ` +
        'oip:auto, or openai:<url>#<model>.',
    )
  }
}

/** There is no model at the given place. */
export class ModelMissingError extends BackendError {
  constructor(message: string, cause?: unknown) {
    super('ModelMissing', message, cause)
  }
}

/** The file or the server holds something that cannot be served. */
export class ModelInvalidError extends BackendError {
  constructor(message: string, cause?: unknown) {
    super('ModelInvalid', message, cause)
  }
}

/** The SHA-256 of a model file is not the expected one. */
export class ModelHashError extends BackendError {
  readonly expected: string
  readonly found: string

  constructor(file: string, expected: string, found: string) {
    super(
      'ModelHash',
      `The model file ${file} has SHA-256 ${found}, not ${expected}: fetch it again, or correct the ` +
        'expected hash if the model was replaced on purpose.',
    )
    this.expected = expected
    this.found = found
  }
}

/** A tensor does not fit the model. */
export class TensorShapeError extends BackendError {
  constructor(message: string) {
    super('TensorShape', message)
  }
}

/** The model failed on this input; the same input fails again. */
export class ModelFailedError extends BackendError {
  constructor(message: string, cause?: unknown) {
    super('ModelFailed', message, cause)
  }
}

/** Nothing answers at the address. */
export class BackendUnreachableError extends BackendError {
  constructor(message: string, cause?: unknown) {
    super('BackendUnreachable', message, cause)
  }
}

/** The server or the queue is full or still loading. */
export class BackendBusyError extends BackendError {
  /** When the server says to try again, in milliseconds. */
  readonly retryAfterMs: number | undefined

  constructor(message: string, retryAfterMs?: number) {
    super('BackendBusy', message)
    this.retryAfterMs = retryAfterMs
  }
}

/** No answer within the time limit. */
export class BackendTimeoutError extends BackendError {
  constructor(message: string, cause?: unknown) {
    super('BackendTimeout', message, cause)
  }
}

/** The server does not accept the request. */
export class BackendRefusedError extends BackendError {
  /** HTTP status of the answer. */
  readonly status: number

  constructor(message: string, status: number) {
    super('BackendRefused', message)
    this.status = status
  }
}

/** The server broke its protocol or a limit. */
export class BackendAnswerError extends BackendError {
  constructor(message: string, cause?: unknown) {
    super('BackendAnswer', message, cause)
  }
}

/** The backend was closed before the call. */
export class BackendClosedError extends BackendError {
  constructor(name: string) {
    super('BackendClosed', `The backend ${name} is closed: open it again before calling it.`)
  }
}

function withoutCredentials(spec: string): string {
  return spec.replace(/\/\/.*@/, '//…@').slice(0, 200)
}
