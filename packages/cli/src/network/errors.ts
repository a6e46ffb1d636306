/** A directory is not, or not only, what a command of `plexus network` expects. */
export class NetworkDirectoryError extends Error {
  readonly code = 'NetworkDirectory'

  constructor(path: string, sentence: string) {
    super(`${path} ${sentence}.`)
    this.name = 'NetworkDirectoryError'
  }
}

/** No node of the network runs any more. */
export class NetworkEndedError extends Error {
  readonly code = 'NetworkEnded'

  constructor(logs: string) {
    super(`No node of the network runs any more: read the last lines in ${logs}.`)
    this.name = 'NetworkEndedError'
  }
}

/** A backup does not hold what it held when it was made. */
export class BackupDamagedError extends Error {
  readonly code = 'BackupDamaged'

  constructor(file: string, reason: string) {
    super(`The backup is damaged, ${file} ${reason}: take another one.`)
    this.name = 'BackupDamagedError'
  }
}

/** A validator could sign again what it has signed. */
export class SignedAgainError extends Error {
  readonly code = 'SignedAgain'

  constructor(given: number, signed: number) {
    super(
      `The validator has signed up to block ${signed} in this backup, and --signed-up-to is ` +
        `${given}: give the height that the network has reached.`,
    )
    this.name = 'SignedAgainError'
  }
}
