/** The command line says something that cannot be done. The message is one sentence. */
export class UsageError extends Error {
  readonly code = 'Usage'

  constructor(sentence: string) {
    super(sentence)
    this.name = 'UsageError'
  }
}

/** A file given to a command does not follow its format. The message is one sentence. */
export class MalformedFileError extends Error {
  readonly code = 'MalformedFile'

  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.name = 'MalformedFileError'
  }
}
