/** An error of the side thread or of its runtime; `code` is that of the original. */
export class SideError extends Error {
  readonly code: unknown

  constructor(name: string, code: unknown, message: string) {
    super(message)
    this.name = name
    this.code = code
  }
}

/** Too much long input waits, or the thread was lost with it: send it again later. */
export class SideBusyError extends Error {
  readonly code = 'SideBusy'
  /** As where too many requests wait. */
  readonly rpcCode = -32009
  readonly data = 'Too much long input at one time'

  constructor() {
    super('Server is busy, try again later')
    this.name = 'SideBusyError'
  }
}
