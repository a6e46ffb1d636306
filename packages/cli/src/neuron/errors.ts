/** A subnet that this program does not know. */
export class UnknownSubnetError extends Error {
  readonly code = 'UnknownSubnet'

  constructor(name: string, known: readonly string[]) {
    super(`There is no subnet "${name}" here: choose ${known.join(' or ')}.`)
    this.name = 'UnknownSubnetError'
  }
}

/** A hotkey that has no place in the subnet. */
export class NotRegisteredError extends Error {
  readonly code = 'NotRegistered'

  constructor(hotkey: string, netuid: number) {
    super(
      `The hotkey ${hotkey} is not registered on subnet ${netuid}: ` +
        `run "plexus register --netuid ${netuid}" first.`,
    )
    this.name = 'NotRegisteredError'
  }
}

/** A miner without anything that answers. */
export class NothingAnswersError extends Error {
  readonly code = 'NothingAnswers'

  constructor() {
    super('Nothing would answer: name a model with --backend, for example onnx:model.onnx.')
    this.name = 'NothingAnswersError'
  }
}
