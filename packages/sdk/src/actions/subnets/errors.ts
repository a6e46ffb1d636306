/** What is not there. */
export type SubnetActionErrorCode =
  /** The chain has no block of this number yet. */
  | 'NoSuchBlock'
  /** There is no subnet of this number. */
  | 'NoSuchSubnet'
  /** The chain did as asked and did not tell the result. */
  | 'NoResult'

/** Something that the chain has not. */
export class SubnetActionError extends Error {
  readonly code: SubnetActionErrorCode

  /** @param what is missing, for the message */
  constructor(code: SubnetActionErrorCode, what: string) {
    super(
      code === 'NoResult'
        ? `The chain did not tell ${what}; look it up.`
        : `The chain has no ${what}; check the number and the network.`,
    )
    this.name = 'SubnetActionError'
    this.code = code
  }
}
