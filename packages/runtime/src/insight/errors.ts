/** What a question about the chain may be wrong about. */
export type InsightErrorCode =
  /** The block has no epoch of this subnet. */
  | 'NoEpoch'
  | 'UnknownSubnet'
  | 'UnknownMechanism'
  /** The hotkey had no part in the epoch. */
  | 'UnknownHotkey'

/** A question that has no answer at this block. */
export class InsightError extends Error {
  readonly code: InsightErrorCode

  constructor(code: InsightErrorCode, message: string) {
    super(message)
    this.name = 'InsightError'
    this.code = code
  }
}
