/** The directory of `plexus up` cannot be used. */
export class UpDirectoryError extends Error {
  readonly code = 'UpDirectory'

  constructor(path: string, what: string) {
    super(`${path} ${what}: name another with --path, or start with --fresh.`)
    this.name = 'UpDirectoryError'
  }
}

/** The node of the network did not start. */
export class NodeSilentError extends Error {
  readonly code = 'NodeSilent'

  constructor(logFile: string, cause: unknown) {
    super(`The node does not answer: read ${logFile}.`, { cause })
    this.name = 'NodeSilentError'
  }
}
