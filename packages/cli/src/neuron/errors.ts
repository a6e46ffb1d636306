/** A subnet that this program does not know. */
export class UnknownSubnetError extends Error {
  readonly code = 'UnknownSubnet'

  constructor(name: string, known: readonly string[]) {
    super(
      `There is no subnet "${name}" here: choose ${known.join(' or ')}, or a folder such as ./${name}.`,
    )
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
    super(
      'Nothing would answer: name a model with --backend, for example onnx:model.onnx for vision ' +
        'or search for folding.',
    )
    this.name = 'NothingAnswersError'
  }
}

/** The chain has no subnet of `plexus up` by this name. */
export class NoSubnetHereError extends Error {
  readonly code = 'NoSubnetHere'

  constructor(subnet: string) {
    super(
      `There is no subnet ${subnet} of plexus up here: start it with "plexus up", or name another ` +
        'with --netuid and --wallet.',
    )
    this.name = 'NoSubnetHereError'
  }
}

/** Nobody, or not the one that was named, can be asked. */
export class NobodyServesError extends Error {
  readonly code = 'NobodyServes'

  constructor(netuid: number, uid: number | undefined) {
    const who = uid === undefined ? 'No miner' : `The neuron with uid ${uid} is not one that`
    super(`${who} serves on subnet ${netuid}: see "plexus metagraph ${netuid}".`)
    this.name = 'NobodyServesError'
  }
}
