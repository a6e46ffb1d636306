/** A file that was given cannot be used. The message is one sentence. */
export class InputFileError extends Error {
  readonly code = 'InputFile'

  constructor(sentence: string) {
    super(sentence)
    this.name = 'InputFileError'
  }
}

/** The command line says something that cannot be done. The message is one sentence. */
export class UsageError extends Error {
  readonly code = 'Usage'

  constructor(sentence: string) {
    super(sentence)
    this.name = 'UsageError'
  }
}
