/** The description of a sovereign network does not follow its format, or its rules. */
export class SovereignFormatError extends Error {
  readonly code = 'SovereignFormat'

  /**
   * @param field where it stands, e.g. `validators[0].key`; empty for the whole
   * @param reason the end of the sentence
   */
  constructor(field: string, reason: string, options?: ErrorOptions) {
    const what = field === '' ? 'The description of the sovereign network' : `The field ${field}`
    super(`${what} ${reason}: correct the genesis file.`, options)
    this.name = 'SovereignFormatError'
  }
}

/** The genesis of a sovereign network is what its founders wrote; nothing is added to it. */
export class SovereignRefusedError extends Error {
  readonly code = 'SovereignRefused'

  constructor(option: string) {
    super(
      `A sovereign network has the genesis of its founders and takes no ${option}: leave it out.`,
    )
    this.name = 'SovereignRefusedError'
  }
}
