/** A name that is not in the cast of a subnet. */
export class UnknownAgentError extends Error {
  readonly code = 'UnknownAgent'

  constructor(name: string, known: readonly string[]) {
    super(`The subnet has no agent "${name}": choose one of ${known.join(', ')}.`)
    this.name = 'UnknownAgentError'
  }
}

/** A miner that was asked and gave no answer that can be read. */
export class NoAnswerError extends Error {
  readonly code = 'NoAnswer'
  readonly uid: number

  constructor(uid: number, reason: string) {
    super(`The miner with uid ${uid} gave no answer (${reason}): ask another with --uid.`)
    this.name = 'NoAnswerError'
    this.uid = uid
  }
}

/** Something that cannot answer for a miner of the subnet. */
export class UnknownBackendError extends Error {
  readonly code = 'UnknownBackend'

  constructor(spec: string, known: string) {
    super(`"${spec}" is nothing that answers here: name ${known} with --backend.`)
    this.name = 'UnknownBackendError'
  }
}
